"""Choosing freely: who may apply, when, and for what (2.3.c, 3.1, 7.2.b)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.kernel.explained import Reason
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.rules.enrolment import (
    Applicant,
    Application,
    Consent,
    Ranking,
    Wish,
    admissible_applicant,
    admissible_application,
    admissible_consent,
    admissible_ranking,
)

ORDINANCE = Ordinance(date(2026, 9, 1))
OPENS = datetime(2026, 9, 1, 10, tzinfo=UTC)
CLOSES = datetime(2026, 9, 7, 10, tzinfo=UTC)
CHESS = Wish(1, "Chess", frozenset({1}), frozenset({3, 4}))
CHOIR = Wish(2, "Choir", frozenset({1, 3}), frozenset({1, 2, 3}))
RANKING = Ranking(OPENS, CLOSES, OPENS, 3, frozenset({1, 3}), (CHESS, CHOIR))
PUPIL = Applicant(is_on_roll=True, grade=3)
FREELY = Consent(is_by_guardian=True, says_yes=True, was_preselected=False)

WEEKDAYS = st.frozensets(st.integers(1, 5), min_size=1)
WISHES = st.builds(Wish, st.integers(1, 4), st.just("Chess"), WEEKDAYS, WEEKDAYS)
RANKINGS = st.builds(
    Ranking,
    st.just(OPENS),
    st.just(CLOSES),
    st.just(OPENS),
    st.integers(1, 5),
    WEEKDAYS,
    st.lists(WISHES, max_size=8).map(tuple),
)


def chess_clubs(number: int) -> tuple[Wish, ...]:
    return tuple(replace(CHESS, activity=activity) for activity in range(number))


def test_an_application_in_order_is_accepted() -> None:
    assert admissible_application(Application(PUPIL, RANKING, FREELY), ORDINANCE)


def test_a_weekday_without_a_wish_is_in_order() -> None:
    assert admissible_ranking(replace(RANKING, wishes=()), ORDINANCE)


@pytest.mark.parametrize(
    ("ranking", "reason"),
    [
        pytest.param(
            replace(RANKING, asked_at=OPENS - timedelta(microseconds=1)),
            Reason("window_not_open_yet", "7.2.b", {"opens": OPENS}),
            id="before the window opens (7.2.b)",
        ),
        pytest.param(
            replace(RANKING, asked_at=CLOSES),
            Reason("window_closed", "7.2.b", {"closes": CLOSES}),
            id="in the moment of closing (7.2.b)",
        ),
        pytest.param(
            replace(RANKING, wishes=(CHESS, CHOIR, CHESS)),
            Reason("ranked_twice", "2.3.c", {"activity": "Chess"}),
            id="an activity ranked twice, told once (2.3.c)",
        ),
        pytest.param(
            replace(RANKING, grade=4),
            Reason("grade_not_served", "3.1", {"activity": "Choir", "grade": 4}),
            id="an activity for other grades (3.1)",
        ),
        pytest.param(
            replace(RANKING, weekdays=frozenset({1})),
            Reason("weekday_not_attended", "2.3.c", {"activity": "Choir", "weekdays": [3]}),
            id="an activity on a day not attended (2.3.c)",
        ),
        pytest.param(
            replace(RANKING, wishes=chess_clubs(6)),
            Reason("too_many_wishes", "2.3.c", {"weekday": 1, "asked": 6, "most": 5}),
            id="a sixth wish for one day (2.3.c)",
        ),
        pytest.param(
            replace(RANKING, weekdays=frozenset(), wishes=()),
            Reason("no_weekday_chosen", "2.3.c"),
            id="no day to stay on (2.3.c)",
        ),
    ],
)
def test_refuses_a_ranking(ranking: Ranking, reason: Reason) -> None:
    assert admissible_ranking(ranking, ORDINANCE).against == (reason,)


def test_five_wishes_for_each_of_several_days_are_in_order() -> None:
    on_wednesday = tuple(replace(CHESS, activity=10 + n, weekdays=frozenset({3})) for n in range(5))

    assert admissible_ranking(replace(RANKING, wishes=chess_clubs(5) + on_wednesday), ORDINANCE)


@pytest.mark.parametrize(
    ("applicant", "refusals"),
    [
        pytest.param(replace(PUPIL, is_on_roll=False), ["not_on_roll"], id="not on the roll (3.1)"),
        pytest.param(
            replace(PUPIL, grade=0),
            ["grade_outside_compulsory_education"],
            id="kindergarten (3.1)",
        ),
        pytest.param(
            Applicant(is_on_roll=False, grade=10),
            ["not_on_roll", "grade_outside_compulsory_education"],
            id="senior secondary, elsewhere (3.1)",
        ),
    ],
)
def test_refuses_an_applicant(applicant: Applicant, refusals: list[str]) -> None:
    against = admissible_applicant(applicant, ORDINANCE).against

    assert [reason.code for reason in against] == refusals
    assert {reason.clause for reason in against} == {"3.1"}


@given(st.integers(1, 9))
def test_every_grade_of_compulsory_education_may_apply(grade: int) -> None:
    assert admissible_applicant(Applicant(is_on_roll=True, grade=grade), ORDINANCE)


@pytest.mark.parametrize(
    ("consent", "code"),
    [
        pytest.param(
            replace(FREELY, is_by_guardian=False),
            "consent_not_by_guardian",
            id="somebody else says yes (2.3.c)",
        ),
        pytest.param(
            replace(FREELY, says_yes=False), "consent_not_given", id="nobody says yes (2.3.c)"
        ),
        pytest.param(
            replace(FREELY, was_preselected=True),
            "consent_decided_beforehand",
            id="the yes was there already (2.3.c)",
        ),
    ],
)
def test_refuses_what_is_not_a_free_choice(consent: Consent, code: str) -> None:
    assert admissible_consent(consent, ORDINANCE).against == (Reason(code, "2.3.c"),)


def test_an_application_is_told_everything_at_once() -> None:
    application = Application(
        replace(PUPIL, is_on_roll=False),
        replace(RANKING, asked_at=CLOSES),
        replace(FREELY, says_yes=False),
    )

    against = admissible_application(application, ORDINANCE).against

    codes = [reason.code for reason in against]
    assert codes == ["not_on_roll", "window_closed", "consent_not_given"]


@given(RANKINGS, st.data())
def test_a_list_without_its_last_wishes_is_never_worse(
    ranking: Ranking, chosen: st.DataObject
) -> None:
    kept = chosen.draw(st.integers(0, len(ranking.wishes)))
    shorter = replace(ranking, wishes=ranking.wishes[:kept])

    if admissible_ranking(ranking, ORDINANCE):
        assert admissible_ranking(shorter, ORDINANCE)


@given(RANKINGS)
def test_an_accepted_list_keeps_every_promise(ranking: Ranking) -> None:
    if not admissible_ranking(ranking, ORDINANCE):
        return

    activities = [wish.activity for wish in ranking.wishes]
    assert len(set(activities)) == len(activities)
    for wish in ranking.wishes:
        assert ranking.grade in wish.grades_served
        assert wish.weekdays <= ranking.weekdays
    for weekday in ranking.weekdays:
        assert sum(weekday in wish.weekdays for wish in ranking.wishes) <= 5
