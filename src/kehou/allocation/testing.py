"""Builders for tests: a school whose window has closed and the draw of it, or groups at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from kehou.allocation.actions import hold_draw, publish_draw
from kehou.allocation.models import Draw, Group, Place
from kehou.catalogue.testing import a_fall_back, an_activity
from kehou.enrolment.testing import CLOSES, an_application, an_open_window
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_person, a_pupil, somebody
from kehou.schools.testing import TERM_FIRST_DAY, a_class, a_school, two_periods

if TYPE_CHECKING:
    from kehou.catalogue.models import Activity
    from kehou.enrolment.models import Application, Window
    from kehou.people.models import Pupil
    from kehou.platform.actors import Actor
    from kehou.schools.models import School

AFTER_CLOSING = CLOSES + timedelta(hours=1)
FIRST_DAY = date(2026, 10, 26)
TODAY = AFTERNOON.date()
PUBLIC_VALUE = "双色球 2026121 期 03 09 14 21 27 30 + 08"


@dataclass(frozen=True, slots=True)
class ClosedWindow:
    """A school whose children all wish for one chess club on Mondays, which is too small."""

    school: "School"
    window: "Window"
    club: "Activity"
    applications: Sequence["Application"]
    office: "Actor"
    principal: "Actor"


@transaction.atomic
def a_closed_window(*, children: int = 3, seats: int = 2, largest_room: int = 45) -> ClosedWindow:
    school = a_school()
    two_periods(school)
    class_by_day = a_class(school, grade=3)
    home = a_fall_back(school)
    home.room.capacity = largest_room
    home.room.save(update_fields=["capacity"])
    club = an_activity(school, title="围棋", smallest=1, largest=seats, slots=((1, 1),))
    window = an_open_window(school)
    applications = [
        an_application(
            a_pupil(school, name=f"学生{number}", class_by_day=class_by_day),
            {1: [club]},
            weekdays=(1, 3),
            window=window,
        )
        for number in range(children)
    ]
    return ClosedWindow(
        school=school,
        window=window,
        club=club,
        applications=applications,
        office=somebody(Role.OFFICE, school),
        principal=somebody(Role.PRINCIPAL, school),
    )


def a_preview(closed: ClosedWindow) -> Draw:
    return hold_draw(
        actor=closed.office, at=AFTER_CLOSING, window=closed.window, public_value=PUBLIC_VALUE
    )


def a_published_draw(closed: ClosedWindow) -> Draw:
    return published(closed, a_preview(closed))


def published(closed: ClosedWindow, preview: Draw) -> Draw:
    return publish_draw(
        actor=closed.principal,
        at=AFTER_CLOSING,
        draw=preview,
        result_hash=preview.result_hash,
        first_day=FIRST_DAY,
    )


def a_group(school: "School", *, period: int = 1, weekday: int = TODAY.isoweekday()) -> Group:
    """A group without children, as a draw leaves it, in a room of its own."""
    activity = an_activity(school, slots=((weekday, period),), grades=(3,))
    return Group.objects.create(
        school=school,
        draw=_the_draw(school),
        activity=activity,
        weekday=weekday,
        period=period,
        number=1,
        room=activity.room,
    )


def a_group_with(
    pupils: "Sequence[Pupil]", *, period: int = 1, weekday: int = TODAY.isoweekday()
) -> Group:
    """A group of the pupils' school in which they have their places since the term began."""
    group = a_group(pupils[0].school, period=period, weekday=weekday)
    Place.objects.bulk_create(
        Place(
            school=group.school,
            group=group,
            pupil=pupil,
            weekday=weekday,
            period=period,
            first_day=TERM_FIRST_DAY,
        )
        for pupil in pupils
    )
    return group


def _the_draw(school: "School") -> Draw:
    """The published draw of the term, the same for all groups of the school."""
    window = school.windows.first() or an_open_window(school)
    return window.draws.first() or Draw.objects.create(
        school=school,
        window=window,
        state=Draw.State.PUBLISHED,
        seed="0" * 64,
        input_hash="0" * 64,
        result_hash="0" * 64,
        result={},
        drawn_by=a_person(),
        drawn_at=AFTERNOON,
        published_by=a_person(),
        published_at=AFTERNOON,
    )
