from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render

from kehou.allocation.queries.groups import sizes_of
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.rostering.queries import duties_of

if TYPE_CHECKING:
    from kehou.rostering.models import Duty

AHEAD = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Turn:
    """One duty, and how many children are expected in it."""

    duty: "Duty"
    children: int


@open_to(Role.STAFF, clause="7.1.b")
def my_duties(request: ActingRequest) -> HttpResponse:
    """A caretaker's own duties: today's with the way to the roll, then the days ahead (7.1.b)."""
    today = city_day(now())
    turns = _turns(list(duties_of(request.actor, today, today + AHEAD)), today)
    page = {
        "today": today,
        "of_today": [turn for turn in turns if turn.duty.day == today],
        "ahead": [turn for turn in turns if turn.duty.day > today],
    }
    return render(request, "rostering/my_duties.html", page)


def _turns(duties: "Sequence[Duty]", day: date) -> list[Turn]:
    sizes = sizes_of([duty.group for duty in duties], day)
    return [Turn(duty, sizes.get(duty.group_id, 0)) for duty in duties]
