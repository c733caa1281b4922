"""Chapters 3 and 7: the afternoons of a school, and the plan it works by."""

from dataclasses import dataclass
from datetime import time
from itertools import pairwise

from kehou.kernel.explained import Reason, Verdict
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.rules.validity import admissible_opening


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """One service period by the school's clock."""

    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Afternoon:
    """The service periods of a grade: when its lessons end, and why it departs from the rule."""

    lessons_end: time
    periods: tuple[Period, ...]
    recorded_reason: str = ""


@dataclass(frozen=True, slots=True)
class PlanVote:
    """Who of the leading group, by person id, approved one version of the yearly plan.

    `members` are those in office on the day, head and deputies included.
    """

    head: int | None
    members: frozenset[int]
    approved_by: frozenset[int]


def admissible_afternoon(facts: Afternoon, ordinance: Ordinance) -> Verdict:
    """Whether a grade's service periods may stand: after lessons, and two of them (3.2).

    A school may adjust this to its circumstances, but not silently: more periods need a recorded
    reason. Nothing lets the service begin before the lessons end, for it extends the day.
    """
    most = ordinance["schools.service_periods_max"]
    periods = sorted(facts.periods)
    against = [
        Reason("period_without_length", "3.2", {"starts": period.starts, "ends": period.ends})
        for period in periods
        if period.ends <= period.starts
    ]
    against += [
        Reason(
            "period_before_lessons_end",
            "3.2",
            {"starts": period.starts, "lessons_end": facts.lessons_end},
        )
        for period in periods
        if period.starts < facts.lessons_end
    ]
    against += [
        Reason("periods_overlap", "3.2", {"starts": later.starts, "ends": earlier.ends})
        for earlier, later in pairwise(periods)
        if later.starts < earlier.ends
    ]
    if len(periods) > most.amount and not facts.recorded_reason.strip():
        against.append(
            Reason("too_many_periods", most.clause, {"most": most.amount, "asked": len(periods)})
        )
    return Verdict(tuple(against))


def admissible_service_day(is_class_day: bool, ordinance: Ordinance) -> Verdict:
    """Whether the service is held on that day: on normal class days only (3.2).

    A make-up day on which classes are held is a class day; the school's calendar knows.
    """
    if is_class_day:
        return Verdict()
    return Verdict((Reason("not_a_class_day", "3.2", {"day": ordinance.day}),))


def approved_plan(vote: PlanVote, ordinance: Ordinance) -> Verdict:
    """Whether a school may work by a yearly plan: its leading group has approved it (7.2.a).

    The head approves, and with the head more than the set share of those in office (7.1.a). A
    plan is something new: it needs an ordinance in force (8.a).
    """
    against = list(admissible_opening(ordinance).against)
    share = ordinance["schools.plan_approval_percent"]
    approving = len(vote.members & vote.approved_by)
    if vote.head is None:
        against.append(Reason("no_head_of_leading_group", "7.1.a"))
    elif vote.head not in vote.approved_by:
        against.append(Reason("plan_not_approved_by_head", "7.2.a"))
    if approving * 100 <= len(vote.members) * share.amount:
        against.append(
            Reason(
                "plan_without_majority",
                share.clause,
                {"approving": approving, "members": len(vote.members), "percent": share.amount},
            )
        )
    return Verdict(tuple(against))
