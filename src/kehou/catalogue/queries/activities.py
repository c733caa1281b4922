"""Lists of activities, and one activity as its plan."""

from django.db.models import QuerySet

from kehou.catalogue.core.plan import Plan, Slot
from kehou.catalogue.models import Activity, Education, Review

# What a page may offer to choose from, with the words for it.
KINDS = Activity.Kind.choices
STATES = Activity.State.choices
EDUCATIONS = Education.choices
POINTS = Review.Point.choices
OUTCOMES = Review.Outcome.choices


def activities_found(
    among: QuerySet[Activity], *, state: str = "", kind: str = "", grade: int | None = None
) -> QuerySet[Activity]:
    """Those of a state, a kind and a grade, with all that a list shows of them."""
    if state:
        among = among.filter(state=state)
    if kind:
        among = among.filter(kind=kind)
    if grade:
        among = among.filter(grades__contains=[grade])
    return (
        among.select_related("school", "term", "campus", "room", "leader__person")
        .prefetch_related("slots")
        .order_by("-term__first_day", "school__code", "kind", "title", "pk")
    )


def plan_of(activity: Activity) -> Plan:
    """The plan that an activity stands in."""
    return Plan(
        title=activity.title,
        kind=activity.kind,
        summary=activity.summary,
        educations=tuple(activity.educations),
        grades=tuple(activity.grades),
        slots=tuple(Slot(slot.weekday, slot.period) for slot in activity.slots.all()),
        room_id=activity.room_id,
        leader_id=activity.leader_id,
        smallest=activity.smallest,
        largest=activity.largest,
        to_bring=activity.to_bring,
        subject=activity.subject,
        by_class=activity.by_class,
    )
