"""Lists of plans and rules, and one version as its words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from django.db.models import F, Max, QuerySet

from kehou.governance.core.sections import Section, empty_sections
from kehou.governance.core.wording import Difference, Wording, differences, fingerprint
from kehou.governance.models import Document, FilingAnswer, Version
from kehou.governance.permissions import in_office, memberships_of, versions_of
from kehou.governance.queries.votes import verdicts_on
from kehou.kernel.explained import Reason, Verdict

if TYPE_CHECKING:
    from kehou.platform.actors import Actor

KINDS = Document.Kind.choices
STATES = Version.State.choices
OUTCOMES = FilingAnswer.Outcome.choices

Filed = Literal["", "missing", "waiting", "acknowledged", "returned"]


@dataclass(frozen=True, slots=True)
class Line:
    """One document by its newest version, and what is missing before it is settled."""

    version: Version
    empty: tuple[Section, ...]
    against: tuple[Reason, ...]
    filed: Filed
    is_over: bool


def wording_of(version: Version) -> Wording:
    return Wording(version.title, version.sections, version.first_day, version.last_day)


def fingerprint_of(version: Version) -> str:
    """What an approval is bound to: the words, whose and about what they are, the attached file."""
    document = version.document
    return fingerprint(
        wording_of(version),
        subject=f"{document.school.code}/{document.kind}/{document.school_year or document.pk}",
        number=version.number,
        attachment_hash=version.attachment.content_hash if version.attachment else "",
    )


def newest_versions(
    actor: "Actor", *, kind: str = "", state: str = "", school_year: int | None = None
) -> QuerySet[Version]:
    """The newest version of each document that exists for this actor (7.2.a)."""
    mine = versions_of(actor)
    newest = mine.order_by().values("document").annotate(newest=Max("pk")).values("newest")
    found = mine.filter(pk__in=newest)
    if kind:
        found = found.filter(document__kind=kind)
    if state:
        found = found.filter(state=state)
    if school_year is not None:
        found = found.filter(document__school_year=school_year)
    return found.select_related(
        "school", "document__school", "written_by", "attachment", "filing__answer"
    ).order_by("school__code", F("document__school_year").desc(nulls_last=True), "title", "pk")


def lines_of(versions: Iterable[Version], *, on: date) -> list[Line]:
    """What is missing of each of these on that day: words, approvals, the filing."""
    versions = list(versions)
    submitted = [one for one in versions if one.state == Version.State.SUBMITTED]
    verdicts = verdicts_on(submitted, on=on) if submitted else {}
    return [_line_of(version, verdicts.get(version.pk), on) for version in versions]


def _line_of(version: Version, verdict: Verdict | None, on: date) -> Line:
    is_draft = version.state == Version.State.DRAFT
    return Line(
        version=version,
        empty=empty_sections(version.document.kind, version.sections) if is_draft else (),
        against=() if verdict is None else verdict.against,
        filed=filed_state(version),
        is_over=version.last_day is not None and version.last_day < on,
    )


def filed_state(version: Version) -> Filed:
    """How far the filing of a version in force has come; "" for one that is not in force."""
    filing = getattr(version, "filing", None)
    if filing is None:
        return "missing" if version.state == Version.State.IN_FORCE else ""
    answer = getattr(filing, "answer", None)
    if answer is None:
        return "waiting"
    return "acknowledged" if answer.outcome == FilingAnswer.Outcome.ACKNOWLEDGED else "returned"


def version_in_full(actor: "Actor") -> QuerySet[Version]:
    """The versions of this actor with all that a page about one of them shows."""
    return versions_of(actor).select_related(
        *("school", "document__school", "written_by", "attachment"),
        *("filing__filed_by", "filing__answer__answered_by"),
    )


def other_versions(actor: "Actor", version: Version) -> list[Version]:
    """Every version of the same document that exists for this actor, the newest first."""
    same = versions_of(actor).filter(document=version.document_id)
    return list(same.order_by("-number"))


def changes_since(before: Version | None, version: Version) -> tuple[Difference, ...]:
    """What a version words otherwise than the one before it, section by section."""
    if before is None:
        return ()
    return differences(version.document.kind, before.sections, version.sections)


def waiting_for_approval(actor: "Actor", *, on: date) -> list[Version]:
    """What this member of a leading group has not approved yet; nothing for anybody else."""
    held = memberships_of(actor).filter(in_office(on), person=actor.person_id)
    waiting = versions_of(actor).filter(state=Version.State.SUBMITTED)
    waiting = waiting.filter(school__in=held.values("school"))
    return list(waiting.exclude(approvals__person=actor.person_id).order_by("submitted_at", "pk"))


def has_plan(actor: "Actor", *, school_year: int) -> bool:
    """Whether there is a plan of that year beyond a draft; for an actor of one school."""
    plans = versions_of(actor).filter(document__kind="plan", document__school_year=school_year)
    return plans.exclude(state=Version.State.DRAFT).exists()


def returned_to(actor: "Actor") -> list[Version]:
    """What the district returned and nobody has written anew, the longest ago first."""
    returned = newest_versions(actor, state=Version.State.IN_FORCE)
    outcome = FilingAnswer.Outcome.RETURNED
    found = returned.filter(filing__answer__outcome=outcome)
    return list(found.order_by("filing__answer__answered_at"))
