"""Builders for tests. Each makes something whole and plausible; say only what the test is about."""

from collections.abc import Collection
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING

from django.db import transaction

from kehou.catalogue.core.plan import Plan, Slot
from kehou.catalogue.models import Activity, ActivitySlot, ActivityVersion, Review
from kehou.catalogue.queries import plan_of
from kehou.people.testing import a_member_of_staff, a_person
from kehou.platform.clock import CITY_ZONE
from kehou.schools.testing import a_campus, a_room, the_term

if TYPE_CHECKING:
    from kehou.people.models import Person, Staff
    from kehou.schools.models import Campus, Room, School, Term

_numbers = count(1)

WRITTEN = datetime(2026, 8, 20, 9, tzinfo=CITY_ZONE)
WHOLE_WEEK = tuple(Slot(weekday, period) for weekday in range(1, 6) for period in (1, 2))


def a_plan(
    room: "Room",
    leader: "Staff",
    *,
    title: str = "",
    kind: str = Activity.Kind.CLUB,
    summary: str = "学下国际象棋，班级之间友谊赛。",
    educations: tuple[str, ...] = ("intellectual",),
    grades: tuple[int, ...] = (3, 4),
    slots: tuple[tuple[int, int], ...] = ((1, 1),),
    smallest: int = 5,
    largest: int = 20,
    subject: str = "",
    by_class: bool = False,
) -> Plan:
    return Plan(
        title=title or f"国际象棋{next(_numbers)}",
        kind=kind,
        summary=summary,
        educations=educations,
        grades=grades,
        slots=tuple(Slot(*slot) for slot in slots),
        room_id=room.pk,
        leader_id=leader.pk,
        smallest=smallest,
        largest=largest,
        subject=subject,
        by_class=by_class,
    )


@transaction.atomic
def an_activity(
    school: "School",
    *,
    title: str = "",
    kind: str = Activity.Kind.CLUB,
    approved: bool = True,
    slots: Collection[tuple[int, int]] = ((1, 1),),
    grades: Collection[int] = range(1, 10),
    campus: "Campus | None" = None,
    term: "Term | None" = None,
    smallest: int = 5,
    largest: int = 20,
    author: "Person | None" = None,
) -> Activity:
    """An activity that has passed both reviews, or a draft.

    In one transaction: it and its first version point to each other.
    """
    campus = campus or a_campus(school)
    activity = Activity.objects.create(
        school=school,
        term=term or the_term(),
        title=title or f"国际象棋{next(_numbers)}",
        kind=kind,
        summary="学下国际象棋，班级之间友谊赛。",
        educations=["intellectual"],
        grades=sorted(grades),
        campus=campus,
        room=a_room(school, campus=campus),
        leader=a_member_of_staff(school),
        smallest=smallest,
        largest=largest,
        state_since=WRITTEN,
        written_by=author or a_person("周教务"),
    )
    ActivitySlot.objects.bulk_create(
        ActivitySlot(school=school, activity=activity, weekday=weekday, period=period)
        for weekday, period in slots
    )
    ActivityVersion.objects.create(
        school=school,
        activity=activity,
        version=1,
        plan=plan_of(activity).as_written(),
        written_by=activity.written_by,
        written_at=WRITTEN,
    )
    if approved:
        stand(activity, Activity.State.APPROVED)
    return activity


def a_fall_back(
    school: "School",
    *,
    campus: "Campus | None" = None,
    grades: Collection[int] = range(1, 10),
    slots: Collection[tuple[int, int]] = WHOLE_WEEK,
    approved: bool = True,
) -> Activity:
    """Homework time in every period of the week, with room for every child (4.1)."""
    return an_activity(
        school,
        title=f"自主作业{next(_numbers)}",
        kind=Activity.Kind.HOMEWORK_TIME,
        campus=campus,
        grades=grades,
        slots=slots,
        approved=approved,
    )


def stand(activity: Activity, state: Activity.State) -> Activity:
    """Take a draft on until it stands in this state, gate by gate."""
    steps = {
        Activity.State.SUBMITTED: None,
        Activity.State.SCHOOL_APPROVED: Review.Stage.SCHOOL,
        Activity.State.APPROVED: Review.Stage.DISTRICT,
    }
    for step, stage in steps.items():
        if stage is not None:
            a_review(activity, stage)
        activity.state = step
        activity.save(update_fields=["state"])
        if step == state:
            break
    return activity


def a_review(
    activity: Activity,
    stage: Review.Stage,
    *,
    outcome: Review.Outcome = Review.Outcome.APPROVED,
    comment: str = "",
    reviewer: "Person | None" = None,
) -> Review:
    return Review.objects.create(
        school=activity.school,
        activity=activity,
        version=activity.version,
        stage=stage,
        outcome=outcome,
        checked=sorted(Review.Point.values),
        comment=comment,
        written_by=activity.written_by,
        reviewed_by=reviewer or a_person("审核人"),
        at=WRITTEN,
    )


@transaction.atomic
def written_anew(activity: Activity) -> None:
    """Take an approved activity back to a draft, as writing it anew does (2.3.b)."""
    version = activity.version + 1
    ActivityVersion.objects.create(
        school=activity.school,
        activity=activity,
        version=version,
        plan={},
        written_by=activity.written_by,
        written_at=WRITTEN,
    )
    changed = Activity.objects.filter(pk=activity.pk)
    changed.update(version=version, state=Activity.State.DRAFT)
