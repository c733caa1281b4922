"""What a handed-in roll would do to the one that is kept: who enters, changes, leaves, and why not.

A preview shows the plan, applying carries out a new one made under the lock: what was shown is
what is done only as long as nothing changed in between.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from kehou.kernel.explained import Reason
from kehou.people.core.guardian_columns import Collecting, GuardianRow, Relation
from kehou.people.core.roll_comparison import Comparison, FieldChange, compare
from kehou.people.core.roll_sheet import RESIDENT_ID, STUDENT_NUMBER, PupilRow, read_roll
from kehou.people.queries.identities import Contact, Identities, identities_in
from kehou.people.queries.known_roll import known_roll
from kehou.people.queries.summaries import Change, PlannedLine, Summary
from kehou.platform import progress
from kehou.platform.progress import Step
from kehou.platform.workbook.columns import Column
from kehou.platform.workbook.tables import Fault, Note, Place, Reading
from kehou.schools.core.class_columns import CAMPUS, CLASS
from kehou.schools.core.class_names import ClassName
from kehou.schools.queries import classes_in, school_year_on

if TYPE_CHECKING:
    from kehou.people.core.roll_comparison import Known
    from kehou.people.models import Person, Pupil
    from kehou.schools.models import AdministrativeClass, School

PARENTS = (Relation.MOTHER, Relation.FATHER)


@dataclass(frozen=True, slots=True)
class Adult:
    """One adult of a pupil, as told; `identity` is equal for the same adult all over the file."""

    row: GuardianRow
    identity: str | Contact
    resident_id: str | None
    person: "Person | None"

    @property
    def relation(self) -> Relation:
        return self.row.relation or Relation.OTHER

    @property
    def is_guardian(self) -> bool:
        return self.row.is_guardian is not False

    @property
    def collecting(self) -> Collecting:
        """A parent who is a guardian may collect unless the roll says otherwise; nobody else."""
        if self.row.collecting is not None:
            return self.row.collecting
        is_parent = self.is_guardian and self.relation in PARENTS
        return Collecting.YES if is_parent else Collecting.NO


@dataclass(frozen=True, slots=True)
class Entering:
    """Somebody new on the roll; `person` where they are known in the city already."""

    row: PupilRow
    class_id: int
    person: "Person | None"
    adults: tuple[Adult, ...]


@dataclass(frozen=True, slots=True)
class Changing:
    """Somebody who stays; `adults` is None where those stay as they are."""

    pupil: "Pupil"
    row: PupilRow
    class_id: int
    changes: tuple[FieldChange, ...]
    adults: tuple[Adult, ...] | None


@dataclass(frozen=True, slots=True)
class RollPlan:
    """All of it. `leaving` are proposals: only those whom a person ticks leave."""

    entering: tuple[Entering, ...] = ()
    changing: tuple[Changing, ...] = ()
    unchanged: int = 0
    leaving: tuple["Pupil", ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[Note, ...] = ()

    def summary(self) -> Summary:
        return Summary(
            new=tuple(
                PlannedLine(e.row.place.row, e.row.name, str(e.row.class_name))
                for e in self.entering
            ),
            changed=tuple(
                PlannedLine(
                    c.row.place.row,
                    c.row.name,
                    str(c.row.class_name),
                    tuple(_change(f.field, f.before, f.after) for f in c.changes),
                )
                for c in self.changing
            ),
            unchanged=self.unchanged,
            leaving=tuple(pupil.pk for pupil in self.leaving),
            faults=self.faults,
            notes=self.notes,
        )


def _change(name: str, before: object, after: object) -> Change:
    """Names and classes are told; numbers, and who the adults are, are not kept twice."""
    if name in ("name", "class_name"):
        return Change(name, str(before), str(after))
    return Change(name)


def plan_roll(school: "School", content: bytes, *, on: date) -> RollPlan:
    """Read a roll in full and lay it beside the present one (3.1)."""
    school_year = school_year_on(on)
    reading = read_roll(content, school_year=school_year, first_grade=school.grades[0])
    known = known_roll(school)
    # Birth and campus check the other columns; neither is kept with the pupil.
    told = [replace(row, birth=None, campus=None) for row in reading.rows]
    compared = compare((pupil for _, pupil in known.values()), told)
    adults = [adult for row in reading.rows for adult in row.guardians]
    judged = _Judged(
        reading=reading,
        classes={
            ClassName(c.grade, c.number): c for c in classes_in(school, school_year=school_year)
        },
        identities=identities_in(school, reading.rows, adults),
        ids_of_contacts={(a.name, a.phone): a.resident_id for a in adults if a.resident_id},
    )
    pupils = {number: pupil for number, (pupil, _) in known.items()}
    judged.judge(pupils, compared, school_year)
    entering = tuple(judged.entering(row) for row in compared.new if judged.stands(row))
    changing, unchanged = judged.staying(pupils, compared)
    faults = (*reading.faults, *judged.faults)
    return RollPlan(
        entering=entering,
        changing=changing,
        unchanged=unchanged,
        # A line with a fault may be anybody's, so while there is one nobody is missing.
        leaving=() if faults else tuple(pupils[k.student_number] for k in compared.gone),
        faults=faults,
        notes=(*reading.notes, *_unproposed(faults, compared.gone)),
    )


def _unproposed(faults: tuple[Fault, ...], gone: tuple["Known", ...]) -> Iterable[Note]:
    if faults and gone:
        reason = Reason("leaving_not_proposed", "3.1", {"times": len(gone)})
        yield Note("", 0, "", "", "", reason)


@dataclass(slots=True)
class _Judged:
    """The rows of a roll held against the school's classes and everybody known in the city."""

    reading: Reading[PupilRow]
    classes: Mapping[ClassName, "AdministrativeClass"]
    identities: Identities
    ids_of_contacts: Mapping[Contact, str | None]
    faults: list[Fault] = field(default_factory=list)
    faulty: set[Place] = field(default_factory=set)
    twofold: frozenset[str | None] = frozenset()

    def stands(self, row: PupilRow) -> bool:
        return row.place not in self.faulty

    def entering(self, row: PupilRow) -> Entering:
        adults = tuple(map(self.adult, row.guardians))
        person = self.identities.pupil(row)
        return Entering(row, self.classes[row.class_name].pk, person, adults)

    def staying(
        self, pupils: Mapping[str, "Pupil"], compared: Comparison
    ) -> tuple[tuple[Changing, ...], int]:
        """Who changes, and how many do not. A class of last year is another class of that name."""
        stays = [(c.row, pupils[c.known.student_number], c.changes) for c in compared.changed]
        stays += [(row, pupils[row.student_number], ()) for row in compared.unchanged]
        changing = []
        unchanged = 0
        for row, pupil, told in (stay for stay in stays if self.stands(stay[0])):
            class_id = self.classes[row.class_name].pk
            changes = told
            if class_id != pupil.class_by_day_id and "class_name" not in {c.field for c in told}:
                changes = (*told, FieldChange("class_name", row.class_name, row.class_name))
            after = next((c.after for c in changes if c.field == "guardians"), None)
            adults = tuple(map(self.adult, after)) if isinstance(after, tuple) else None
            if changes:
                changing.append(Changing(pupil, row, class_id, changes, adults))
            else:
                unchanged += 1
        return tuple(changing), unchanged

    def adult(self, row: GuardianRow) -> Adult:
        contact = (row.name, row.phone)
        resident_id = row.resident_id or self.ids_of_contacts.get(contact)
        person = self.identities.adult(contact, resident_id)
        return Adult(row, resident_id or contact, resident_id, person)

    def judge(self, pupils: Mapping[str, "Pupil"], compared: Comparison, school_year: int) -> None:
        """Find every fault that only shows beside what is known; afterwards rows stand or fall."""
        names: dict[str | None, set[str]] = defaultdict(set)
        for row in self.reading.rows:
            names[row.resident_id].add(row.name)
            for adult in row.guardians:
                names[adult.resident_id].add(adult.name)
        self.twofold = frozenset(number for number, said in names.items() if len(said) > 1) - {None}
        stays = [(c.row, pupils[c.known.student_number]) for c in compared.changed]
        stays += [(row, pupils[row.student_number]) for row in compared.unchanged]
        own_people = {row.place: pupil.person_id for row, pupil in stays}
        for row in progress.over(Step.COMPARING, self.reading.rows):
            self._judge_class(row, school_year)
            self._judge_pupil(row, own_people.get(row.place))
            for adult in row.guardians:
                self._judge_adult(row, adult)

    def _judge_class(self, row: PupilRow, school_year: int) -> None:
        class_by_day = self.classes.get(row.class_name)
        said = str(row.class_name)
        if class_by_day is None:
            facts = {"class_name": said, "school_year": str(school_year)}
            self._against(row, CLASS, said, Reason("class_not_known", "3.1", facts))
        elif row.campus and row.campus != class_by_day.campus.name:
            facts = {"class_name": said, "campus": class_by_day.campus.name}
            self._against(row, CAMPUS, row.campus, Reason("class_on_another_campus", "", facts))

    def _judge_pupil(self, row: PupilRow, own: int | None) -> None:
        """`own` is the person of the pupil on the roll; None for whoever is new to it."""
        by_id = self.identities.by_id.get(row.resident_id or "")
        found = self.identities.pupil(row)
        is_elsewhere = row.student_number in self.identities.numbers_on_other_rolls or (
            found is not None and found.pk in self.identities.on_other_rolls
        )
        is_another = by_id is not None and (
            by_id.name != row.name if own is None else by_id.pk != own
        )
        if own is None and is_elsewhere:
            self._against(row, STUDENT_NUMBER, "", Reason("pupil_on_another_roll", "3.1"))
        elif is_another or row.resident_id in self.twofold:
            facts = {"name": row.name}
            self._against(row, RESIDENT_ID, "", Reason("resident_id_of_somebody_else", "", facts))

    def _judge_adult(self, row: PupilRow, adult: GuardianRow) -> None:
        """A resident id leads to one person; the telephone of one known elsewhere stays theirs."""
        assert adult.columns, "an adult of a roll stands in columns of it"
        column = adult.columns.resident_id
        by_id = self.identities.by_id.get(adult.resident_id or "")
        by_contact = self.identities.by_contact.get((adult.name, adult.phone))
        is_another = by_id is not None and by_id.name != adult.name
        facts = {"name": adult.name}
        if is_another or adult.resident_id in self.twofold:
            self._against(row, column, "", Reason("resident_id_of_somebody_else", "", facts))
        elif by_id and by_id.pk in self.identities.elsewhere and by_contact != by_id:
            self._against(row, column, "", Reason("guardian_known_by_another_phone", "", facts))

    def _against(self, row: PupilRow, column: Column[Any], value: str, reason: Reason) -> None:
        self.faulty.add(row.place)
        self.faults.append(self.reading.remark(row.place, column, value, reason))
