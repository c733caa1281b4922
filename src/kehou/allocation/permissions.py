"""Which groups and places exist for an actor. Before a draw is published there are none."""

from django.db.models import QuerySet

from kehou.allocation.models import Draw, Group, Place
from kehou.ordinance.roles import PARTS, Role, Seat
from kehou.people.permissions import pupils_of
from kehou.platform.actors import Actor
from kehou.platform.permissions import plays

KNOW_THE_CHILDREN = (Role.OFFICE, Role.PRINCIPAL, Role.SAFETY_OFFICER)
CHECK_DRAWS = (Role.GUARDIAN, Role.OFFICE, Role.PRINCIPAL)


def groups_of(actor: Actor) -> QuerySet[Group]:
    """The groups of the schools in reach; for a guardian, those their own children are in.

    A group names no child, so everybody who answers for a school may know of its groups.
    """
    published = Group.objects.filter(draw__state=Draw.State.PUBLISHED)
    match PARTS[actor.role].seat:
        case Seat.SCHOOL | Seat.DISTRICT:
            return published.filter(school__in=actor.reads.schools)
        case Seat.CITY:
            return published
        case Seat.FAMILY:
            return published.filter(places__in=places_of(actor)).distinct()
    return published.none()


def places_of(actor: Actor) -> QuerySet[Place]:
    """Who is in which group, by name: for the school's office and leaders, and for guardians.

    A caretaker learns the names of a group from the duty there (`rostering`); district and city
    see numbers only.
    """
    published = Place.objects.filter(group__draw__state=Draw.State.PUBLISHED)
    if actor.role in KNOW_THE_CHILDREN:
        return published.filter(school__in=actor.reads.schools)
    if actor.role is Role.GUARDIAN:
        return published.filter(pupil__in=pupils_of(actor))
    return published.none()


def draws_of(actor: Actor) -> QuerySet[Draw]:
    """The draws of the schools in reach, previews included: for those who hold and publish them."""
    if actor.role not in (Role.OFFICE, Role.PRINCIPAL):
        return Draw.objects.none()
    return Draw.objects.filter(school_id__in=actor.reads.schools)


def voidable_draws_of(actor: Actor) -> QuerySet[Draw]:
    """The previews of a district's schools, whose public value it may take back (7.2.b)."""
    if actor.role is not Role.DISTRICT_REVIEWER:
        return Draw.objects.none()
    return Draw.objects.filter(school_id__in=actor.reads.schools, state=Draw.State.PREVIEW)


def published_draws_of(actor: Actor) -> QuerySet[Draw]:
    """The published draws that an actor may check: the school's own, and its families' (7.2.b)."""
    if actor.role not in CHECK_DRAWS:
        return Draw.objects.none()
    return Draw.objects.filter(school_id__in=actor.reads.schools, state=Draw.State.PUBLISHED)


def draws_to_check(actor: Actor) -> QuerySet[Draw]:
    """Every draw ever held for a window whose draw is published, the previews too (7.2.b)."""
    published = published_draws_of(actor)
    return Draw.objects.filter(window__in=published.values("window"))


def may_hold_draw(actor: Actor, school_id: int) -> bool:
    """The school's office holds the draw (7.2.b)."""
    return plays(actor, Role.OFFICE, at_school=school_id)


def may_publish_draw(actor: Actor, draw: Draw) -> bool:
    """The principal publishes it, being a second person (7.2.b)."""
    return plays(actor, Role.PRINCIPAL, at_school=draw.school_id)


def may_void_draw(actor: Actor, draw: Draw) -> bool:
    """The district's reviewer takes a public value back; nobody of the school can (7.2.b)."""
    return plays(actor, Role.DISTRICT_REVIEWER, at_school=draw.school_id)


def may_end_places(actor: Actor, school_id: int) -> bool:
    """The platform itself, told by a guardian's withdrawal; nobody takes a child out (2.3.c)."""
    return plays(actor, Role.SYSTEM, at_school=school_id)
