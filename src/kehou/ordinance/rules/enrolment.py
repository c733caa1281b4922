"""Chapters 2 and 3, choosing: who may apply, when, for what, and that they choose freely."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from kehou.kernel.explained import Reason, Verdict
from kehou.ordinance.parameters import Ordinance


@dataclass(frozen=True, slots=True)
class Applicant:
    """The pupil applied for, as the roll has them on the day."""

    is_on_roll: bool
    grade: int


@dataclass(frozen=True, slots=True)
class Wish:
    """One activity wished for: the weekdays on which it meets (Monday is 1), whom it serves."""

    activity: int
    title: str
    weekdays: frozenset[int]
    grades_served: frozenset[int]


@dataclass(frozen=True, slots=True)
class Ranking:
    """A list of wishes, most wanted first, within the weekdays on which the pupil will stay.

    A weekday without a wish is in order: homework time always has room (4.1).
    """

    opens: datetime
    closes: datetime
    asked_at: datetime
    grade: int
    weekdays: frozenset[int]
    wishes: tuple[Wish, ...]


@dataclass(frozen=True, slots=True)
class Consent:
    """How the yes came about.

    `was_preselected`: it stood there before the guardian had said anything, ticked by a page,
    a list of the class or an import.
    """

    is_by_guardian: bool
    says_yes: bool
    was_preselected: bool


@dataclass(frozen=True, slots=True)
class Application:
    """A family's application as it was sent."""

    applicant: Applicant
    ranking: Ranking
    consent: Consent


def admissible_application(facts: Application, ordinance: Ordinance) -> Verdict:
    """Whether a family's application may be accepted as it stands (2.3.c, 3.1, 7.2.b)."""
    return Verdict(
        admissible_applicant(facts.applicant, ordinance).against
        + admissible_ranking(facts.ranking, ordinance).against
        + admissible_consent(facts.consent, ordinance).against
    )


def admissible_applicant(facts: Applicant, ordinance: Ordinance) -> Verdict:
    """Whether the service is for this pupil: on a roll, in compulsory education (3.1)."""
    against = []
    grades = ordinance["enrolment.grades"]
    if not facts.is_on_roll:
        against.append(Reason("not_on_roll", "3.1"))
    if facts.grade not in grades.amounts:
        against.append(
            Reason(
                "grade_outside_compulsory_education",
                grades.clause,
                {"first": min(grades.amounts), "last": max(grades.amounts)},
            )
        )
    return Verdict(tuple(against))


def admissible_ranking(facts: Ranking, ordinance: Ordinance) -> Verdict:
    """Whether a ranked list may be accepted: window, grades, weekdays, number (2.3.c, 7.2.b).

    The moment of asking decides, not the moment of writing: a request that was under way when
    the window closed is not lost.
    """
    against = []
    if facts.asked_at < facts.opens:
        against.append(Reason("window_not_open_yet", "7.2.b", {"opens": facts.opens}))
    if facts.asked_at >= facts.closes:
        against.append(Reason("window_closed", "7.2.b", {"closes": facts.closes}))
    if not facts.weekdays:
        against.append(Reason("no_weekday_chosen", "2.3.c"))
    against += _against_wishes(facts)
    against += _against_numbers(facts, ordinance)
    return Verdict(tuple(against))


def admissible_consent(facts: Consent, ordinance: Ordinance) -> Verdict:
    """Whether the yes is the family's own: a guardian said it, nobody before them (2.3.c)."""
    against = []
    if not facts.is_by_guardian:
        against.append(Reason("consent_not_by_guardian", "2.3.c"))
    if not facts.says_yes:
        against.append(Reason("consent_not_given", "2.3.c"))
    if facts.was_preselected:
        against.append(Reason("consent_decided_beforehand", "2.3.c"))
    return Verdict(tuple(against))


def _against_wishes(facts: Ranking) -> Iterator[Reason]:
    """What stands against single wishes, in the order ranked; each activity is told once."""
    times = Counter(wish.activity for wish in facts.wishes)
    for wish in {wish.activity: wish for wish in facts.wishes}.values():
        if times[wish.activity] > 1:
            yield Reason("ranked_twice", "2.3.c", {"activity": wish.title})
        if facts.grade not in wish.grades_served:
            yield Reason("grade_not_served", "3.1", {"activity": wish.title, "grade": facts.grade})
        if not wish.weekdays <= facts.weekdays:
            missing = sorted(wish.weekdays - facts.weekdays)
            yield Reason(
                "weekday_not_attended", "2.3.c", {"activity": wish.title, "weekdays": missing}
            )


def _against_numbers(facts: Ranking, ordinance: Ordinance) -> Iterator[Reason]:
    most = ordinance["enrolment.wishes_per_weekday_max"]
    by_weekday = Counter(day for wish in facts.wishes for day in wish.weekdays)
    for weekday, asked in sorted(by_weekday.items()):
        if asked > most.amount:
            yield Reason(
                "too_many_wishes",
                most.clause,
                {"weekday": weekday, "asked": asked, "most": most.amount},
            )
