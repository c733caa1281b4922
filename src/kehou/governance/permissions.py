"""Who knows how a school is led, who leads it, and whose word puts a plan in force."""

from datetime import date
from typing import TYPE_CHECKING, Final

from django.db.models import Q, QuerySet

from kehou.governance.models import Filing, Membership, Version
from kehou.ordinance.roles import PARTS, Role, Seat
from kehou.platform.actors import Actor
from kehou.platform.permissions import plays

if TYPE_CHECKING:
    from kehou.schools.models import School

AT_SCHOOL: Final = tuple(role for role, part in PARTS.items() if part.seat is Seat.SCHOOL)
WATCH: Final = (Role.DISTRICT_REVIEWER, Role.CITY_BUREAU, Role.AUDITOR)
READERS: Final = (*AT_SCHOOL, *WATCH)
# Who works on what is not before the group yet.
KEEP_DRAFTS: Final = (Role.OFFICE, Role.PRINCIPAL)


def in_office(on: date | None) -> Q:
    """Those whose office began on or before that day and ends after it."""
    return Q(first_day__lte=on) & (Q(until__isnull=True) | Q(until__gt=on))


def memberships_of(actor: Actor) -> QuerySet[Membership]:
    """The offices, held and past, in the leading groups that exist for this actor (7.1.a)."""
    if actor.role not in READERS:
        return Membership.objects.none()
    if actor.reads.whole_city:
        return Membership.objects.all()
    return Membership.objects.filter(school__in=actor.reads.schools)


def versions_of(actor: Actor) -> QuerySet[Version]:
    """The plans and rules that exist for this actor; drafts only for who writes them (7.2.a).

    From their submission on everybody at the school may read them, for all work by them.
    """
    if actor.role not in READERS:
        return Version.objects.none()
    versions = Version.objects.all()
    if not actor.reads.whole_city:
        versions = versions.filter(school__in=actor.reads.schools)
    if actor.role in KEEP_DRAFTS:
        return versions
    return versions.exclude(state=Version.State.DRAFT)


def filings_of(actor: Actor) -> QuerySet[Filing]:
    """What the schools in reach have filed, for those who watch over them (2.1)."""
    if actor.role not in WATCH:
        return Filing.objects.none()
    if actor.reads.whole_city:
        return Filing.objects.all()
    return Filing.objects.filter(school__in=actor.reads.schools)


def may_set_up_group(actor: Actor, school: "School") -> bool:
    """Only the principal: whoever writes the plan does not choose who approves it (7.1.a)."""
    return plays(actor, Role.PRINCIPAL, at_school=school.pk)


def may_end_membership(actor: Actor, membership: Membership) -> bool:
    return plays(actor, Role.PRINCIPAL, at_school=membership.school_id)


def may_write(actor: Actor, school: "School") -> bool:
    """The school office drafts the plan and the rules (7.2.a)."""
    return plays(actor, Role.OFFICE, at_school=school.pk)


def may_send(actor: Actor, version: Version) -> bool:
    """The office sends a version to the leading group, and files it with the district."""
    return plays(actor, Role.OFFICE, at_school=version.school_id)


def may_approve(actor: Actor, version: Version) -> bool:
    """Whoever is in office in the group on the day, in whatever seat of the school (7.1.a)."""
    if actor.person_id is None or not plays(actor, *AT_SCHOOL, at_school=version.school_id):
        return False
    held = Membership.objects.filter(in_office(actor.on), school=version.school_id)
    return held.filter(person=actor.person_id).exists()


def may_answer(actor: Actor, filing: Filing) -> bool:
    """The district acknowledges or returns; it never writes (2.1)."""
    return plays(actor, Role.DISTRICT_REVIEWER, at_school=filing.school_id)
