"""Whether an institution may serve on a day, and what nears its end (4.2, 5.2.a, 5.3.b)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.kernel.explained import Reason
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.rules.providers import (
    Institution,
    Lapse,
    Vetted,
    admissible_courses,
    fit_to_serve,
    lapses,
    may_serve,
)

DAY = date(2026, 10, 14)
ORDINANCE = Ordinance(DAY)
FINE = Institution(
    is_listed=True,
    is_black_listed=False,
    licence_until=date(2028, 6, 30),
    permit_until=date(2028, 6, 30),
    teachers=(Vetted("严教练", date(2026, 8, 1)),),
)


def codes(facts: Institution) -> list[str]:
    return [why.code for why in may_serve(facts, ORDINANCE).against]


def test_a_listed_institution_whose_papers_hold_may_serve() -> None:
    assert may_serve(FINE, ORDINANCE)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param({"is_listed": False}, "not_on_white_list", id="5.2.a no list"),
        pytest.param({"is_black_listed": True}, "institution_is_black_listed", id="5.2.a barred"),
        pytest.param({"licence_until": None}, "paper_not_shown", id="5.2.a no licence"),
        pytest.param({"licence_until": date(2026, 10, 13)}, "paper_lapsed", id="5.2.a licence"),
        pytest.param({"permit_until": date(2026, 10, 13)}, "paper_lapsed", id="5.2.a permit"),
        pytest.param({"teachers": ()}, "institution_names_no_teacher", id="5.2.a nobody"),
        pytest.param(
            {"teachers": (Vetted("甲", None),)}, "teachers_not_vetted", id="5.2.a never vetted"
        ),
        pytest.param(
            {"teachers": (Vetted("甲", date(2025, 10, 14)),)},
            "teachers_not_vetted",
            id="5.2.a vetted too long ago",
        ),
        pytest.param(
            {"teachers": (Vetted("甲", date(2026, 10, 15)),)},
            "teachers_not_vetted",
            id="5.2.a vetted tomorrow",
        ),
    ],
)
def test_each_thing_alone_stands_against_it(change: dict[str, object], code: str) -> None:
    assert codes(replace(FINE, **change)) == [code]  # type: ignore[arg-type]


def test_every_reason_is_told_at_once() -> None:
    worst = Institution(False, True, None, DAY - timedelta(days=1), (Vetted("甲", None),))

    assert may_serve(worst, ORDINANCE).against == (
        Reason("not_on_white_list", "5.2.a"),
        Reason("institution_is_black_listed", "5.2.a"),
        Reason("paper_not_shown", "5.2.a", {"papers": ["licence"]}),
        Reason("paper_lapsed", "5.2.a", {"paper": "permit", "last_day": date(2026, 10, 13)}),
        Reason("teachers_not_vetted", "5.2.a", {"names": ["甲"], "months": 12}),
    )


def test_the_last_day_of_a_paper_is_served_and_the_next_is_not() -> None:
    last = replace(FINE, licence_until=DAY, teachers=(Vetted("甲", date(2025, 10, 15)),))

    assert may_serve(last, ORDINANCE)
    assert len(may_serve(last, Ordinance(DAY + timedelta(days=1))).against) == 2


DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))
FACTS = st.builds(
    Institution,
    is_listed=st.booleans(),
    is_black_listed=st.booleans(),
    licence_until=st.none() | DAYS,
    permit_until=st.none() | DAYS,
    teachers=st.lists(
        st.builds(Vetted, st.text("甲乙丙", min_size=1), st.none() | DAYS), max_size=3
    ).map(tuple),
)


@given(FACTS)
def test_the_list_is_one_more_reason_and_nothing_else(facts: Institution) -> None:
    listed = replace(facts, is_listed=True)

    assert may_serve(listed, ORDINANCE).against == fit_to_serve(facts, ORDINANCE).against
    assert may_serve(replace(facts, is_listed=False), ORDINANCE).against == (
        Reason("not_on_white_list", "5.2.a"),
        *fit_to_serve(facts, ORDINANCE).against,
    )


@given(FACTS, st.integers(0, 900))
def test_a_longer_licence_never_bars(facts: Institution, days: int) -> None:
    if facts.licence_until is None:
        return
    longer = replace(facts, licence_until=facts.licence_until + timedelta(days=days))

    against = {why.code for why in may_serve(facts, ORDINANCE).against}
    assert {why.code for why in may_serve(longer, ORDINANCE).against} <= against


@given(FACTS)
def test_whoever_may_serve_has_nothing_lapsed(facts: Institution) -> None:
    if may_serve(facts, ORDINANCE):
        assert all(lapse.step > 0 for lapse in lapses(facts, ORDINANCE))


@pytest.mark.parametrize(
    ("left", "step"),
    [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (0, 7), (-1, 0)],
)
def test_a_paper_is_reminded_of_in_steps(left: int, step: int | None) -> None:
    last_day = DAY + timedelta(days=left)
    facts = replace(FINE, permit_until=last_day)

    told = [lapse for lapse in lapses(facts, ORDINANCE) if lapse.what == "permit"]

    assert told == ([] if step is None else [Lapse("permit", "", last_day, step)])


def test_a_vetting_lapses_by_name_and_the_nearest_is_told_first() -> None:
    facts = replace(
        FINE,
        licence_until=date(2026, 12, 1),
        teachers=(Vetted("甲", date(2025, 11, 1)), Vetted("乙", None)),
    )

    assert lapses(facts, ORDINANCE) == (
        Lapse("vetting", "甲", date(2026, 10, 31), 30),
        Lapse("licence", "", date(2026, 12, 1), 60),
    )


def test_tutoring_in_an_exam_subject_is_refused_with_its_clause() -> None:
    assert admissible_courses((), ORDINANCE)
    assert admissible_courses(("数学",), ORDINANCE).against == (
        Reason("institution_tutors", "5.3.b", {"courses": ["数学"]}),
    )
