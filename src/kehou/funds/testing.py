"""Builders for tests. Each makes something whole and plausible; say only what the test is about."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction

from kehou.custody.seeding import Child, DutyToCall, Historian
from kehou.enrolment.testing import an_application, an_open_window
from kehou.funds.models import MonthSettlement
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_guardian, a_person, a_pupil, somebody
from kehou.platform.actors import Actor
from kehou.platform.clock import CITY_ZONE
from kehou.rostering.testing import HOURS, a_duty, a_group_with
from kehou.schools.testing import a_class, a_school

if TYPE_CHECKING:
    from kehou.allocation.models import Group
    from kehou.people.models import Pupil
    from kehou.schools.models import School

SEPTEMBER, OCTOBER = date(2026, 9, 1), date(2026, 10, 1)
WEDNESDAYS = (date(2026, 9, 9), date(2026, 9, 16), date(2026, 9, 23))
WHEN_FAMILIES_CHOSE = datetime(2026, 9, 2, 9, tzinfo=CITY_ZONE)


@dataclass(frozen=True, slots=True)
class ServedSchool:
    """A school with one group on Wednesdays: those who applied, and one pupil who never did."""

    school: "School"
    group: "Group"
    applied: tuple["Pupil", ...]
    never_applied: "Pupil"
    finance: Actor


class NobodyFallsIll(Random):
    """Chance that always says the highest, so that a seeded day goes exactly as it was told."""

    def randrange(self, start: int, stop: int | None = None, step: int = 1) -> int:
        return (start if stop is None else stop) - step


@transaction.atomic
def a_served_school(*, applied: int = 3) -> ServedSchool:
    school = a_school()
    day = timedelta(days=1)
    an_open_window(school, opens=WHEN_FAMILIES_CHOSE - day, closes=WHEN_FAMILIES_CHOSE + day)
    class_by_day = a_class(school)
    pupils = [a_pupil(school, class_by_day=class_by_day) for _ in range(applied + 1)]
    guardians = [a_guardian(pupil).person for pupil in pupils]
    group = a_group_with(pupils)
    *who_applied, never_applied = pupils
    for pupil, guardian in zip(who_applied, guardians, strict=False):
        an_application(pupil, guardian=guardian, sent_at=WHEN_FAMILIES_CHOSE)
    finance = somebody(Role.SCHOOL_FINANCE, school)
    return ServedSchool(school, group, tuple(who_applied), never_applied, finance)


@transaction.atomic
def a_closed_day(
    served: ServedSchool, day: date, *, there: "Collection[Pupil]", closed: bool = True
) -> None:
    """The group's afternoon: these pupils attend and are collected, the others are excused.

    An afternoon that is not closed has only begun: its roll is called.
    """
    duty = a_duty(served.group, day=day)
    everybody = (*served.applied, served.never_applied)
    guardianships = {pupil.pk: pupil.guardianships.get() for pupil in everybody}
    called = DutyToCall(
        duty_id=duty.pk,
        group_id=served.group.pk,
        person_id=duty.person_id,
        day=day,
        period=served.group.period,
        begins=datetime.combine(day, HOURS[served.group.period][0], CITY_ZONE),
        pupil_ids=tuple(pupil.pk for pupil in there),
    )
    children = {pk: Child(by.pk, by.person_id) for pk, by in guardianships.items()}
    historian = Historian(NobodyFallsIll(), served.school.pk, children)
    away = [pupil for pupil in everybody if pupil not in there]
    absences = [_absence(pupil, guardianships[pupil.pk].person_id, day) for pupil in away]
    if closed:
        historian.seed_past_day([called], closed_by=a_person().pk)
    else:
        historian.seed_day_in_progress([called], uncalled=0)
    roll = _table("custody.RollCall").get(duty=duty)
    for absence in absences:
        _table("custody.Attendance").create(
            school=served.school,
            roll_call=roll,
            pupil=absence.pupil,
            day=day,
            state="excused",
            absence=absence,
            recorded_by=roll.called_by,
            recorded_at=roll.called_at,
        )


def a_correction(pupil: "Pupil", day: date) -> None:
    """It turns out later that this pupil, marked as there, was not."""
    line = _table("custody.Attendance").get(pupil=pupil, day=day)
    _table("custody.Attendance").create(
        school=line.school,
        roll_call=line.roll_call,
        pupil=pupil,
        day=day,
        state="absent",
        replaces=line,
        recorded_by=line.recorded_by,
        recorded_at=AFTERNOON,
    )


def a_settlement(
    school: "School", *, month: date = SEPTEMBER, version: int = 1, participants: int = 2
) -> MonthSettlement:
    """A month settled in the first semester: 500 yuan a participant."""
    return MonthSettlement.objects.create(
        school=school,
        month=month,
        version=version,
        applied=participants + 1,
        participants=participants,
        service_days=3,
        attendances=5,
        ceiling_fen=participants * 500_00,
        steps=[
            {
                "code": "fund_of_semester",
                "clause": "6.1.b",
                "facts": {
                    "semester": 1,
                    "pupils": participants,
                    "part": {"fen": 500_00},
                    "amount": {"fen": participants * 500_00},
                },
            }
        ],
        archive_hash=f"{version:064x}",
        settled_by=a_person("孙会计"),
        settled_at=AFTERNOON,
    )


def _absence(pupil: "Pupil", reported_by_id: int, day: date) -> Any:
    return _table("custody.Absence").create(
        school=pupil.school,
        pupil=pupil,
        day=day,
        reported_by_id=reported_by_id,
        reported_at=datetime.combine(day, time(8), CITY_ZONE),
    )


def _table(name: str) -> Any:
    return apps.get_model(name)._default_manager
