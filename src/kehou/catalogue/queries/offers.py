"""What a school offers in a term: activities whose standing version passed both reviews (5.4.b)."""

from collections.abc import Collection
from dataclasses import dataclass

from kehou.catalogue.core.plan import Meeting, Slot, meetings
from kehou.catalogue.models import Activity


@dataclass(frozen=True, slots=True)
class Offer:
    """One approved activity, as families choose it and the draw places it."""

    activity_id: int
    title: str
    kind: Activity.Kind
    summary: str
    to_bring: str
    educations: tuple[str, ...]
    grades: frozenset[int]
    slots: tuple[Slot, ...]
    campus_id: int
    campus: str
    room_id: int
    room: str
    leader: str
    smallest: int
    largest: int

    @property
    def is_fall_back(self) -> bool:
        """Whether it has room for every child that applied, and so is never wished for (4.1)."""
        return self.kind in Activity.FALL_BACKS

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        return meetings(self.slots)

    @property
    def weekdays(self) -> tuple[int, ...]:
        return tuple(sorted({slot.weekday for slot in self.slots}))

    def suits(self, *, grade: int, campus_id: int) -> bool:
        return grade in self.grades and campus_id == self.campus_id


@dataclass(frozen=True, slots=True)
class Titled:
    """What an activity is called, and whether it is offered or was taken back since."""

    title: str
    is_offered: bool


def offered_in(
    *, school_id: int, term_id: int, among: Collection[int] | None = None
) -> tuple[Offer, ...]:
    """Every approved activity of a school in a term, by title, in two queries.

    `among` asks for these ids only; one that is not offered is left out.
    """
    activities = Activity.objects.filter(
        school_id=school_id, term_id=term_id, state=Activity.State.APPROVED
    )
    if among is not None:
        activities = activities.filter(pk__in=among)
    activities = (
        activities.select_related("campus", "room", "leader__person")
        .prefetch_related("slots")
        .order_by("title", "pk")
    )
    return tuple(_offer(activity) for activity in activities)


def titles_in(*, school_id: int, term_id: int) -> dict[int, Titled]:
    """Every activity of a school in a term by its number, those no longer offered as well."""
    activities = Activity.objects.filter(school_id=school_id, term_id=term_id)
    return {
        pk: Titled(title, is_offered=state == Activity.State.APPROVED)
        for pk, title, state in activities.values_list("pk", "title", "state")
    }


def _offer(activity: Activity) -> Offer:
    return Offer(
        activity_id=activity.pk,
        title=activity.title,
        kind=Activity.Kind(activity.kind),
        summary=activity.summary,
        to_bring=activity.to_bring,
        educations=tuple(activity.educations),
        grades=frozenset(activity.grades),
        slots=tuple(Slot(slot.weekday, slot.period) for slot in activity.slots.all()),
        campus_id=activity.campus_id,
        campus=activity.campus.name,
        room_id=activity.room_id,
        room=activity.room.name,
        leader=activity.leader.person.name,
        smallest=activity.smallest,
        largest=activity.largest,
    )
