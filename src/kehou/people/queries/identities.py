"""Finding people again: by the blind index of a number, or of a telephone together with the name.

Nobody is found by a name alone: namesakes sit in one class.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from kehou.people.core.guardian_columns import GuardianRow
from kehou.people.models import Appointment, Guardianship, Person, Pupil
from kehou.people.queries.known_roll import PHONE, RESIDENT_ID, STUDENT_NUMBER
from kehou.platform import reach
from kehou.platform.sealed import blind_index

if TYPE_CHECKING:
    from kehou.people.core.roll_sheet import PupilRow
    from kehou.schools.models import School

Contact = tuple[str, str]  # name and telephone


@dataclass(frozen=True, slots=True)
class Identities:
    """Everybody whom a workbook names and who is known in the city already.

    `elsewhere` are the people who have a part at another school too, so that this one does not
    change how they sign in; `on_other_rolls` the pupils whom another school still has on its roll.
    """

    by_id: Mapping[str, Person]
    by_contact: Mapping[Contact, Person]
    by_student_number: Mapping[str, Person] = field(default_factory=dict)
    elsewhere: frozenset[int] = frozenset()
    on_other_rolls: frozenset[int] = frozenset()
    numbers_on_other_rolls: frozenset[str] = frozenset()

    def pupil(self, row: "PupilRow") -> Person | None:
        """Who a pupil is that is new to the roll: by the resident id, else by the number."""
        by_id = self.by_id.get(row.resident_id or "")
        return by_id or self.by_student_number.get(row.student_number)

    def adult(self, contact: Contact, resident_id: str | None) -> Person | None:
        """Who an adult is. Another resident id means another person, whatever the telephone."""
        if resident_id and (person := self.by_id.get(resident_id)):
            return person
        person = self.by_contact.get(contact)
        if person is None or (resident_id and person.resident_id_index is not None):
            return None
        return person


def identities_in(
    school: "School", rows: Iterable["PupilRow"], adults: Iterable[GuardianRow]
) -> Identities:
    """Look up everybody a roll names. A fixed number of queries, however many rows."""
    rows, adults = tuple(rows), tuple(adults)
    ids = {row.resident_id for row in rows} | {adult.resident_id for adult in adults}
    by_id = people_by_id(ids)
    numbers = {blind_index(STUDENT_NUMBER, row.student_number): row.student_number for row in rows}
    with reach.everywhere():
        # Whether somebody is known elsewhere is a question to the whole city; no record of
        # another school leaves here, only that there is one.
        of_others = Pupil.objects.filter(
            Q(person__in=by_id.values()) | Q(student_number_index__in=numbers)
        ).select_related("person")
        found = [(p, numbers.get(bytes(p.student_number_index), "")) for p in of_others]
        elsewhere = frozenset(_known_elsewhere(school, by_id.values()))
    still = [(p, n) for p, n in found if p.on_roll_until is None and p.school_id != school.pk]
    return Identities(
        by_id=by_id,
        by_contact=people_by_contact({(adult.name, adult.phone) for adult in adults}),
        by_student_number={number: p.person for p, number in found if number},
        elsewhere=elsewhere,
        on_other_rolls=frozenset(p.person_id for p, _ in still),
        numbers_on_other_rolls=frozenset(number for _, number in still if number),
    )


def people_by_id(resident_ids: Iterable[str | None]) -> dict[str, Person]:
    indexes = {blind_index(RESIDENT_ID, number): number for number in resident_ids if number}
    found = Person.objects.filter(resident_id_index__in=indexes)
    return {indexes[bytes(p.resident_id_index or b"")]: p for p in found}


def people_by_contact(contacts: Iterable[Contact]) -> dict[Contact, Person]:
    """Who has this telephone and this name; the one known longest where there are several."""
    indexes = {blind_index(PHONE, phone): phone for _, phone in contacts}
    found = Person.objects.filter(phone_index__in=indexes).order_by("-pk")
    return {(p.name, indexes[bytes(p.phone_index or b"")]): p for p in found}


def _known_elsewhere(school: "School", people: Iterable[Person]) -> Iterable[int]:
    guardians = Guardianship.objects.filter(person=OuterRef("pk")).exclude(school=school)
    office = Appointment.objects.filter(person=OuterRef("pk"))
    known = Person.objects.filter(Exists(guardians) | Exists(office), pk__in=[p.pk for p in people])
    return known.values_list("pk", flat=True)
