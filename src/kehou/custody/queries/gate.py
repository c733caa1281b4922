"""At the gate: the children in one's hands, those of colleagues, and who may collect (7.3.a)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from kehou.custody.models import Event, Permit
from kehou.custody.permissions import events_of
from kehou.people.permissions import guardianships_of
from kehou.people.queries.known_roll import phone_of
from kehou.platform.actors import Actor

if TYPE_CHECKING:
    from kehou.people.models import Guardianship, Person, Pupil

PHONE_DIGITS_SHOWN = 4
BY_CLASS_AND_NAME = (
    "pupil__class_by_day__grade",
    "pupil__class_by_day__number",
    "pupil__person__sort_key",
    "pupil_id",
)


class Standing(StrEnum):
    """What an adult is to a child today, as the one at the gate must know it."""

    MAY = "may"
    MAY_NOT = "may_not"
    BANNED = "banned"


@dataclass(frozen=True, slots=True)
class Adult:
    """One adult named for a child, and the last digits of the phone to compare with."""

    guardianship: "Guardianship"
    standing: Standing
    phone_ends: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of staff and the links by which their children came to them."""

    person: "Person"
    held: Sequence[Event]


def held_by(actor: Actor, day: date) -> "QuerySet[Event]":
    """The links by which children are in the actor's own hands now, child by child."""
    return _held(events_of(actor).filter(to_holder=actor.person_id), day)


def let_go_by(actor: Actor, day: date) -> "QuerySet[Event]":
    """The releases that the actor made that day."""
    return Event.objects.filter(
        school__in=actor.reads.schools,
        day=day,
        kind=Event.Kind.RELEASE,
        from_holder=actor.person_id,
    ).select_related("pupil__person")


def colleagues_with_children(actor: Actor, day: date) -> list[Colleague]:
    """Whoever else at the actor's school has children now, for a hand-over to the actor."""
    theirs = Event.objects.filter(school__in=actor.reads.schools)
    others = _held(theirs.exclude(to_holder=actor.person_id), day)
    by_holder: dict[Person, list[Event]] = defaultdict(list)
    for event in others.select_related("to_holder"):
        by_holder[event.to_holder].append(event)
    in_order = sorted(by_holder.items(), key=lambda entry: (entry[0].sort_key, entry[0].pk))
    return [Colleague(person, held) for person, held in in_order]


def adults_of(actor: Actor, pupil: "Pupil", day: date) -> list[Adult]:
    """Every adult named for a child that day: who may collect first, then who may not (7.3.a)."""
    in_force = Q(first_day__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))
    rows = guardianships_of(actor).filter(in_force, pupil=pupil).select_related("person")
    banned = {row.person_id for row in rows if row.must_not_collect}
    adults = [
        Adult(
            guardianship=row,
            standing=_standing(row, is_banned=row.person_id in banned),
            phone_ends=(phone_of(row.person) or "")[-PHONE_DIGITS_SHOWN:],
        )
        for row in rows
    ]
    return sorted(adults, key=lambda adult: list(Standing).index(adult.standing))


def permit_of(pupil: "Pupil", day: date) -> Permit | None:
    """The permit with which the child may go home alone that day, if it shows it (7.3.b)."""
    return pupil.permits.filter(
        first_day__lte=day, last_day__gte=day, revoked_at__isnull=True
    ).first()


def _standing(row: "Guardianship", *, is_banned: bool) -> Standing:
    if is_banned:
        return Standing.BANNED
    return Standing.MAY if row.may_collect else Standing.MAY_NOT


def _held(events: "QuerySet[Event]", day: date) -> "QuerySet[Event]":
    """Of these, the last links of chains that end with staff: every child who is held, once."""
    followed = Event.objects.filter(previous_id=OuterRef("pk"))
    return (
        events.filter(~Exists(followed), day=day, to_kind=Event.HolderKind.STAFF)
        .select_related("pupil__person", "pupil__class_by_day")
        .order_by(*BY_CLASS_AND_NAME)
    )
