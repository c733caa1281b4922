"""What a child may choose from, day by day, and what was chosen, in words."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kehou.catalogue.queries import Offer, offered_in
from kehou.enrolment.core.draft import Draft, Wishes

if TYPE_CHECKING:
    from kehou.enrolment.models import Application, Window
    from kehou.people.models import Pupil


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An activity that meets on further days, of which some were not chosen."""

    offer: Offer
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DayOfChoices:
    """One weekday on which the child stays: what may be wished for, and where they are otherwise.

    An activity of several weekdays stands in the list of the first of them and is wished for once.
    """

    weekday: int
    offers: tuple[Offer, ...]
    elsewhere: tuple[Elsewhere, ...]
    fall_backs: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class DayOfWishes:
    """One weekday of a list as it is read back to the guardian, the dearest wish first."""

    weekday: int
    wished: tuple[Offer, ...]


def offers_for(pupil: "Pupil", window: "Window") -> tuple[Offer, ...]:
    """What is offered to this child in the window's term: for its grade and on its campus."""
    offers = offered_in(school_id=pupil.school_id, term_id=window.term_id)
    home = pupil.class_by_day
    return tuple(
        offer for offer in offers if offer.suits(grade=home.grade, campus_id=home.campus_id)
    )


def days_of_choices(offers: Collection[Offer], weekdays: Collection[int]) -> list[DayOfChoices]:
    """What may be wished for on each of the days on which a child stays."""
    days = []
    for weekday in sorted(weekdays):
        today = [o for o in offers if weekday in o.weekdays and not o.is_fall_back]
        first = [o for o in today if min(set(o.weekdays) & set(weekdays)) == weekday]
        days.append(
            DayOfChoices(
                weekday=weekday,
                offers=tuple(o for o in first if set(o.weekdays) <= set(weekdays)),
                elsewhere=tuple(
                    Elsewhere(o, missing)
                    for o in first
                    if (missing := tuple(sorted(set(o.weekdays) - set(weekdays))))
                ),
                fall_backs=tuple(o for o in offers if weekday in o.weekdays and o.is_fall_back),
            )
        )
    return days


def draft_of(application: "Application") -> Draft:
    """What was sent, to be changed."""
    wishes: dict[int, tuple[int, ...]] = {}
    for wish in sorted(application.wishes.all(), key=lambda wish: (wish.weekday, wish.rank)):
        wishes[wish.weekday] = (*wishes.get(wish.weekday, ()), wish.activity_id)
    return Draft(tuple(application.weekdays), application.needs, wishes)


def days_of_wishes(
    offers: Collection[Offer], weekdays: Collection[int], wishes: Wishes
) -> list[DayOfWishes]:
    """A list in words; what is no longer offered has left it."""
    by_id = {offer.activity_id: offer for offer in offers}
    return [
        DayOfWishes(weekday, tuple(by_id[a] for a in wishes.get(weekday, ()) if a in by_id))
        for weekday in sorted(weekdays)
    ]
