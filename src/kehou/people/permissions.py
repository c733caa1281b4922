"""Who of the people exists for whom, and who may do what with them.

Being in reach is not enough: a pupil is known to whoever looks after them or answers for them, not
to whoever only counts money.
"""

from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from kehou.ordinance.roles import APPOINTS, RESETS_SECOND_FACTOR, SECOND_FACTOR_ROLES, Role
from kehou.people.core.ranks import BELOW, Held, ranks_above
from kehou.people.models import (
    Account,
    Appointment,
    Guardianship,
    Person,
    Pupil,
    RollImport,
    Staff,
)
from kehou.platform.actors import Actor

if TYPE_CHECKING:
    from kehou.schools.models import School

Rows = TypeVar("Rows", bound=Model)

KNOW_PUPILS: Final = frozenset(
    {
        Role.STAFF,
        Role.OFFICE,
        Role.PRINCIPAL,
        Role.SAFETY_OFFICER,
        Role.DISTRICT_REVIEWER,
        Role.CITY_BUREAU,
        Role.AUDITOR,
        Role.SYSTEM,
    }
)
# Finance pays the staff, so it knows them.
KNOW_STAFF: Final = KNOW_PUPILS | {Role.SCHOOL_FINANCE, Role.DISTRICT_FINANCE, Role.CITY_FINANCE}

KEEP_ROLL: Final = frozenset({Role.OFFICE, Role.PRINCIPAL})


def in_force(on: date | None) -> Q:
    """What began on or before that day and ends after it."""
    return Q(first_day__lte=on) & (Q(until__isnull=True) | Q(until__gt=on))


def not_over(on: date | None) -> Q:
    """What is in force on that day or begins after it."""
    return Q(until__isnull=True) | Q(until__gt=on)


def pupils_of(actor: Actor) -> QuerySet[Pupil]:
    """The pupils who exist for this actor; for a guardian, their own children (2.3.c).

    Every page about a pupil starts here. Pupils who left are among a school's, for its archive.
    """
    pupils = _in_reach(Pupil.objects.all(), actor)
    if actor.role is Role.GUARDIAN:
        return pupils.filter(pk__in=_own_guardianships(actor).values("pupil_id"))
    return pupils if actor.role in KNOW_PUPILS else pupils.none()


def guardianships_of(actor: Actor) -> QuerySet[Guardianship]:
    """What adults are to the pupils of this actor; ended ones included (7.3.a)."""
    if actor.role in KNOW_PUPILS:
        return _in_reach(Guardianship.objects.all(), actor)
    return Guardianship.objects.filter(pupil__in=pupils_of(actor))


def staff_of(actor: Actor) -> QuerySet[Staff]:
    """The members of staff who exist for this actor (7.1.b)."""
    staff = _in_reach(Staff.objects.all(), actor)
    return staff if actor.role in KNOW_STAFF else staff.none()


def answers_for(actor: Actor, pupil: Pupil) -> bool:
    """Whether the actor is a guardian of this pupil, today (2.3.c)."""
    return actor.role is Role.GUARDIAN and pupils_of(actor).filter(pk=pupil.pk).exists()


def may_keep_roll(actor: Actor, school: "School") -> bool:
    """Whether the actor keeps the roll of this school (3.1)."""
    return actor.role in KEEP_ROLL and school.pk in actor.writes


def imports_of(actor: Actor) -> QuerySet[RollImport]:
    """The workbooks handed in at the actor's school, for those who keep its roll."""
    imports = _in_reach(RollImport.objects.all(), actor)
    return imports if actor.role in KEEP_ROLL else imports.none()


def may_settle_import(actor: Actor, handed_in: RollImport) -> bool:
    """Whoever keeps the roll may apply or discard what any of them handed in."""
    return actor.role in KEEP_ROLL and handed_in.school_id in actor.writes


def may_reveal_numbers(actor: Actor, pupil: Pupil) -> bool:
    """Whoever keeps the roll may look at a pupil's numbers, and is written down doing so."""
    return actor.role in KEEP_ROLL and pupil.school_id in actor.writes


def may_sign_in(actor: Actor, name: object) -> bool:
    """Everybody may try; a part of the platform has no business there."""
    return actor.role is not Role.SYSTEM


def owns(actor: Actor, account: Account) -> bool:
    """Whether the account is the actor's own, in whatever seat or in none."""
    return actor.person_id is not None and actor.person_id == account.person_id


