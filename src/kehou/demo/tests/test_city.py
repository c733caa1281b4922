import os
import signal
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from tools.throwaway import AtWork

from kehou.allocation.core.allocate import allocate
from kehou.allocation.core.documents import read_input, recomputed, sha256_of, write_output
from kehou.allocation.core.verifier import verify
from kehou.allocation.models import Draw, Place
from kehou.allocation.queries.draws import input_of
from kehou.custody.models import Attendance, DayClosing, Event
from kehou.demo import city, clock, frame, kept, school, side_by_side
from kehou.demo.plans import CityPlan
from kehou.demo.tests.fingerprints import fingerprint
from kehou.disclosure.models import Publication
from kehou.governance.models import Filing, FilingAnswer, Membership, Version
from kehou.people.models import Account, Guardianship, Pupil
from kehou.people.queries import seats_of
from kehou.platform import reach
from kehou.platform.models import JournalEntry
from kehou.providers.models import Admission, BlackListing, Caution
from kehou.schools.models import School
from kehou.schools.seeding import SchoolPlan

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2026, 10, 14)
SMALL = (
    (0, SchoolPlan("一校", "primary", "public", ("北校园", "南校园"), 240)),
    (1, SchoolPlan("二校", "junior", "private", ("本部",), 120)),
    (0, SchoolPlan("三校", "nine_year", "public", ("本部",), 180)),
)
SECOND = 2


def plan(schools: int, *, seed: int = 1, days: int = 1) -> CityPlan:
    return CityPlan(seed, DAY, days, SMALL[:schools])


def load(plan: CityPlan, *, workers: int = 1, progress: city.Progress | None = None) -> None:
    """Load, and have the whole city in reach again: forking has closed the test's connection."""
    try:
        city.load(plan, workers=workers, progress=progress or nothing)
    finally:
        with connection.cursor() as cursor:
            for setting in (reach.READS, reach.WRITES, reach.INSTITUTIONS):
                cursor.execute("SELECT set_config(%s, '*', false)", [setting])


def nothing(done: int, of: int, what: str) -> None:
    """No progress is shown."""


def test_a_school_of_the_demo_has_its_whole_term() -> None:
    load(plan(1, days=10))

    assert Pupil.objects.count() == 240
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
    today = Place.objects.filter(
        pupil__in=both.values("pupil"), group__weekday=DAY.isoweekday()
    ).values("pupil")
    assert today.distinct().count() == 2, "and both of them are in the service today"


def test_every_school_is_led_and_every_desk_has_something_on_it() -> None:
    load(plan(3))

    plans = Version.objects.filter(document__kind="plan").order_by("school_id")
    assert [plan.state for plan in plans] == ["in_force", "submitted", "in_force"]
    assert Membership.objects.filter(part="head", until=None).count() == 3
    assert Membership.objects.exclude(until=None).count() == 3
    answers = FilingAnswer.objects.filter(filing__version__in=plans).order_by("school_id")
    assert [answer.outcome for answer in answers] == ["acknowledged", "returned"]
    assert Filing.objects.filter(answer=None).count() == 1
    assert JournalEntry.objects.filter(act="governance.document_put_in_force").count() == 5


def test_a_school_is_the_same_whoever_makes_it_beside_whatever_others(
    django_db_setup: AtWork,
) -> None:
    load(plan(3), workers=2)
    beside_two = fingerprint(SECOND)
    django_db_setup.start_again()
    load(plan(2))
    beside_one = fingerprint(SECOND)
    django_db_setup.start_again()
    load(plan(2, seed=2), workers=2)

    assert beside_two == beside_one
    assert beside_two != fingerprint(SECOND), "another seed is another city"


def test_a_load_that_was_cut_off_goes_on_to_the_same_city(django_db_setup: AtWork) -> None:
    def kill(done: int, of: int, what: str) -> None:
        if done == 1:
            for worker in active_children():
                os.kill(worker.pid or 0, signal.SIGKILL)

    with pytest.raises(side_by_side.CutOff):
        load(plan(3), workers=2, progress=kill)
    whole = School.objects.count()
    assert 1 <= whole < 3
    assert Publication.objects.count() == whole, "a school is there whole or not at all"

    seen: list[int] = []
    load(plan(3), workers=2, progress=lambda done, of, what: seen.append(done))

    assert seen == list(range(whole, 4))
    gone_on = fingerprint(SECOND)
    django_db_setup.start_again()
    load(plan(3))
    assert gone_on == fingerprint(SECOND)


def test_what_a_killed_load_left_to_the_server_is_waited_for() -> None:
    """The server may commit what it was sent by a process that is dead by then."""
    whole = plan(1)
    frame.begin(whole)

    def go_on() -> None:
        try:
            load(whole)
        finally:
            connection.close()

    with ThreadPoolExecutor() as threads:
        with transaction.atomic():
            school.make(*whole.to_make())
            gone_on = threads.submit(go_on)
            while not gone_on.done() and not somebody_waits():
                pass
        gone_on.result()

    assert School.objects.count() == Publication.objects.count() == 1


def somebody_waits() -> bool:
    """Whether a transaction waits for a lock that another holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])


def test_every_draw_can_be_computed_again_and_stands_the_check() -> None:
    load(plan(2), workers=2)

    draws = Draw.objects.select_related("window__school", "window__term")
    assert draws.count() == 2
    for drawn in draws:
        draw_file = input_of(drawn)
        asked = read_input(draw_file)
        result = write_output(asked, allocate(asked))
        assert (sha256_of(draw_file), sha256_of(result)) == (drawn.input_hash, drawn.result_hash)
        assert recomputed(draw_file) == result
        verify(draw_file, result).require()


def test_a_city_goes_into_no_database_that_holds_other_schools() -> None:
    load(plan(2))
    other = CityPlan(1, DAY, 1, (SMALL[2], SMALL[1]))

    with pytest.raises(city.AnotherCity):
        load(other)

    assert School.objects.count() == 2


def test_a_city_that_was_begun_is_remembered_and_may_grow(settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    kept.keep_day(DAY)
    begun = city.wanted(schools=20)
    assert begun.days == 1, "a large city has little history"
    assert city.wanted().days == 10

    city.begin(begun)
    load(plan(1))

    assert city.wanted() == begun
    assert len(city.begin(city.wanted(schools=30)).schools) == 30
    with pytest.raises(city.AnotherCity):
        city.begin(city.wanted(seed=7))


@pytest.mark.parametrize("impossible", [{"schools": 0}, {"schools": 1001}, {"days": 16}])
def test_a_city_has_its_limits(impossible: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="1 to"):
        city.wanted(**impossible)


def test_the_last_class_day_skips_weekends_and_holidays() -> None:
    assert clock.last_class_day(date(2026, 10, 18)) == date(2026, 10, 16)
    assert clock.last_class_day(date(2026, 10, 5)) == date(2026, 9, 30)
