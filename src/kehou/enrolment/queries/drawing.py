"""What the draw is given: the applications as they stood when the window closed (7.2.b)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from kehou.catalogue.queries import offered_in
from kehou.enrolment.models import Application, Window, Wish
from kehou.platform.clock import city_day


class RankedWish(NamedTuple):
    """An activity, and its rank in the list of the weekday on which it was wished for."""

    activity_id: int
    rank: int


@dataclass(frozen=True, slots=True)
class Applying:
    """One child in a draw. `receipt` names them where no name may stand."""

    receipt: str
    pupil_id: int
    grade: int
    campus_id: int
    weekdays: frozenset[int]
    wishes: tuple[RankedWish, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """The number under which a child stands in the draw of a window."""

    number: str
    pupil_id: int
    window_id: int


def applications_for(window: Window) -> tuple[Applying, ...]:
    """Every application that stood when the window closed, in the order of a roll.

    A child who had left the school by then takes no place from one who is there (3.1).
    A later withdrawal changes nothing here, so that the draw can be computed again from the same
    lists; who leaves afterwards is told by `leavers_of`. A wish for what is no longer offered has
    nothing to be placed in and is left out. Four queries, however many children.
    """
    stood = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=window.closes)
    on_roll = Q(pupil__on_roll_until__isnull=True)
    on_roll |= Q(pupil__on_roll_until__gt=city_day(window.closes))
    applications = Application.objects.filter(stood, on_roll, window=window).order_by(
        "pupil__class_by_day__grade",
        "pupil__class_by_day__number",
        "pupil__person__sort_key",
        "pk",
    )
    home = ("pupil__class_by_day__grade", "pupil__class_by_day__campus_id")
    wishes = _wishes_in(window)
    return tuple(
        Applying(
            receipt=receipt,
            pupil_id=pupil_id,
            grade=grade,
            campus_id=campus_id,
            weekdays=frozenset(weekdays),
            wishes=tuple(wishes[pk]),
        )
        for pk, receipt, pupil_id, grade, campus_id, weekdays in applications.values_list(
            "pk", "receipt", "pupil_id", *home, "weekdays"
        )
    )


def receipts_of(pupil_ids: Collection[int]) -> tuple[Receipt, ...]:
    """Every receipt of these pupils, the oldest first; the caller has asked whose they are."""
    sent = Application.objects.filter(pupil__in=pupil_ids).order_by("pk")
    return tuple(Receipt(*row) for row in sent.values_list("receipt", "pupil_id", "window_id"))


def leavers_of(window: Window) -> dict[int, date]:
    """The pupils who withdrew and did not come back, with the day from which they are not there."""
    days: dict[int, date] = {}
    for pupil, day in (
        Application.objects.filter(window=window)
        .order_by("pk")
        .values_list("pupil_id", "ends_before")
    ):
        days.pop(pupil, None)
        if day is not None:
            days[pupil] = day
    return days


def _wishes_in(window: Window) -> dict[int, list[RankedWish]]:
    """The wishes of each application in a window, without those for what is no longer offered."""
    offers = offered_in(school_id=window.school_id, term_id=window.term_id)
    wishes: dict[int, list[RankedWish]] = defaultdict(list)
    kept = Wish.objects.filter(
        application__window=window, activity__in={offer.activity_id for offer in offers}
    )
    for application_id, *wish in kept.order_by("weekday", "rank").values_list(
        "application_id", "activity_id", "rank"
    ):
        wishes[application_id].append(RankedWish(*wish))
    return wishes
