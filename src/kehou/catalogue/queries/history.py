"""The history of an activity: its versions with what changed in each, and their reviews."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, gettext

from kehou.catalogue.core.plan import Plan, changed_parts
from kehou.catalogue.models import Activity, Education
from kehou.ordinance import spoken
from kehou.people.permissions import staff_of
from kehou.schools.queries import rooms_in

if TYPE_CHECKING:
    from kehou.platform.actors import Actor

# The parts of a plan and the columns whose names they are told by, in the order of telling.
COLUMNS = {
    "title": "title",
    "kind": "kind",
    "summary": "summary",
    "educations": "educations",
    "grades": "grades",
    "slots": "slots",
    "room_id": "room",
    "leader_id": "leader",
    "smallest": "smallest",
    "largest": "largest",
    "to_bring": "to_bring",
    "subject": "subject",
    "by_class": "by_class",
}

NOTHING = "–"

Words = Callable[[str, Any], str]


@dataclass(frozen=True, slots=True)
class Change:
    """One part of a plan, as it was and as it became."""

    part: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """A version written, or a review of one: who, when, and what came of it.

    `outcome` is "" for a version; `changes` are those against the version before.
    """

    at: datetime
    version: int
    who: str
    stage: str = ""
    outcome: str = ""
    comment: str = ""
    changes: tuple[Change, ...] = ()


def history_of(actor: "Actor", activity: Activity) -> list[Step]:
    """Everything that happened to an activity, the newest first. Four queries."""
    words = _words(actor, activity)
    steps, before = [], None
    for written in activity.versions.select_related("written_by").order_by("version"):
        plan = Plan.as_read(written.plan)
        changes = _changes(before, plan, words) if before else ()
        who = written.written_by.name
        steps.append(Step(written.written_at, written.version, who, changes=changes))
        before = plan
    for review in activity.reviews.select_related("reviewed_by"):
        steps.append(
            Step(
                at=review.at,
                version=review.version,
                who=review.reviewed_by.name,
                stage=review.get_stage_display(),
                outcome=review.outcome,
                comment=review.comment,
            )
        )
    return sorted(steps, key=lambda step: (step.at, step.version, step.outcome), reverse=True)


def _changes(before: Plan, after: Plan, words: Words) -> tuple[Change, ...]:
    return tuple(
        Change(
            part=_name_of(part),
            before=words(part, getattr(before, part)),
            after=words(part, getattr(after, part)),
        )
        for part in changed_parts(before, after)
    )


def _name_of(part: str) -> str:
    if part == "slots":
        return gettext("weekly periods")
    return str(Activity._meta.get_field(COLUMNS[part]).verbose_name)  # type: ignore[union-attr]


def _words(actor: "Actor", activity: Activity) -> Words:
    """How the parts of this school's plans are said in the language of the page."""
    staff = staff_of(actor).filter(school=activity.school_id).select_related("person")
    names = {
        "room_id": {room.pk: room.name for room in rooms_in(activity.school)},
        "leader_id": {member.pk: member.person.name for member in staff},
    }
    return partial(_say, names, get_language() or "zh-hans")


def _say(names: Mapping[str, Mapping[int, str]], language: str, part: str, value: Any) -> str:
    match part:
        case "room_id" | "leader_id":
            words = names[part].get(value, NOTHING)
        case "kind":
            words = str(Activity.Kind(value).label)
        case "educations":
            words = spoken.listed([str(Education(name).label) for name in value], language)
        case "grades":
            words = spoken.listed([spoken.grade(grade, language) for grade in value], language)
        case "slots":
            words = spoken.listed([say_slot(slot, language) for slot in value], language)
        case "subject":
            words = spoken.word(value, language) if value else NOTHING
        case "by_class":
            words = gettext("yes") if value else gettext("no")
        case _:
            words = str(value) or NOTHING
    return words


def say_slot(slot: tuple[int, int], language: str) -> str:
    """A weekly period in words: 星期一第1节."""
    weekday = spoken.weekday(slot[0], language)
    return gettext("%(weekday)s, period %(period)s") % {"weekday": weekday, "period": slot[1]}
