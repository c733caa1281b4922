"""The seats a person may take, and the actor they are in one of them.

Whoever speaks for an institution is known to the context that keeps the institutions' files. It
stands above this one, so it is named in the settings (`INSTITUTION_SEATS`, docs/adr/0011).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from kehou.kernel.explained import refuse
from kehou.ordinance.roles import PARTS, Role, Seat
from kehou.people.core.ranks import Held
from kehou.people.models import Appointment, Person, Staff
from kehou.people.permissions import guardians, in_force, not_over
from kehou.platform import reach
from kehou.platform.actors import EVERYWHERE, NOWHERE, Actor, Reach
from kehou.schools.queries import schools_in


@dataclass(frozen=True, slots=True)
class SeatOf:
    """One seat that a person may take: the role, and where (`place` is a name for people)."""

    role: Role
    place: str
    school_id: int | None = None
    district_id: int | None = None
    institution_id: int | None = None

    @property
    def key(self) -> str:
        places = (self.school_id, self.district_id, self.institution_id)
        return ":".join([self.role, *(str(place or "") for place in places)])

    @property
    def needs_second_factor(self) -> bool:
        return PARTS[self.role].second_factor


# Tells the institutions for which a person speaks on a day, each as a seat with its name.
InstitutionSeats = Callable[[int, date], Sequence[SeatOf]]


def seats_of(person: Person, *, on: date) -> list[SeatOf]:
    """Every seat this person may take on that day, as a guardian last."""
    appointments = Appointment.objects.filter(in_force(on), person=person)
    seats = [
        SeatOf(
            role=Role(a.role),
            place=str(a.school or a.district or ""),
            school_id=a.school_id,
            district_id=a.district_id,
        )
        for a in appointments.select_related("school", "district")
    ]
    with reach.everywhere():
        seats.extend(_institutions_of(person.pk, on))
        is_guardian = guardians(on).filter(person_id=person.pk).exists()
    if is_guardian:
        seats.append(SeatOf(role=Role.GUARDIAN, place=""))
    return seats


def seats_not_over(person: Person, *, on: date) -> list[Appointment]:
    """The appointments of this person that are in force or will be."""
    seats = Appointment.objects.filter(not_over(on), person=person)
    return list(seats.select_related("school", "district"))


def sits_or_is_on_staff(person: Person, *, on: date) -> bool:
    """Whether this person holds a seat, now or later, or is on the staff of any school (5.1.b)."""
    if seats_not_over(person, on=on):
        return True
    with reach.everywhere():
        return Staff.objects.filter(person=person, left_on__isnull=True).exists()


def speaks_for_an_institution(person: Person, *, on: date) -> bool:
    """Whether this person speaks for any institution on that day (4.2, 5.1.b)."""
    with reach.everywhere():
        return bool(_institutions_of(person.pk, on))


def refuse_seats_that_clash(
    person: Person, seat: Held, *, first_day: date, until: date | None
) -> None:
    """Refuse a seat that the person holds already at that time, or may not hold beside another.

    The database refuses the same, in the same words, to whoever comes at the same moment.
    """
    begun = Q(first_day__lt=until) if until else Q()
    beside = Appointment.objects.filter(not_over(first_day), begun, person=person)
    district_id = None if seat.school_id else seat.district_id
    there = Q(school=seat.school_id, district=district_id)
    if beside.filter(there, role=seat.role).exists():
        raise refuse("person_holds_a_role_once")
    signs = {Role.PRINCIPAL, Role.SCHOOL_FINANCE}
    if seat.role in signs and beside.filter(there, role__in=signs).exists():
        raise refuse("principal_is_not_the_finance_of_the_school", "6.3.d")
    if seat.role is Role.AUDITOR and beside.exists():
        raise refuse("auditor_holds_no_other_seat", "6.3.f")
    if beside.filter(role=Role.AUDITOR).exists():
        raise refuse("auditor_holds_no_other_seat", "6.3.f")
    if speaks_for_an_institution(person, on=first_day):
        raise refuse("representative_holds_no_other_seat", "5.1.b")


def actor_in(seat: SeatOf, person: Person, *, on: date) -> Actor | None:
    """The actor that a person is in a seat, or None when it is not theirs on that day.

    Asked at every request, so an appointment that ended has ended at once. One query: the other
    seats of the person are not looked at.
    """
    reads = _reads(seat, person.pk, on)
    if reads is None:
        return None
    return Actor(
        role=seat.role,
        person_id=person.pk,
        district_id=seat.district_id,
        institution_id=seat.institution_id,
        reads=reads,
        writes=reads if PARTS[seat.role].writes else NOWHERE,
        on=on,
    )


def _reads(seat: SeatOf, person_id: int, on: date) -> Reach | None:
    if seat.role is Role.INSTITUTION:
        with reach.everywhere():
            own = {held.institution_id for held in _institutions_of(person_id, on)}
        return NOWHERE if seat.institution_id in own else None
    if seat.role is Role.GUARDIAN:
        schools = _schools_of_children(person_id, on)
        return Reach(schools) if schools else None
    return _reads_by_appointment(seat, person_id, on)


def _reads_by_appointment(seat: SeatOf, person_id: int, on: date) -> Reach | None:
    there = Q(school_id=seat.school_id, district_id=seat.district_id)
    held = Appointment.objects.filter(in_force(on), there, person_id=person_id, role=seat.role)
    if not held.exists():
        return None
    match PARTS[seat.role].seat:
        case Seat.SCHOOL if seat.school_id is not None:
            return Reach(frozenset({seat.school_id}))
        case Seat.DISTRICT if seat.district_id is not None:
            schools_there = schools_in(district_id=seat.district_id)
            return Reach(frozenset(schools_there.values_list("pk", flat=True)))
        case Seat.CITY:
            return EVERYWHERE
    return NOWHERE


def _institutions_of(person_id: int, on: date) -> Sequence[SeatOf]:
    """The seats of those who speak for institutions; needs the reach of the whole city."""
    source: InstitutionSeats = import_string(settings.INSTITUTION_SEATS)
    return source(person_id, on)


def _schools_of_children(person_id: int, on: date) -> frozenset[int]:
    """The schools at which the person is a guardian of somebody on the roll that day."""
    with reach.everywhere():
        own = guardians(on).filter(person_id=person_id)
        return frozenset(own.values_list("school_id", flat=True))
