"""The leading group of a school: who is in office, who was, and who could be."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Case, F, IntegerField, QuerySet, Value, When

from kehou.governance.models import Membership
from kehou.governance.permissions import in_office, memberships_of
from kehou.people.queries.staff import adults_at

if TYPE_CHECKING:
    from kehou.people.models import Person
    from kehou.platform.actors import Actor
    from kehou.schools.models import School

PARTS = Membership.Part.choices
_RANK = Case(
    When(part=Membership.Part.HEAD, then=Value(0)),
    When(part=Membership.Part.DEPUTY, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One school and its group on a day: the head, if there is one, and how many are in office."""

    school: "School"
    head: str
    members: int


def members_in_office(school: "School", *, on: date) -> list[Membership]:
    """Those in office that day, the head first (7.1.a)."""
    held = Membership.objects.filter(in_office(on), school=school).select_related("person")
    return list(held.order_by(_RANK, "first_day", "pk"))


def other_memberships(school: "School", *, on: date) -> list[Membership]:
    """Offices that are over or have not begun, the newest first."""
    others = Membership.objects.filter(school=school).exclude(in_office(on))
    return list(others.select_related("person").order_by("-first_day", "-pk"))


def whole_history(school: "School") -> QuerySet[Membership]:
    """Every office there has been, for the school's own file."""
    every = Membership.objects.filter(school=school).select_related("person")
    return every.order_by("first_day", _RANK, "pk")


def group_lines(actor: "Actor", schools: list["School"], *, on: date) -> list[GroupLine]:
    """The groups of these schools in one query, however many (7.1.a)."""
    held = memberships_of(actor).filter(in_office(on), school__in=schools)
    heads: dict[int, str] = {}
    counts: dict[int, int] = {}
    for membership in held.select_related("person"):
        counts[membership.school_id] = counts.get(membership.school_id, 0) + 1
        if membership.part == Membership.Part.HEAD:
            heads[membership.school_id] = membership.person.name
    return [
        GroupLine(school, heads.get(school.pk, ""), counts.get(school.pk, 0)) for school in schools
    ]


def possible_members(school: "School", *, on: date) -> "QuerySet[Person]":
    """The school's own people who are not in the group that day (7.1.a)."""
    held = Membership.objects.filter(in_office(on), school=school)
    return adults_at(school, on=on).exclude(pk__in=held.values("person"))


def clashing(school: "School", *, person_id: int, part: str, first_day: date) -> tuple[bool, bool]:
    """Whether there is another head, and whether the person is in the group, from that day on."""
    later = Membership.objects.filter(school=school).exclude(until__lte=first_day)
    later = later.exclude(until=F("first_day"))
    head = part == Membership.Part.HEAD and later.filter(part=Membership.Part.HEAD).exists()
    return head, later.filter(person=person_id).exists()
