"""One school's term in the demo city: from its activities to its published account.

Bulk where there is much of one kind; the decisive acts (draw, settlement, publication) go through
the same actions as in service, by the people whose part they are.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

from kehou.allocation.actions import hold_draw, publish_draw
from kehou.allocation.seeding import SeededGroup, groups_of_draw
from kehou.catalogue.seeding import SeededActivity, Staffing, seed_activities
from kehou.custody.seeding import Child, DutyToCall, Historian
from kehou.disclosure.actions import draft_publication, publish_month
from kehou.enrolment.seeding import Applicant, seed_applications, seed_window
from kehou.funds.actions import settle_month
from kehou.ordinance.roles import Role
from kehou.people.seeding import SeededPupil, SeededStaff
from kehou.platform.actors import Actor, Reach
from kehou.platform.clock import CITY_ZONE
from kehou.rostering.seeding import GroupToStaff, SeededDuty, seed_duties
from kehou.schools.queries import schools
from kehou.schools.seeding import TWO_PERIODS, SeededSchool, class_days

if TYPE_CHECKING:
    from kehou.schools.models import Term

ROLLS_LEFT_TO_CALL = 6


@dataclass(frozen=True, slots=True)
class Peopled:
    """A school of the demo with everybody in it."""

    school: SeededSchool
    pupils: tuple[SeededPupil, ...]
    staff: tuple[SeededStaff, ...]
    officers: dict[Role, int]

    def acting(self, role: Role) -> Actor:
        """The holder of an office of this school, acting in it."""
        own = Reach(frozenset({self.school.school_id}))
        return Actor(role=role, person_id=self.officers[role], reads=own, writes=own)


def term_of(
    peopled: Peopled,
    reviewer_id: int,
    chance: Random,
    *,
    term: "Term",
    day: date,
    days_gone_by: int,
) -> None:
    """The school's term until the afternoon of this day, with so many class days before it."""
    days = [d for d in class_days(term.first_day, day) if d <= day][-days_gone_by - 1 :]
    began = _morning(days[0])
    activities = seed_activities(
        chance,
        _staffing(peopled, reviewer_id, term),
        pupils=len(peopled.pupils),
        at=began - timedelta(days=24),
    )
    window = seed_window(
        chance,
        school_id=peopled.school.school_id,
        term_id=term.pk,
        opens=began - timedelta(days=14),
        closes=began - timedelta(days=5),
    )
    seed_applications(chance, window, _applicants(peopled, activities))
    drawn = hold_draw(
        actor=peopled.acting(Role.OFFICE),
        at=began - timedelta(days=4),
        window=window,
        public_value=f"福彩双色球 {days[0]:%Y%j} 期 03 09 14 21 27 30 + 08",
    )
    publish_draw(
        actor=peopled.acting(Role.PRINCIPAL),
        at=began - timedelta(days=3),
        draw=drawn,
        result_hash=drawn.result_hash,
        first_day=days[0],
    )
    groups = groups_of_draw(drawn)
    duties = seed_duties(
        school_id=peopled.school.school_id,
        groups=[GroupToStaff(g.group_id, g.room_id, g.weekday, g.period) for g in groups],
        staff=[(s.staff_id, s.person_id) for s in peopled.staff],
        days=[*days, *class_days(day + timedelta(days=1), day + timedelta(days=6))],
        today=day,
        times=TWO_PERIODS,
    )
    _afternoons(peopled, groups, duties, chance, day)
    _account(peopled, days, day)


def _staffing(peopled: Peopled, reviewer_id: int, term: "Term") -> Staffing:
    return Staffing(
        school_id=peopled.school.school_id,
        term_id=term.pk,
        grades=peopled.school.grades,
        rooms=peopled.school.rooms,
        leaders=[member.staff_id for member in peopled.staff],
        office_id=peopled.officers[Role.OFFICE],
        principal_id=peopled.officers[Role.PRINCIPAL],
        district_id=reviewer_id,
    )


def _applicants(peopled: Peopled, activities: Iterable[SeededActivity]) -> Iterable[Applicant]:
    """Every pupil with a guardian, and the activities that suit their grade and campus.

    The first two come every afternoon: the family that a demo signs in as has something to see.
    """
    wished = [activity for activity in activities if not activity.is_fall_back]
    for number, pupil in enumerate(peopled.pupils):
        suited = {
            activity.activity_id: tuple(sorted({slot.weekday for slot in activity.slots}))
            for activity in wished
            if pupil.grade in activity.grades and pupil.campus_id == activity.campus_id
        }
        yield Applicant(pupil.pupil_id, pupil.guardian_id, suited, comes_daily=number < 2)


def _afternoons(
    peopled: Peopled,
    groups: list[SeededGroup],
    duties: list[SeededDuty],
    chance: Random,
    today: date,
) -> None:
    children = {
        pupil.pupil_id: Child(pupil.guardianship_ids[0], pupil.guardian_id)
        for pupil in peopled.pupils
    }
    pupils_of = {group.group_id: group.pupil_ids for group in groups}
    historian = Historian(chance, peopled.school.school_id, children)
    by_day: dict[date, list[DutyToCall]] = {}
    for duty in duties:
        called = DutyToCall(
            duty_id=duty.duty_id,
            group_id=duty.group_id,
            person_id=duty.person_id,
            day=duty.day,
            period=duty.period,
            begins=duty.begins,
            pupil_ids=pupils_of[duty.group_id],
        )
        by_day.setdefault(duty.day, []).append(called)
    for day, of_day in sorted(by_day.items()):
        if day < today:
            safety = peopled.officers[Role.SAFETY_OFFICER]
            historian.seed_past_day(of_day, closed_by=safety)
        elif day == today:
            historian.seed_day_in_progress(of_day, uncalled=ROLLS_LEFT_TO_CALL)


def _account(peopled: Peopled, days: list[date], today: date) -> None:
    """The first month of service, settled and published; the running one is left to be done."""
    school = schools().get(pk=peopled.school.school_id)
    month = days[0].replace(day=1)
    finance, principal = peopled.acting(Role.SCHOOL_FINANCE), peopled.acting(Role.PRINCIPAL)
    at = _morning(today)
    settle_month(actor=finance, at=at, school=school, month=month)
    draft = draft_publication(actor=finance, at=at, school=school, month=month)
    publish_month(actor=principal, at=at, publication=draft, content_hash=draft.content_hash)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(8), tzinfo=CITY_ZONE)
