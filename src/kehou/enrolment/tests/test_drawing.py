"""What the draw is given, frozen at the deadline (7.2.b)."""

from datetime import date, timedelta
from typing import Any

import pytest

from kehou.catalogue.models import Activity, ActivityVersion
from kehou.catalogue.testing import WRITTEN, an_activity
from kehou.enrolment.models import Application
from kehou.enrolment.queries import (
    RankedWish,
    applications_for,
    leavers_of,
    pupils_who_applied,
    receipts_of,
)
from kehou.enrolment.testing import CLOSES, an_application, an_open_window
from kehou.people.models import Pupil
from kehou.people.testing import a_pupil
from kehou.schools.testing import a_class, a_school

pytestmark = pytest.mark.django_db


def withdraw(application: Application, *, at: Any, ends_before: date) -> None:
    Application.objects.filter(pk=application.pk).update(withdrawn_at=at, ends_before=ends_before)


def test_every_application_is_told_with_its_wishes_in_the_order_of_a_roll() -> None:
    school = a_school()
    first, second = a_class(school, grade=2), a_class(school, grade=5)
    window = an_open_window(school)
    chess, choir = an_activity(school), an_activity(school)
    younger = a_pupil(school, class_by_day=first)
    elder = a_pupil(school, class_by_day=second)
    later = an_application(elder, {1: [choir, chess]}, weekdays=(3, 1))
    sooner = an_application(younger)
    an_application(a_pupil(a_school()))

    applying = applications_for(window)

    assert [(one.pupil_id, one.receipt, one.grade) for one in applying] == [
        (younger.pk, sooner.receipt, 2),
        (elder.pk, later.receipt, 5),
    ]
    assert applying[1].campus_id == second.campus_id
    assert applying[1].weekdays == {1, 3}
    assert applying[1].wishes == (RankedWish(choir.pk, 1), RankedWish(chess.pk, 2))
    assert applying[0].wishes == ()


def test_what_is_withdrawn_before_the_deadline_is_out_and_later_it_stays_in() -> None:
    school = a_school()
    window = an_open_window(school)
    in_time, late = an_application(a_pupil(school)), an_application(a_pupil(school))
    day = date(2026, 11, 2)
    withdraw(in_time, at=CLOSES - timedelta(seconds=1), ends_before=day)
    withdraw(late, at=CLOSES, ends_before=day)

    assert [one.receipt for one in applications_for(window)] == [late.receipt]
    assert leavers_of(window) == {in_time.pupil_id: day, late.pupil_id: day}


def test_a_child_who_left_the_school_before_the_deadline_is_out() -> None:
    school = a_school()
    window = an_open_window(school)
    left, stays = an_application(a_pupil(school)), an_application(a_pupil(school))
    for sent, until in ((left, CLOSES.date()), (stays, CLOSES.date() + timedelta(days=1))):
        Pupil.objects.filter(pk=sent.pupil_id).update(on_roll_until=until)

    assert [one.receipt for one in applications_for(window)] == [stays.receipt]


def test_whoever_came_back_is_no_leaver() -> None:
    pupil = a_pupil()
    first = an_application(pupil)
    withdraw(first, at=CLOSES - timedelta(days=1), ends_before=date(2026, 10, 20))
    again = an_application(pupil, window=first.window, guardian=first.guardian)

    assert leavers_of(first.window) == {}
    assert [receipt.number for receipt in receipts_of([pupil.pk])] == [
        first.receipt,
        again.receipt,
    ]


def test_a_wish_for_what_is_no_longer_offered_is_left_out() -> None:
    pupil = a_pupil(a_school())
    gone, chess = an_activity(pupil.school), an_activity(pupil.school)
    sent = an_application(pupil, {1: [gone, chess]})
    ActivityVersion.objects.create(
        school=gone.school,
        activity=gone,
        version=2,
        plan={},
        written_by=gone.written_by,
        written_at=WRITTEN,
    )
    Activity.objects.filter(pk=gone.pk).update(version=2, state=Activity.State.DRAFT)

    (applying,) = applications_for(sent.window)

    assert applying.wishes == (RankedWish(chess.pk, 2),)


def test_whoever_applied_is_counted_also_after_withdrawing() -> None:
    school = a_school()
    stays, leaves = an_application(a_pupil(school)), an_application(a_pupil(school))
    withdraw(leaves, at=CLOSES, ends_before=date(2026, 11, 2))
    an_application(a_pupil(a_school()))
    a_pupil(school)

    assert pupils_who_applied(school_id=school.pk, term_id=stays.window.term_id) == {
        stays.pupil_id,
        leaves.pupil_id,
    }


@pytest.mark.parametrize("rows", [1, 3, 9])
def test_four_queries_however_many_children(rows: int, django_assert_num_queries: Any) -> None:
    school = a_school()
    chess = an_activity(school)
    window = an_open_window(school)
    for _ in range(rows):
        an_application(a_pupil(school), {1: [chess]})

    with django_assert_num_queries(4):
        assert len(applications_for(window)) == rows
