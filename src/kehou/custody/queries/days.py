"""One child's day, as its guardian sees it: with whom, since when, gone with whom (7.3.a)."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kehou.allocation.permissions import places_of
from kehou.allocation.queries.groups import held_on
from kehou.custody.core.states import Expected, Held, Released, State, state_of
from kehou.custody.models import Absence, Event
from kehou.custody.permissions import events_of
from kehou.custody.queries.chains import as_link
from kehou.platform.actors import Actor
from kehou.rostering.queries import timetable_of
from kehou.schools.queries import term_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from kehou.allocation.models import Place
    from kehou.people.models import Pupil


@dataclass(frozen=True, slots=True)
class ChildDay:
    """Where one child stands on one day. `last` is the link that says so, None before the first."""

    child: "Pupil"
    day: date
    state: State
    last: Event | None
    absence: Absence | None
    places: "Sequence[Place]"

    @property
    def is_held(self) -> bool:
        return isinstance(self.state, Held)

    @property
    def has_gone(self) -> bool:
        return isinstance(self.state, Released)

    @property
    def is_expected(self) -> bool:
        return isinstance(self.state, Expected) and self.absence is None and bool(self.places)


def day_of(actor: Actor, child: "Pupil", day: date) -> ChildDay:
    """How a child's day stands, and the groups it goes to (7.3.a)."""
    events = list(
        events_of(actor)
        .filter(pupil=child, day=day)
        .select_related("to_holder", "duty__room__campus", "duty__group__activity", "guardianship")
        .order_by("number")
    )
    return ChildDay(
        child=child,
        day=day,
        state=state_of(as_link(event) for event in events),
        last=events[-1] if events else None,
        absence=Absence.objects.filter(pupil=child, day=day).first(),
        places=_places(actor, child, day),
    )


def newest_links(actor: Actor, day: date) -> "QuerySet[Event]":
    """The newest link of each child of this family that day, if it has one (7.3.a)."""
    links = events_of(actor).filter(day=day).order_by("pupil_id", "-number")
    return links.distinct("pupil_id").select_related("pupil__person", "to_holder")


def _places(actor: Actor, child: "Pupil", day: date) -> "list[Place]":
    """The child's places in the term of that day, by period; none where no service is held."""
    term, weekday = term_on(day), timetable_of(child.school, day)
    if term is None or weekday is None:
        return []
    of_term = places_of(actor).filter(group__draw__window__term=term)
    places = of_term.filter(held_on(day), pupil=child, weekday=weekday)
    return list(places.select_related("group__activity", "group__room__campus").order_by("period"))
