"""Chapters 1, 2 and 5, what is offered: what an activity serves, may not be, and who reviews it."""

from dataclasses import dataclass

from kehou.kernel.explained import Reason, Verdict
from kehou.ordinance.parameters import Ordinance


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity as its plan describes it. `subject` is "" where it teaches none."""

    educations: frozenset[str]
    sets_homework: bool
    subject: str
    is_for_whole_class: bool
    is_compulsory: bool


@dataclass(frozen=True, slots=True)
class Review:
    """One reviewer about to pass one version of an activity, by person ids.

    `passed` are the stages that this very version has passed: a changed activity begins anew.
    """

    stage: str
    passed: frozenset[str]
    reviewer: int
    authors: frozenset[int]
    unanswered: int  # points of the checklist


def admissible_activity(facts: Activity, ordinance: Ordinance) -> Verdict:
    """Whether an activity may be planned at all (1, 5.3.a, 5.3.b, 5.4.a).

    A class that is taught an exam subject as a class is remedial teaching whatever it is called,
    and so is an activity that nobody may stay away from (2.3.c).
    """
    against = []
    five = ordinance["catalogue.educations"]
    exams = ordinance["catalogue.exam_subjects"]
    if not facts.educations:
        against.append(Reason("serves_no_education", "5.4.a", {"educations": five.words}))
    if strange := facts.educations.difference(five.words):
        against.append(
            Reason(
                "serves_unknown_education",
                five.clause,
                {"named": sorted(strange), "educations": five.words},
            )
        )
    if facts.sets_homework:
        against.append(Reason("sets_homework", "5.3.a"))
    if facts.is_for_whole_class and facts.subject in exams.words:
        against.append(
            Reason("exam_subject_for_whole_class", exams.clause, {"subject": facts.subject})
        )
    if facts.is_compulsory:
        against.append(Reason("activity_is_compulsory", "2.3.c"))
    return Verdict(tuple(against))


def admissible_review(facts: Review, ordinance: Ordinance) -> Verdict:
    """Whether this reviewer may pass this stage: in its order, and nobody their own (5.4.b)."""
    against = []
    stages = ordinance["catalogue.review_stages"]
    before = stages.words[: stages.words.index(facts.stage)]
    missing = [stage for stage in before if stage not in facts.passed]
    if facts.reviewer in facts.authors:
        against.append(Reason("reviews_own_work", "5.4.b"))
    if missing:
        against.append(Reason("review_out_of_order", stages.clause, {"missing": missing}))
    if facts.stage in facts.passed:
        against.append(Reason("review_passed_already", "5.4.b", {"stage": facts.stage}))
    if facts.unanswered:
        against.append(Reason("checklist_unanswered", "5.4.b", {"unanswered": facts.unanswered}))
    return Verdict(tuple(against))


def admissible_offer(passed: frozenset[str], ordinance: Ordinance) -> Verdict:
    """Whether an activity may be offered: this version passed every stage (2.3.b, 5.4.b)."""
    stages = ordinance["catalogue.review_stages"]
    missing = [stage for stage in stages.words if stage not in passed]
    if not missing:
        return Verdict()
    return Verdict((Reason("not_reviewed", stages.clause, {"missing": missing}),))
