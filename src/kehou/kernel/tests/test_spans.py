from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.kernel.spans import Days

DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))


@st.composite
def spans(draw: st.DrawFn) -> Days:
    first = draw(DAYS)
    length = draw(st.one_of(st.none(), st.integers(1, 400)))
    return Days(first, None if length is None else first + timedelta(days=length))


@given(spans(), spans(), DAYS)
def test_a_day_in_both_means_the_spans_overlap(a: Days, b: Days, day: date) -> None:
    if day in a and day in b:
        assert a.overlaps(b)
    assert a.overlaps(b) == b.overlaps(a)


@given(spans())
def test_walking_a_span_gives_its_days(span: Days) -> None:
    if span.until is None:
        with pytest.raises(ValueError, match="open span"):
            list(span)
    else:
        assert list(span) == [
            span.first + timedelta(days=n) for n in range((span.until - span.first).days)
        ]


def test_spans_that_touch_do_not_overlap() -> None:
    monday, tuesday = date(2026, 9, 7), date(2026, 9, 8)

    assert not Days(monday, tuesday).overlaps(Days(tuesday))


def test_an_empty_span_is_no_span() -> None:
    with pytest.raises(ValueError, match="ends after"):
        Days(date(2026, 9, 7), date(2026, 9, 7))
