"""The roll as the school knows it today, in the words of the workbooks that are laid beside it."""

from collections import defaultdict
from typing import TYPE_CHECKING

from kehou.people.core.guardian_columns import Collecting, GuardianRow, Relation
from kehou.people.core.identity import Gender
from kehou.people.core.roll_comparison import Known
from kehou.people.models import Guardianship, Person, Pupil
from kehou.platform.sealed import unseal
from kehou.schools.core.class_names import ClassName

if TYPE_CHECKING:
    from kehou.schools.models import School

STUDENT_NUMBER = "people.pupil.student_number"
RESIDENT_ID = "people.person.resident_id"
PHONE = "people.person.phone"


def known_roll(school: "School") -> dict[str, tuple[Pupil, Known]]:
    """Everybody on the roll by their student number. Two queries, however many pupils."""
    pupils = Pupil.objects.filter(school=school, on_roll_until__isnull=True)
    adults: dict[int, list[GuardianRow]] = defaultdict(list)
    for guardianship in Guardianship.objects.filter(
        school=school, pupil__in=pupils, until__isnull=True
    ).select_related("person"):
        adults[guardianship.pupil_id].append(_adult(guardianship))
    known = {}
    for pupil in pupils.select_related("person", "class_by_day"):
        number = student_number_of(pupil)
        class_by_day = pupil.class_by_day
        known[number] = (
            pupil,
            Known(
                student_number=number,
                name=pupil.person.name,
                gender=Gender(pupil.gender),
                class_name=ClassName(class_by_day.grade, class_by_day.number),
                resident_id=resident_id_of(pupil.person),
                guardians=tuple(adults[pupil.pk]),
            ),
        )
    return known


def _adult(guardianship: Guardianship) -> GuardianRow:
    person = guardianship.person
    return GuardianRow(
        name=person.name,
        phone=phone_of(person) or "",
        relation=Relation(guardianship.relation),
        resident_id=resident_id_of(person),
        is_guardian=guardianship.is_guardian,
        collecting=collecting_of(guardianship),
        is_emergency_contact=guardianship.is_emergency_contact,
    )


def collecting_of(guardianship: Guardianship) -> Collecting:
    if guardianship.must_not_collect:
        return Collecting.NEVER
    return Collecting.YES if guardianship.may_collect else Collecting.NO


def student_number_of(pupil: Pupil) -> str:
    return unseal(STUDENT_NUMBER, pupil.key, pupil.student_number_sealed)


def resident_id_of(person: Person) -> str | None:
    sealed = person.resident_id_sealed
    return None if sealed is None else unseal(RESIDENT_ID, person.key, sealed)


def phone_of(person: Person) -> str | None:
    sealed = person.phone_sealed
    return None if sealed is None else unseal(PHONE, person.key, sealed)
