from datetime import date

import pytest

from kehou.allocation.models import Draw, Place
from kehou.custody.models import Attendance, DayClosing, Event
from kehou.demo import city, clock
from kehou.disclosure.models import Publication
from kehou.people.models import Account, Guardianship, Pupil

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2026, 10, 14)


def nothing(done: int, of: int, what: str) -> None:
    """No progress is shown."""


def test_a_school_of_the_demo_has_its_whole_term() -> None:
    city.load(seed=1, schools=1, day=DAY, progress=nothing)

    assert Pupil.objects.count() > 1000
    assert Draw.objects.get().state == Draw.State.PUBLISHED
    assert Place.objects.exists()
    assert DayClosing.objects.count() == 10
    assert Attendance.objects.filter(day=DAY).exists()
    assert Event.objects.filter(day=DAY, kind="release").count() == 0, "today goes on"
    assert Publication.objects.get().published_at is not None
    assert Account.objects.filter(login_name="teacher1").exists()
    both = Guardianship.objects.filter(person=Guardianship.objects.earliest("pk").person)
    assert both.count() == 2, "the guardian whom a demo signs in as has two children"


def test_the_last_class_day_skips_weekends_and_holidays() -> None:
    assert clock.last_class_day(date(2026, 10, 18)) == date(2026, 10, 16)
    assert clock.last_class_day(date(2026, 10, 5)) == date(2026, 9, 30)
