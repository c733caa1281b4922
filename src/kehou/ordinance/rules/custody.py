"""Chapter 7, the afternoon: into whose hands a child may go, and when the day is over."""

from dataclasses import dataclass

from kehou.kernel.explained import Reason, Verdict
from kehou.kernel.spans import Days
from kehou.ordinance.parameters import Ordinance


@dataclass(frozen=True, slots=True)
class Collection:
    """An adult at the gate. `pick_up_right` is theirs for this very child, or None."""

    pick_up_right: Days | None
    must_not_collect: bool


@dataclass(frozen=True, slots=True)
class WalkHome:
    """A child about to go home alone."""

    is_catch_up: bool
    permit: Days | None
    permit_was_shown: bool


@dataclass(frozen=True, slots=True)
class HandOver:
    """A child passing from one member of staff to another, by person ids."""

    sender: int
    receiver: int
    receiver_is_on_duty: bool
    receiver_accepts: bool
    is_catch_up: bool = False
    recorded_reason: str = ""


@dataclass(frozen=True, slots=True)
class PermitRequest:
    """A permit to go home alone, as it was asked for and as far as it is approved."""

    grade: int
    is_by_guardian: bool
    school_approves: bool
    safety_officer_approves: bool


@dataclass(frozen=True, slots=True)
class DayEnd:
    """How many children a school still answers for."""

    still_held: int
    unaccounted: int


def admissible_collection(facts: Collection, ordinance: Ordinance) -> Verdict:
    """Whether a child may be given into this adult's hands that day (7.3.a, 7.3.d).

    "Must not collect" outweighs every right: a court or the school has said so.
    """
    against = []
    if facts.must_not_collect:
        against.append(Reason("must_not_collect", "7.3.a"))
    if facts.pick_up_right is None or ordinance.day not in facts.pick_up_right:
        against.append(Reason("no_pick_up_right", "7.3.a", {"day": ordinance.day}))
    return Verdict(tuple(against))


def admissible_walk_home(facts: WalkHome, ordinance: Ordinance) -> Verdict:
    """Whether a child may go home alone: permit in hand, never from catch-up (7.3.b, 7.3.d).

    The permit counts only on a day on which it is shown, in every grade.
    """
    against = []
    if facts.is_catch_up:
        against.append(Reason("alone_from_catch_up", "7.3.d"))
    if facts.permit is None or ordinance.day not in facts.permit:
        against.append(Reason("no_permit_in_force", "7.3.b", {"day": ordinance.day}))
    elif not facts.permit_was_shown:
        against.append(Reason("permit_not_shown", "7.3.b"))
    return Verdict(tuple(against))


def admissible_hand_over(facts: HandOver, ordinance: Ordinance) -> Verdict:
    """Whether responsibility passes between staff: on duty, and accepted by name (7.1.b, 7.3.a).

    The catch-up teacher answers for the child up to the parent's hands; a colleague takes over
    only for a reason that is written down (7.3.d).
    """
    against = []
    if facts.sender == facts.receiver:
        against.append(Reason("handed_to_oneself", "7.3.a"))
    if not facts.receiver_is_on_duty:
        against.append(Reason("receiver_not_on_duty", "7.1.b"))
    if not facts.receiver_accepts:
        against.append(Reason("receiver_has_not_accepted", "7.3.a"))
    if facts.is_catch_up and not facts.recorded_reason.strip():
        against.append(Reason("catch_up_handed_on_without_reason", "7.3.d"))
    return Verdict(tuple(against))


def admissible_permit(facts: PermitRequest, ordinance: Ordinance) -> Verdict:
    """Whether a permit to go home alone may be issued, for any grade (7.3.b)."""
    against = []
    youngest = ordinance["custody.permit_grade_min"]
    if not facts.is_by_guardian:
        against.append(Reason("permit_not_by_guardian", "7.3.b"))
    if not facts.school_approves:
        against.append(Reason("permit_not_approved", "7.3.b"))
    if facts.grade < youngest.amount and not facts.safety_officer_approves:
        against.append(
            Reason("permit_needs_safety_officer", youngest.clause, {"grade": youngest.amount})
        )
    return Verdict(tuple(against))


def admissible_day_close(facts: DayEnd, ordinance: Ordinance) -> Verdict:
    """Whether a school may close its day: no child is held and none is unaccounted for (7.3.a)."""
    against = []
    if facts.still_held:
        against.append(Reason("children_still_held", "7.3.a", {"children": facts.still_held}))
    if facts.unaccounted:
        against.append(Reason("children_unaccounted", "7.3.a", {"children": facts.unaccounted}))
    return Verdict(tuple(against))
