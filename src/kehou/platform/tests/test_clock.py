"""The city's day and time, wherever the server stands."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kehou.platform import clock


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 10, 14, 15, 59, 59, tzinfo=UTC), date(2026, 10, 14)),
        (datetime(2026, 10, 14, 16, 0, tzinfo=UTC), date(2026, 10, 15)),
    ],
    ids=["the last second before midnight", "midnight"],
)
def test_the_day_turns_at_midnight_in_the_city(at: datetime, day: date) -> None:
    assert clock.city_day(at) == day
    assert clock.city_time(at).date() == day


def test_the_whole_service_lives_at_the_shifted_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    before = clock.now()
    monkeypatch.setattr(clock, "shift", timedelta(days=3))

    assert timedelta(days=3) <= clock.now() - before < timedelta(days=3, minutes=1)
