"""Who of the people exists for whom, and who may do what with them.

Being in reach is not enough: a pupil is known to whoever looks after them or answers for them, not
to whoever only counts money.
"""

from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from kehou.ordinance.roles import PARTS, Role
from kehou.people.models import Account, Appointment, Guardianship, Pupil, RollImport, Staff
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
SECOND_FACTOR_ROLES: Final = frozenset(r for r, part in PARTS.items() if part.second_factor)
# Whose second factor a rank resets: the school's, the principals', and for the rest the city's.
RESETS: Final = {
    Role.PRINCIPAL: frozenset({Role.SAFETY_OFFICER, Role.SCHOOL_FINANCE}),
    Role.DISTRICT_REVIEWER: frozenset({Role.PRINCIPAL}),
    Role.CITY_BUREAU: SECOND_FACTOR_ROLES,
}


def in_force(on: date | None) -> Q:
    """What began on or before that day and ends after it."""
    return Q(first_day__lte=on) & (Q(until__isnull=True) | Q(until__gt=on))


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

    Nobody's own, and nobody's who also plays such a role that is not the actor's to reset: a school
    must not weaken a door of the district.
    """
    if actor.role not in RESETS or actor.on is None:
        return Account.objects.none()
    held = Appointment.objects.filter(in_force(actor.on), person=OuterRef("person"))
    under = Q(role__in=RESETS[actor.role])
    if not actor.reads.whole_city:
        under &= Q(school_id__in=actor.reads.schools)
    return Account.objects.filter(
        Exists(held.filter(under)),
        ~Exists(held.filter(~under, role__in=SECOND_FACTOR_ROLES)),
        ~Q(person_id=actor.person_id),
        is_active=True,
    )


def may_reset_second_factor(actor: Actor, account: Account) -> bool:
    return accounts_of(actor).filter(pk=account.pk).exists()


def may_open_representative_account(actor: Actor, login_name: str) -> bool:
    """Whoever registers institutions opens the account of the one who speaks for it (4.2)."""
    return actor.role in (Role.DISTRICT_REVIEWER, Role.CITY_BUREAU)


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
