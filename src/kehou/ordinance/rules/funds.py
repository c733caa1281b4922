"""Chapters 5 and 6, the special fund: whom it counts, what it may reach, what may be promised."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kehou.kernel.explained import Explained, Reason, Verdict
from kehou.kernel.money import NOTHING, Money
from kehou.ordinance.parameters import Ordinance


@dataclass(frozen=True, slots=True)
class Presence:
    """One pupil's semester: whether they applied, sessions attended of those held for them."""

    has_applied: bool
    attended: int
    held: int


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise of money, and how the budget stands before it."""

    amount: Money
    to_institution: bool
    budget: Money
    committed: Money
    committed_to_institutions: Money

    def __post_init__(self) -> None:
        if self.amount <= NOTHING:
            raise ValueError(f"a promise of money is of more than nothing, not {self.amount}")


# Every way of counting that the platform knows; `funds.participant_definition` names the one that
# settles, the others are shown beside it.
DEFINITIONS: Mapping[str, Callable[[Presence], bool]] = {
    "applied": lambda pupil: pupil.has_applied,
    "attended_once": lambda pupil: pupil.has_applied and pupil.attended >= 1,
    "attended_half": lambda pupil: pupil.has_applied and 2 * pupil.attended >= pupil.held > 0,
}


def participants(semester: Iterable[Presence], ordinance: Ordinance) -> Explained[int]:
    """How many pupils of a semester are its actual participants (6.3.c).

    The steps tell the number by every definition known, the one in force among them.
    """
    definition = ordinance["funds.participant_definition"]
    pupils = tuple(semester)
    count = {name: sum(map(counts, pupils)) for name, counts in DEFINITIONS.items()}
    steps = tuple(
        Reason("participants_counted", definition.clause, {"definition": name, "pupils": number})
        for name, number in count.items()
    )
    return Explained(count[definition.word], steps)


def ceiling_of_fund(participating: Sequence[int], ordinance: Ordinance) -> Explained[Money]:
    """The most the fund of one year may reach: participants times control number (6.1.b, 6.3.c).

    The participants of each semester earn that semester's part of the control number; a semester
    not yet counted adds nothing.
    """
    control = ordinance["funds.control_number"]
    parts = Money(control.amount).share([1] * ordinance["funds.semesters_per_year"].amount)
    ceiling = NOTHING
    steps: list[Reason] = []
    for semester, pupils in enumerate(participating, start=1):
        part = parts[semester - 1]
        ceiling += part * pupils
        facts = {"semester": semester, "pupils": pupils, "part": part, "amount": part * pupils}
        steps.append(Reason("fund_of_semester", control.clause, facts))
    return Explained(ceiling, tuple(steps))


def ceiling_of_institutions(total: Money, ordinance: Ordinance) -> Explained[Money]:
    """The most that institutions' courses may take of a total, rounded down (5.2.d).

    `total` is the authorised budget during the year and the actual cost at settlement.
    """
    share = ordinance["funds.institution_share"]
    ceiling = Money(total.fen * share.amount // 100)
    facts = {"percent": share.amount, "total": total, "ceiling": ceiling}
    return Explained(ceiling, (Reason("share_of_institutions", share.clause, facts),))


def admissible_commitment(facts: Commitment, ordinance: Ordinance) -> Verdict:
    """Whether a promise stays within the budget and the institutions' share (5.2.d, 6.1.b)."""
    against = []
    left = facts.budget - facts.committed
    if facts.amount > left:
        against.append(Reason("over_budget", "6.1.b", {"left": left, "asked": facts.amount}))
    if facts.to_institution:
        ceiling = ceiling_of_institutions(facts.budget, ordinance).value
        taken = facts.committed_to_institutions + facts.amount
        if taken > ceiling:
            share = ordinance["funds.institution_share"]
            against.append(
                Reason(
                    "over_institution_share",
                    share.clause,
                    {"percent": share.amount, "ceiling": ceiling, "taken": taken},
                )
            )
    return Verdict(tuple(against))
