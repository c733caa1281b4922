"""The staff as candidates for duties: their lessons, what they have taken on, how much (7.1.b)."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Q, QuerySet

from kehou.people.permissions import staff_of
from kehou.platform.actors import Actor
from kehou.platform.clock import city_time
from kehou.rostering.core import Candidate, Hours, admissible_duties, hours_of_lesson
from kehou.rostering.models import Duty
from kehou.rostering.queries.service import service_begins_of_grades

if TYPE_CHECKING:
    from kehou.allocation.models import Group
    from kehou.people.models import Staff


def free_staff(actor: Actor, group: "Group", hours: Hours) -> list["Staff"]:
    """Who could take this duty: free, vetted, not teaching; whoever did least this term first."""
    term = group.draw.window.term
    staff = (
        staff_of(actor)
        .filter(school=group.school_id)
        .select_related("person")
        .annotate(
            load=Count(
                "duties",
                filter=Q(
                    duties__relieved_at__isnull=True,
                    duties__day__range=(term.first_day, term.last_day),
                ),
            )
        )
        .order_by("load", "person__sort_key", "pk")
    )
    known = candidates(staff, group, [hours])
    return [member for member in staff if admissible_duties([hours], known[member.pk])]


def candidates(
    staff: "QuerySet[Staff]", group: "Group", asked: Sequence[Hours]
) -> dict[int, Candidate]:
    """What decides whether these members of staff can take duties of a group at these hours."""
    lessons, taken = _lessons(staff, group, asked), _taken(staff, asked)
    return {
        member.pk: Candidate(
            joined_on=member.joined_on,
            left_on=member.left_on,
            vetted_on=member.vetted_on,
            lessons=tuple(lessons[member.pk]),
            taken=tuple(taken[member.person_id]),
        )
        for member in staff
    }


def _taken(staff: "QuerySet[Staff]", asked: Sequence[Hours]) -> dict[int, list[Hours]]:
    """Duties by person. Those at a school out of reach are seen by the database alone."""
    span = (min(hours.begins for hours in asked), max(hours.ends for hours in asked))
    duties = Duty.objects.filter(
        relieved_at__isnull=True, during__overlap=span, person__in=staff.values("person")
    )
    taken: dict[int, list[Hours]] = defaultdict(list)
    for person, during in duties.values_list("person_id", "during"):
        begins, ends = city_time(during.lower), city_time(during.upper)
        taken[person].append(Hours(begins, ends))
    return taken


def _lessons(
    staff: "QuerySet[Staff]", group: "Group", asked: Sequence[Hours]
) -> dict[int, list[Hours]]:
    """The lessons of the group's weekday, laid into the days asked for, by member of staff.

    One that is taught to no class, such as a meeting, belongs to the longest normal day.
    """
    term = group.draw.window.term
    on_weekday = {
        "teaching__school_year": term.school_year,
        "teaching__half": term.half,
        "teaching__weekday": group.weekday,
    }
    taught = group.school.staff.filter(**on_weekday)
    last_numbers = dict(
        taught.values_list("teaching__class_by_day__grade").annotate(Max("teaching__period"))
    )
    service_begins = service_begins_of_grades(group.school, [hours.day for hours in asked])
    lessons: dict[int, list[Hours]] = defaultdict(list)
    for member, number, grade in taught.filter(pk__in=staff.values("pk")).values_list(
        "pk", "teaching__period", "teaching__class_by_day__grade"
    ):
        for begins_by_grade in service_begins.values():
            longest_day = max(begins_by_grade.values())
            lesson = hours_of_lesson(
                number,
                last_number=last_numbers[grade],
                service_begins=begins_by_grade.get(grade, longest_day),
            )
            lessons[member].append(lesson)
    return lessons