def accounts_of(actor: Actor) -> QuerySet[Account]:
    """The accounts whose second factor this actor may reset.

    Nobody's own, and nobody's who also plays such a role, now or later, that is not the actor's to
    reset: a district must not weaken a door of the city. Below the city never whom the actor gives
    passwords to.
    """
    if actor.role not in RESETS_SECOND_FACTOR or actor.on is None:
        return Account.objects.none()
    seats = Appointment.objects.filter(person=OuterRef("person"))
    under = Q(role__in=RESETS_SECOND_FACTOR[actor.role])
    if not actor.reads.whole_city:
        under &= Q(school_id__in=actor.reads.schools)
    return Account.objects.filter(
        Exists(seats.filter(in_force(actor.on), under)),
        ~Exists(seats.filter(not_over(actor.on), ~under, role__in=SECOND_FACTOR_ROLES)),
        ~Q(person_id=actor.person_id),
        is_active=True,
    )


def may_reset_second_factor(actor: Actor, account: Account) -> bool:
    return accounts_of(actor).filter(pk=account.pk).exists()


def may_open_representative_account(actor: Actor, login_name: str) -> bool:
    """Whoever registers institutions opens the account of the one who speaks for it (4.2)."""
    return actor.role in (Role.DISTRICT_REVIEWER, Role.CITY_BUREAU)


def persons_under(actor: Actor) -> QuerySet[Person]:
    """Who holds or held a seat below this actor, or is on the staff whose roll the actor keeps.

    One list of ids: with either of two conditions PostgreSQL would read every person of the city.
    """
    if actor.role not in BELOW:
        return Person.objects.none()
    ids = seats_under(actor).order_by().values("person")
    if actor.role in KEEP_ROLL:
        staff = staff_of(actor).filter(left_on__isnull=True)
        ids = ids.union(staff.order_by().values("person"))
    return Person.objects.filter(pk__in=ids)


def seats_under(actor: Actor) -> QuerySet[Appointment]:
    """The seats, ended ones included, that stand below this actor's (7.1.a)."""
    seats = Appointment.objects.filter(role__in=BELOW.get(actor.role, ()))
    if actor.reads.whole_city:
        return seats
    return seats.filter(school_id__in=actor.reads.schools)


def accounts_under(actor: Actor) -> QuerySet[Account]:
    """The accounts with a login name of those who sit below this actor."""
    return Account.objects.filter(person__in=persons_under(actor), login_name__isnull=False)


def seats_to_end(actor: Actor) -> QuerySet[Appointment]:
    """The seats that this actor may end: of the kinds they appoint to, and not over yet (7.1.a)."""
    given = seats_under(actor).filter(not_over(actor.on), role__in=APPOINTS.get(actor.role, ()))
    return given.select_related("person", "school", "district")


def may_give_seat(actor: Actor, seat: Held) -> bool:
    """Whether the actor gives seats of this kind at this place: their own (7.1.a)."""
    if seat.role not in APPOINTS.get(actor.role, ()):
        return False
    return seat.school_id is None or seat.school_id in actor.writes


def may_end_seat(actor: Actor, seat: Appointment) -> bool:
    """Whoever may give a seat may end it."""
    return may_give_seat(actor, Held(Role(seat.role), seat.school_id, seat.district_id))


def may_look_after(actor: Actor, person: Person) -> bool:
    """Whether the actor opens, closes and repairs this person's account (7.1.a).

    Nobody their own, and nobody's who sits where the actor's rank does not reach: a password that
    one hands out opens every seat of the person.
    """
    if actor.role not in BELOW or actor.on is None or actor.person_id == person.pk:
        return False
    held = Appointment.objects.filter(not_over(actor.on), person=person).select_related("school")
    seats = [held_in(seat) for seat in held]
    in_reach = all(s.school_id is None or s.school_id in actor.reads for s in seats)
    return in_reach and actor.role in ranks_above(seats)


def may_open_first_account(actor: Actor, name: object) -> bool:
    """Only who sits at the machine itself."""
    return actor.role is Role.SYSTEM


def held_in(seat: Appointment) -> Held:
    """An appointment as ranks look at it."""
    district = seat.school.district_id if seat.school else seat.district_id
    return Held(Role(seat.role), seat.school_id, district)


def may_carry_for_demo(actor: Actor, phone: object) -> bool:
    return actor.role is Role.SYSTEM


def guardians(on: date) -> QuerySet[Guardianship]:
    """Who is a guardian of somebody on the roll, on that day. Needs the reach of the whole city."""
    on_roll = Q(pupil__on_roll_until__isnull=True) | Q(pupil__on_roll_until__gt=on)
    return Guardianship.objects.filter(in_force(on), on_roll, is_guardian=True)


def _own_guardianships(actor: Actor) -> QuerySet[Guardianship]:
    if actor.on is None or actor.person_id is None:
        return Guardianship.objects.none()
    return Guardianship.objects.filter(
        in_force(actor.on), person_id=actor.person_id, is_guardian=True
    )


def _in_reach(rows: QuerySet[Rows], actor: Actor) -> QuerySet[Rows]:
    if actor.reads.whole_city:
        return rows
    return rows.filter(school_id__in=actor.reads.schools)
