"""What is offered: what an activity serves, may not be, and who reviews it (1, 5.3.b, 5.4.b)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.kernel.explained import Reason
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.rules.catalogue import (
    Activity,
    Review,
    admissible_activity,
    admissible_offer,
    admissible_review,
)

ORDINANCE = Ordinance(date(2026, 9, 1))
FIVE = ("moral", "intellectual", "physical", "aesthetic", "labour")
CHESS = Activity(
    educations=frozenset({"intellectual"}),
    sets_homework=False,
    subject="",
    is_for_whole_class=False,
    is_compulsory=False,
)
OF_SCHOOL = Review("school", frozenset(), reviewer=7, authors=frozenset({1, 2}), unanswered=0)
OF_DISTRICT = replace(OF_SCHOOL, stage="district", passed=frozenset({"school"}))


@given(st.frozensets(st.sampled_from(FIVE), min_size=1))
def test_an_activity_serves_one_to_five_educations(educations: frozenset[str]) -> None:
    assert admissible_activity(replace(CHESS, educations=educations), ORDINANCE)


@pytest.mark.parametrize(
    ("activity", "reason"),
    [
        pytest.param(
            replace(CHESS, educations=frozenset()),
            Reason("serves_no_education", "5.4.a", {"educations": FIVE}),
            id="none of the five educations (5.4.a)",
        ),
        pytest.param(
            replace(CHESS, educations=frozenset({"moral", "financial", "digital"})),
            Reason(
                "serves_unknown_education",
                "1",
                {"named": ["digital", "financial"], "educations": FIVE},
            ),
            id="an education that is none of the five (1)",
        ),
        pytest.param(
            replace(CHESS, sets_homework=True),
            Reason("sets_homework", "5.3.a"),
            id="homework (5.3.a)",
        ),
        pytest.param(
            replace(CHESS, subject="mathematics", is_for_whole_class=True),
            Reason("exam_subject_for_whole_class", "5.3.b", {"subject": "mathematics"}),
            id="an exam subject for a whole class (5.3.b)",
        ),
        pytest.param(
            replace(CHESS, is_compulsory=True),
            Reason("activity_is_compulsory", "2.3.c"),
            id="an activity nobody may stay away from (2.3.c)",
        ),
    ],
)
def test_refuses_an_activity(activity: Activity, reason: Reason) -> None:
    assert admissible_activity(activity, ORDINANCE).against == (reason,)


@pytest.mark.parametrize(
    "activity",
    [
        pytest.param(
            replace(CHESS, subject="mathematics"),
            id="an exam subject for those who choose it (5.3.b)",
        ),
        pytest.param(
            replace(CHESS, subject="rope_skipping", is_for_whole_class=True),
            id="a whole class in no exam subject (5.3.b)",
        ),
    ],
)
def test_what_is_no_remedial_teaching_may_be_planned(activity: Activity) -> None:
    assert admissible_activity(activity, ORDINANCE)


def test_the_school_reviews_first_and_the_district_after_it() -> None:
    assert admissible_review(OF_SCHOOL, ORDINANCE)
    assert admissible_review(OF_DISTRICT, ORDINANCE)


@pytest.mark.parametrize(
    ("review", "reason"),
    [
        pytest.param(
            replace(OF_SCHOOL, reviewer=2),
            Reason("reviews_own_work", "5.4.b"),
            id="an author reviews (5.4.b)",
        ),
        pytest.param(
            replace(OF_DISTRICT, passed=frozenset()),
            Reason("review_out_of_order", "5.4.b", {"missing": ["school"]}),
            id="the district before the school (5.4.b)",
        ),
        pytest.param(
            replace(OF_SCHOOL, passed=frozenset({"school"})),
            Reason("review_passed_already", "5.4.b", {"stage": "school"}),
            id="the same stage again (5.4.b)",
        ),
        pytest.param(
            replace(OF_SCHOOL, unanswered=3),
            Reason("checklist_unanswered", "5.4.b", {"unanswered": 3}),
            id="points left without an answer (5.4.b)",
        ),
    ],
)
def test_refuses_a_review(review: Review, reason: Reason) -> None:
    assert admissible_review(review, ORDINANCE).against == (reason,)


@given(st.integers(), st.frozensets(st.integers()), st.sampled_from([OF_SCHOOL, OF_DISTRICT]))
def test_nobody_ever_passes_what_they_wrote(
    reviewer: int, others: frozenset[int], review: Review
) -> None:
    own = replace(review, reviewer=reviewer, authors=others | {reviewer})

    assert not admissible_review(own, ORDINANCE)


def test_a_stage_that_is_not_set_is_no_review() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        admissible_review(replace(OF_SCHOOL, stage="city"), ORDINANCE)


@pytest.mark.parametrize(
    ("passed", "missing"),
    [
        pytest.param(set(), ["school", "district"], id="no review at all (2.3.b)"),
        pytest.param({"school"}, ["district"], id="the school alone (5.4.b)"),
    ],
)
def test_nothing_is_offered_before_its_review(passed: set[str], missing: list[str]) -> None:
    refused = Reason("not_reviewed", "5.4.b", {"missing": missing})

    assert admissible_offer(frozenset(passed), ORDINANCE).against == (refused,)


def test_what_has_passed_every_stage_may_be_offered() -> None:
    assert admissible_offer(frozenset({"school", "district"}), ORDINANCE)
