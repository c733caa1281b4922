"""The archive in figures (6.3.c, 7.2.b)."""

from datetime import date

import pytest

from kehou.custody.models import Attendance, DayClosing
from kehou.custody.queries.figures import (
    ArchiveFigures,
    archive_figures,
    months_with_closed_days,
)
from kehou.custody.testing import a_called_roll, a_collection
from kehou.people.models import Pupil
from kehou.people.testing import AFTERNOON, a_guardian, a_person, a_pupil
from kehou.rostering.testing import TODAY, a_duty, a_group_with
from kehou.schools.models import School
from kehou.schools.testing import TERM_FIRST_DAY, a_school

pytestmark = pytest.mark.django_db


def closed(school: School, day: date = TODAY) -> None:
    DayClosing.objects.create(
        school=school, day=day, closed_by=a_person(), closed_at=AFTERNOON, children=0
    )


def an_afternoon(*, is_closed: bool = True) -> tuple[Pupil, Pupil]:
    """Two children of a group are there and collected."""
    school = a_school()
    pupils = a_pupil(school, name="林小雨"), a_pupil(school, name="陈晨")
    group = a_group_with(pupils)
    duty = a_duty(group)
    a_called_roll(group, duty)
    for pupil in pupils:
        a_collection(a_guardian(pupil), duty)
    if is_closed:
        closed(school)
    return pupils


def corrected(pupil: Pupil, state: str) -> None:
    """A further line replaces the newest one of this pupil."""
    line = Attendance.objects.filter(pupil=pupil).latest("pk")
    Attendance.objects.create(
        school=pupil.school,
        roll_call=line.roll_call,
        pupil=pupil,
        day=line.day,
        state=state,
        replaces=line,
        recorded_by=line.recorded_by,
        recorded_at=AFTERNOON,
    )


def figures_of(school: School, first: date = TERM_FIRST_DAY) -> ArchiveFigures:
    return archive_figures(school_id=school.pk, first=first, last=TODAY)


def test_counts_what_was_held_and_attended_on_closed_days() -> None:
    rain, morning = an_afternoon()
    an_afternoon()

    figures = figures_of(rain.school)

    assert figures.attended == figures.held == {rain.pk: 1, morning.pk: 1}
    assert figures.closed_days == (TODAY,)
    assert (figures.closed_since(TODAY), figures.attendances_since(TODAY)) == (1, 2)
    tomorrow = date.fromordinal(TODAY.toordinal() + 1)
    assert (figures.closed_since(tomorrow), figures.attendances_since(tomorrow)) == (0, 0)


def test_an_open_day_is_not_yet_history() -> None:
    rain, _ = an_afternoon(is_closed=False)

    figures = figures_of(rain.school)

    assert (figures.attended, figures.held, figures.closed_days) == ({}, {}, ())


def test_a_corrected_line_counts_as_what_it_was_corrected_to() -> None:
    rain, morning = an_afternoon()
    before = figures_of(rain.school)
    corrected(rain, "absent")
    absent = figures_of(rain.school)
    corrected(rain, "late")
    late = figures_of(rain.school)

    assert (absent.attended, absent.held) == ({morning.pk: 1}, {rain.pk: 1, morning.pk: 1})
    assert late.attended == before.attended
    assert len({before.fingerprint, absent.fingerprint, late.fingerprint}) == 3


def test_the_fingerprint_changes_with_a_closed_day_on_which_nobody_came() -> None:
    rain, _ = an_afternoon()
    before = figures_of(rain.school)
    assert figures_of(rain.school).fingerprint == before.fingerprint

    closed(rain.school, date(2026, 10, 13))

    assert figures_of(rain.school).fingerprint != before.fingerprint


def test_days_outside_the_span_do_not_count() -> None:
    rain, _ = an_afternoon()
    closed(rain.school, date(2026, 9, 9))

    assert figures_of(rain.school, first=date(2026, 9, 10)).closed_days == (TODAY,)
    assert figures_of(rain.school, first=date(2026, 9, 9)).closed_since(TERM_FIRST_DAY) == 2


def test_tells_the_months_with_closed_days_the_newest_first() -> None:
    school = a_school()
    for day in (date(2026, 9, 9), date(2026, 9, 10), TODAY):
        closed(school, day)
    closed(a_school(), date(2026, 11, 4))

    assert months_with_closed_days(school_id=school.pk) == [date(2026, 10, 1), date(2026, 9, 1)]
