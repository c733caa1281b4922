"""How a planned roll is written: in bulk, so that the number of statements stays the same."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from kehou.people.core.guardian_columns import Collecting
from kehou.people.core.pinyin import sort_key
from kehou.people.models import Guardianship, Person, Pupil, RollMovement
from kehou.people.queries.identities import Contact
from kehou.people.queries.known_roll import PHONE, RESIDENT_ID, STUDENT_NUMBER
from kehou.people.queries.roll_plan import Adult, Changing, Entering, RollPlan
from kehou.platform import bulk, progress
from kehou.platform.clock import city_day
from kehou.platform.progress import Step
from kehou.platform.sealed import blind_index, seal

if TYPE_CHECKING:
    from kehou.schools.models import School

PERSON_FIELDS = (
    *("name", "sort_key", "resident_id_sealed", "resident_id_index"),
    *("phone_sealed", "phone_index"),
)
PUPIL_FIELDS = ("student_number_sealed", "student_number_index", "gender", "class_by_day")


def write_roll(plan: RollPlan, *, school: "School", leaving: Collection[int], at: datetime) -> None:
    """Carry out a plan; of those who are missing only the ones named in `leaving` leave (3.1)."""
    writing = _Writing(school, city_day(at), at)
    writing.write_people(plan)
    writing.enter(plan.entering)
    writing.change(plan.changing)
    writing.relate()
    writing.leave([pupil for pupil in plan.leaving if pupil.pk in leaving])
    RollMovement.objects.bulk_create(writing.movements)


@dataclass(slots=True)
class _Writing:
    """One roll on its way into the tables."""

    school: "School"
    day: date
    at: datetime
    adults: dict[str | Contact, Person] = field(default_factory=dict)
    pupils: dict[str, Person] = field(default_factory=dict)
    told: dict[int, tuple[Adult, ...]] = field(default_factory=dict)
    movements: list[RollMovement] = field(default_factory=list)

    def write_people(self, plan: RollPlan) -> None:
        """Everybody whom the plan names: found again, or new; each once (7.3.a)."""
        known: dict[int, Person] = {}
        for entering in progress.over(Step.SEALING, plan.entering):
            row = entering.row
            person = _told(entering.person, known, row.name, resident_id=row.resident_id)
            self.pupils[row.student_number] = person
        for changing in progress.over(Step.SEALING, plan.changing):
            row = changing.row
            _told(changing.pupil.person, known, row.name, resident_id=row.resident_id)
        for adult in _adults(plan):
            if adult.identity not in self.adults:
                self.adults[adult.identity] = _told(
                    adult.person,
                    known,
                    adult.row.name,
                    resident_id=adult.resident_id,
                    phone=adult.row.phone,
                )
        everybody = [*self.pupils.values(), *self.adults.values()]
        Person.objects.bulk_create(person for person in everybody if person.pk is None)
        bulk.change(list(known.values()), PERSON_FIELDS)

    def enter(self, entering: Sequence[Entering]) -> None:
        pupils = []
        for told in progress.over(Step.WRITING, entering):
            person = self.pupils[told.row.student_number]
            pupil = Pupil(school=self.school, person=person, on_roll_from=self.day)
            pupils.append(_as_told(pupil, told))
        for pupil, told in zip(Pupil.objects.bulk_create(pupils), entering, strict=True):
            self.told[pupil.pk] = told.adults
            self._moved(pupil, RollMovement.Kind.ENTERED, to_class_id=told.class_id)

    def change(self, changing: Sequence[Changing]) -> None:
        pupils = []
        for told in progress.over(Step.WRITING, changing):
            pupil = told.pupil
            if told.class_id != pupil.class_by_day_id:
                moved = {"from_class_id": pupil.class_by_day_id, "to_class_id": told.class_id}
                self._moved(pupil, RollMovement.Kind.CHANGED_CLASS, **moved)
            if told.adults is not None:
                self.told[pupil.pk] = told.adults
            pupils.append(_as_told(pupil, told))
        bulk.change(pupils, PUPIL_FIELDS)

    def relate(self) -> None:
        """End what the roll no longer says of an adult, and add what it says instead (7.3.a)."""
        standing: dict[int, list[Guardianship]] = defaultdict(list)
        for row in Guardianship.objects.filter(pupil__in=self.told, until__isnull=True):
            standing[row.pupil_id].append(row)
        ended, added = [], []
        for pupil_id, adults in self.told.items():
            wanted = {self.adults[adult.identity].pk: adult for adult in adults}
            told = [self._guardianship(pupil_id, pk, adult) for pk, adult in wanted.items()]
            keep = {_says(row) for row in told} & {_says(row) for row in standing[pupil_id]}
            ended += [row.pk for row in standing[pupil_id] if _says(row) not in keep]
            added += [row for row in told if _says(row) not in keep]
        Guardianship.objects.filter(pk__in=ended).update(until=self.day)
        Guardianship.objects.bulk_create(added)

    def leave(self, pupils: list[Pupil]) -> None:
        """Take pupils off the roll from today; whoever came today was on it for the day."""
        for pupil in pupils:
            pupil.on_roll_until = max(self.day, pupil.on_roll_from + timedelta(days=1))
            self._moved(pupil, RollMovement.Kind.LEFT, from_class_id=pupil.class_by_day_id)
        bulk.change(pupils, ["on_roll_until"])
        Guardianship.objects.filter(pupil__in=pupils, until__isnull=True).update(until=self.day)

    def _moved(self, pupil: Pupil, kind: str, **classes: int) -> None:
        self.movements.append(
            RollMovement(
                school=self.school,
                pupil=pupil,
                kind=kind,
                day=self.day,
                recorded_at=self.at,
                **classes,
            )
        )

    def _guardianship(self, pupil_id: int, person_id: int, adult: Adult) -> Guardianship:
        return Guardianship(
            school=self.school,
            pupil_id=pupil_id,
            person_id=person_id,
            relation=adult.relation,
            is_guardian=adult.is_guardian,
            may_collect=adult.collecting is Collecting.YES,
            must_not_collect=adult.collecting is Collecting.NEVER,
            is_emergency_contact=bool(adult.row.is_emergency_contact),
            first_day=self.day,
        )


def _adults(plan: RollPlan) -> Iterable[Adult]:
    for entering in plan.entering:
        yield from entering.adults
    for changing in plan.changing:
        yield from changing.adults or ()


def _told(
    found: Person | None,
    known: dict[int, Person],
    name: str,
    *,
    resident_id: str | None,
    phone: str | None = None,
) -> Person:
    """A person as the roll tells them; what it leaves blank stays. `known` gathers the known ones.

    Somebody who is found twice, as a parent of two children, is one object and one update.
    """
    person = known.setdefault(found.pk, found) if found else Person()
    if person.name != name:
        person.name, person.sort_key = name, sort_key(name)
    if resident_id and person.resident_id_index != blind_index(RESIDENT_ID, resident_id):
        person.resident_id_sealed = seal(RESIDENT_ID, person.key, resident_id)
        person.resident_id_index = blind_index(RESIDENT_ID, resident_id)
    if phone and person.phone_index != blind_index(PHONE, phone):
        person.phone_sealed = seal(PHONE, person.key, phone)
        person.phone_index = blind_index(PHONE, phone)
    return person


def _as_told(pupil: Pupil, told: Entering | Changing) -> Pupil:
    number = told.row.student_number
    if pupil.student_number_index != blind_index(STUDENT_NUMBER, number):
        pupil.student_number_sealed = seal(STUDENT_NUMBER, pupil.key, number)
        pupil.student_number_index = blind_index(STUDENT_NUMBER, number)
    pupil.gender = told.row.gender
    pupil.class_by_day_id = told.class_id
    return pupil


def _says(row: Guardianship) -> tuple[object, ...]:
    """What a row says, apart from since when."""
    rights = (row.is_guardian, row.may_collect, row.must_not_collect, row.is_emergency_contact)
    return (row.pupil_id, row.person_id, str(row.relation), *rights)
