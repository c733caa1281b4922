from datetime import date

import pytest

from kehou.allocation.models import Draw, Place
from kehou.custody.models import Attendance, DayClosing, Event
from kehou.demo import city, clock
from kehou.disclosure.models import Publication
from kehou.governance.models import Filing, FilingAnswer, Membership, Version
from kehou.people.models import Account, Guardianship, Pupil
from kehou.people.queries import seats_of
from kehou.platform.models import JournalEntry
from kehou.providers.models import Admission, BlackListing, Caution

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
    speaks = Account.objects.get(login_name="institution1").person
    assert len(seats_of(speaks, on=DAY)) == 2
    states = Admission.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [*["admitted"] * 2, "waiting", "returned", *["admitted"] * 2]
    assert BlackListing.objects.count() == Caution.objects.count() == 1
    both = Guardianship.objects.filter(person=Guardianship.objects.earliest("pk").person)
    assert both.count() == 2, "the guardian whom a demo signs in as has two children"


def test_every_school_is_led_and_every_desk_has_something_on_it() -> None:
    city.load(seed=1, schools=3, day=DAY, progress=nothing)

    plans = Version.objects.filter(document__kind="plan").order_by("school_id")
    assert [plan.state for plan in plans] == ["in_force", "submitted", "in_force"]
    assert Membership.objects.filter(part="head", until=None).count() == 3
    assert Membership.objects.exclude(until=None).count() == 3
    answers = FilingAnswer.objects.filter(filing__version__in=plans).order_by("school_id")
    assert [answer.outcome for answer in answers] == ["acknowledged", "returned"]
    assert Filing.objects.filter(answer=None).count() == 1
    assert JournalEntry.objects.filter(act="governance.document_put_in_force").count() == 5


def test_the_last_class_day_skips_weekends_and_holidays() -> None:
    assert clock.last_class_day(date(2026, 10, 18)) == date(2026, 10, 16)
    assert clock.last_class_day(date(2026, 10, 5)) == date(2026, 9, 30)
