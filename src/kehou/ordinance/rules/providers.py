"""Chapter 5, who provides from outside: whether an institution may serve, and what lapses."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kehou.kernel.explained import Reason, Verdict
from kehou.ordinance.parameters import Ordinance


@dataclass(frozen=True, slots=True)
class Vetted:
    """Somebody whom an institution sends, and the day of a vetting against which nothing stood."""

    name: str
    on: date | None


@dataclass(frozen=True, slots=True)
class Institution:
    """An institution as a district admitted it: a paper without a day has not been shown at all.

    `is_listed` says whether it stands on the white list of the district that is asked about.
    """

    is_listed: bool
    is_black_listed: bool
    licence_until: date | None
    permit_until: date | None
    teachers: tuple[Vetted, ...]


@dataclass(frozen=True, slots=True)
class Lapse:
    """A paper or a vetting that lapses: what, whose ("" for the institution's own), its last day.

    `step` is the reminder that has been reached, in days; 0 once the last day is over.
    """

    what: str
    whose: str
    last_day: date
    step: int


def may_serve(facts: Institution, ordinance: Ordinance) -> Verdict:
    """Whether an institution may serve schools of a district on that day (4.2, 5.2.a, 5.2.b).

    All reasons at once: whoever mends one of them must not be told of the next a week later. What
    was served before a lapse was served lawfully; this asks about one day.
    """
    listed = () if facts.is_listed else (Reason("not_on_white_list", "5.2.a"),)
    return Verdict((*listed, *fit_to_serve(facts, ordinance).against))


def fit_to_serve(facts: Institution, ordinance: Ordinance) -> Verdict:
    """Whether the file alone allows it, whatever list the institution is on (5.2.a)."""
    return Verdict(tuple(_against(facts, ordinance)))


def admissible_courses(tutoring: tuple[str, ...], ordinance: Ordinance) -> Verdict:
    """Whether courses may be offered that by their names tutor in an exam subject (5.3.b)."""
    exams = ordinance["catalogue.exam_subjects"]
    if not tutoring:
        return Verdict()
    return Verdict((Reason("institution_tutors", exams.clause, {"courses": list(tutoring)}),))


def lapses(facts: Institution, ordinance: Ordinance) -> tuple[Lapse, ...]:
    """What has lapsed or will within the longest reminder, the most pressing first (5.2.a)."""
    steps = sorted(ordinance["providers.reminder_days"].amounts)
    found = []
    for what, whose, last_day in _papers(facts, ordinance):
        left = (last_day - ordinance.day).days
        reached = [step for step in steps if left <= step]
        if left < 0:
            found.append(Lapse(what, whose, last_day, 0))
        elif reached:
            found.append(Lapse(what, whose, last_day, reached[0]))
    return tuple(sorted(found, key=lambda lapse: (lapse.last_day, lapse.what, lapse.whose)))


def _against(facts: Institution, ordinance: Ordinance) -> Iterator[Reason]:
    if facts.is_black_listed:
        yield Reason("institution_is_black_listed", "5.2.a")
    papers = {"licence": facts.licence_until, "permit": facts.permit_until}
    if missing := [paper for paper, last_day in papers.items() if last_day is None]:
        yield Reason("paper_not_shown", "5.2.a", {"papers": missing})
    for paper, last_day in papers.items():
        if last_day is not None and last_day < ordinance.day:
            yield Reason("paper_lapsed", "5.2.a", {"paper": paper, "last_day": last_day})
    if not facts.teachers:
        yield Reason("institution_names_no_teacher", "5.2.a")
    months = ordinance["providers.vetting_months"]
    if unvetted := [one.name for one in facts.teachers if not _is_vetted(one, ordinance)]:
        yield Reason(
            "teachers_not_vetted", months.clause, {"names": unvetted, "months": months.amount}
        )


def _papers(facts: Institution, ordinance: Ordinance) -> Iterator[tuple[str, str, date]]:
    for what, last_day in (("licence", facts.licence_until), ("permit", facts.permit_until)):
        if last_day is not None:
            yield what, "", last_day
    for teacher in facts.teachers:
        if teacher.on is not None:
            yield "vetting", teacher.name, _vetted_until(teacher.on, ordinance)


def _is_vetted(teacher: Vetted, ordinance: Ordinance) -> bool:
    return teacher.on is not None and teacher.on <= ordinance.day <= _vetted_until(
        teacher.on, ordinance
    )


def _vetted_until(day: date, ordinance: Ordinance) -> date:
    """The last day on which a vetting of that day holds."""
    years, month = divmod(day.month - 1 + ordinance["providers.vetting_months"].amount, 12)
    year = day.year + years
    after = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return after - timedelta(days=1)
