"""Leaving, as easy as joining (2.3.c)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from kehou.enrolment.actions import withdraw_application
from kehou.enrolment.models import Application
from kehou.enrolment.testing import an_application, an_open_window
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_guardian, a_pupil, somebody, the_actor
from kehou.platform.clock import CITY_ZONE
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.models import CityDay, SchoolDay
from kehou.schools.testing import TERM_FIRST_DAY

pytestmark = pytest.mark.django_db


def at_four(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 16, tzinfo=CITY_ZONE)


def test_a_withdrawal_takes_effect_on_the_next_class_day() -> None:
    sent = an_application(a_pupil())
    guardian = the_actor(sent.guardian, Role.GUARDIAN)

    withdraw_application(actor=guardian, at=AFTERNOON, application=sent)

    kept = Application.objects.get(pk=sent.pk)
    assert (kept.withdrawn_at, kept.ends_before) == (AFTERNOON, date(2026, 10, 15))
    entry = JournalEntry.objects.get(act="enrolment.application_withdrawn")
    assert entry.detail == {"pupil": sent.pupil_id, "ends_before": "2026-10-15"}


@pytest.mark.parametrize(
    ("day", "ends_before"),
    [
        pytest.param(date(2026, 10, 16), date(2026, 10, 19), id="over the weekend (3.2)"),
        pytest.param(date(2026, 9, 30), date(2026, 10, 8), id="over the National Day (3.2)"),
        pytest.param(date(2026, 11, 11), date(2026, 11, 16), id="over days set apart (3.2)"),
        pytest.param(TERM_FIRST_DAY - timedelta(9), TERM_FIRST_DAY, id="before the term (3.2)"),
        pytest.param(date(2027, 1, 22), date(2027, 1, 23), id="on the last day (3.2)"),
    ],
)
def test_days_without_classes_are_skipped(day: date, ends_before: date) -> None:
    pupil = a_pupil(from_day=date(2026, 8, 1))
    guardianship = a_guardian(pupil)
    guardianship.first_day = date(2026, 8, 1)
    guardianship.save()
    window = an_open_window(pupil.school, opens=datetime(2026, 8, 1, tzinfo=CITY_ZONE))
    CityDay.objects.create(day=date(2026, 11, 12), kind="closed", reason="区运动会")
    SchoolDay.objects.create(
        school=pupil.school, day=date(2026, 11, 13), kind="closed", reason="校庆"
    )
    sent = an_application(
        pupil, window=window, guardian=guardianship.person, sent_at=at_four(date(2026, 8, 2))
    )
    actor = the_actor(guardianship.person, Role.GUARDIAN, at=at_four(day))

    withdraw_application(actor=actor, at=at_four(day), application=sent)

    assert Application.objects.get(pk=sent.pk).ends_before == ends_before


def test_it_may_be_done_long_after_the_window_has_closed() -> None:
    sent = an_application(a_pupil())
    later = at_four(date(2026, 12, 1))

    withdrawn = withdraw_application(
        actor=the_actor(sent.guardian, Role.GUARDIAN, at=later), at=later, application=sent
    )

    assert withdrawn.ends_before == date(2026, 12, 2)


def test_either_guardian_may() -> None:
    sent = an_application(a_pupil())
    father = a_guardian(sent.pupil, name="林父").person

    withdraw_application(actor=the_actor(father, Role.GUARDIAN), at=AFTERNOON, application=sent)

    assert Application.objects.get(pk=sent.pk).withdrawn_at == AFTERNOON


def test_refuses_a_second_time_and_changes_nothing() -> None:
    sent = an_application(a_pupil())
    guardian = the_actor(sent.guardian, Role.GUARDIAN)
    withdraw_application(actor=guardian, at=AFTERNOON, application=sent)

    with pytest.raises(Refused) as refusal:
        withdraw_application(actor=guardian, at=AFTERNOON + timedelta(days=3), application=sent)

    assert [reason.code for reason in refusal.value.against] == ["application_is_withdrawn"]
    assert Application.objects.get(pk=sent.pk).withdrawn_at == AFTERNOON


def test_nobody_withdraws_another_familys_child() -> None:
    sent = an_application(a_pupil())
    theirs: Any = an_application(a_pupil(sent.school), window=sent.window)
    strangers = [
        the_actor(theirs.guardian, Role.GUARDIAN),
        somebody(Role.OFFICE, sent.school),
        somebody(Role.PRINCIPAL, sent.school),
    ]

    for stranger in strangers:
        with pytest.raises(Forbidden):
            withdraw_application(actor=stranger, at=AFTERNOON, application=sent)

    assert Application.objects.get(pk=sent.pk).withdrawn_at is None
