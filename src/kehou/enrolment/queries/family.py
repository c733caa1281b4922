"""What a family sees of its own: each child, the windows of its school, what was sent."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from kehou.enrolment.models import Application, Window
from kehou.enrolment.permissions import applications_of, windows_of
from kehou.enrolment.queries.windows import Stand, stand_of
from kehou.ordinance.parameters import Ordinance
from kehou.people.permissions import pupils_of
from kehou.platform.clock import city_day
from kehou.schools.queries import class_day_after

if TYPE_CHECKING:
    from kehou.people.models import Pupil
    from kehou.platform.actors import Actor


class Standing(StrEnum):
    """What there is to do for a child in a term."""

    AHEAD = "ahead"
    MAY_APPLY = "may_apply"
    MAY_CHANGE = "may_change"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"
    NOT_APPLIED = "not_applied"


@dataclass(frozen=True, slots=True)
class ChildTerm:
    """A child in one term: the window of the school, and the application, if any."""

    window: Window
    application: Application | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class ChildCard:
    """One child of a family with the terms that are not over; none where no window is set."""

    pupil: "Pupil"
    terms: tuple[ChildTerm, ...]


def child_cards(actor: "Actor", *, at: datetime) -> list[ChildCard]:
    """The actor's own children on a roll, the eldest first. Three queries, however many."""
    day = city_day(at)
    children = (
        pupils_of(actor)
        .exclude(on_roll_until__lte=day)
        .select_related("person", "school", "class_by_day")
        .order_by("-class_by_day__grade", "pk")
    )
    windows: dict[int, list[Window]] = defaultdict(list)
    current = windows_of(actor).filter(term__last_day__gte=day).select_related("term")
    for window in current.order_by("term__first_day"):
        windows[window.school_id].append(window)
    # The newest of a child in a window: an earlier one was withdrawn.
    newest = {
        (application.pupil_id, application.window_id): application
        for application in applications_of(actor).order_by("pk")
    }
    return [
        ChildCard(
            pupil=child,
            terms=tuple(
                _child_term(window, newest.get((child.pk, window.pk)), at)
                for window in windows[child.school_id]
            ),
        )
        for child in children
    ]


def application_standing(pupil: "Pupil", window: Window) -> Application | None:
    """What stands for a child in a window, with its wishes; None before it is sent."""
    return (
        Application.objects.filter(pupil=pupil, window=window, withdrawn_at__isnull=True)
        .prefetch_related("wishes")
        .first()
    )


def last_day_before(application: Application, *, at: datetime) -> date:
    """The first day on which a child that is withdrawn now is no longer expected (2.3.c)."""
    day = city_day(at)
    after = Ordinance(day)["enrolment.withdrawal_school_days"]
    return class_day_after(application.school, day, count=after.amount)


def _child_term(window: Window, application: Application | None, at: datetime) -> ChildTerm:
    return ChildTerm(window, application, _standing(stand_of(window, at=at), application))


def _standing(stand: Stand, application: Application | None) -> Standing:
    if application is not None and application.withdrawn_at is None:
        return Standing.MAY_CHANGE if stand is Stand.OPEN else Standing.WAITING
    if stand is Stand.OPEN:
        return Standing.MAY_APPLY
    if application is not None:
        return Standing.WITHDRAWN
    return Standing.AHEAD if stand is Stand.AHEAD else Standing.NOT_APPLIED
