from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import timezone

from kehou.demo import clock
from kehou.ordinance.roles import Role
from kehou.people.testing import somebody
from kehou.platform.audit import journal
from kehou.platform.clock import CITY_ZONE
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db


@pytest.fixture
def begins(settings: LazySettings, tmp_path: Path) -> datetime:
    settings.HOME = tmp_path
    return datetime.combine(clock.day(), clock.AFTERNOON, tzinfo=CITY_ZONE)


def starts_at() -> datetime:
    return timezone.now() + clock.shift()  # noqa: TID251 (the demo's clock is what is tested)


def test_begins_twenty_minutes_into_the_service(begins: datetime) -> None:
    assert abs(starts_at() - begins) < timedelta(minutes=1)


def test_goes_on_after_the_last_act_when_it_is_started_again(begins: datetime) -> None:
    school = a_school()
    act_at = begins + timedelta(minutes=25)
    journal.record("tests.acted", school, actor=somebody(Role.OFFICE, school), at=act_at)

    assert timedelta(0) < starts_at() - act_at < timedelta(minutes=1)
