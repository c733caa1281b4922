"""How the schools of the demo city are led: a group, a plan, rules, and what the district said.

Every act goes through the same action as in service. One school's plan still lies before its group
and one's filing was returned, so that every desk has something on it.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from kehou.demo.term import Peopled
from kehou.governance.actions import (
    answer_filing,
    appoint_member,
    approve_document,
    end_membership,
    file_document,
    submit_document,
    write_document,
)
from kehou.governance.core.sections import PLAN, RULES
from kehou.governance.queries import OUTCOMES, PARTS, possible_members
from kehou.governance.seeding import POSTS, REMARKS, plan_of_year, rules_until
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.roles import Role
from kehou.ordinance.rules.validity import admissible_opening, ends_on
from kehou.platform.actors import Actor, Reach
from kehou.platform.clock import CITY_ZONE
from kehou.schools.queries import schools

if TYPE_CHECKING:
    from kehou.governance.core.wording import Wording
    from kehou.governance.models import Version
    from kehou.schools.models import School, Term

STILL_BEFORE_THE_GROUP = 2
RETURNED = 3
DAYS_BEFORE_TERM = 12


@dataclass(frozen=True, slots=True)
class Leading:
    """One school, who is in its leading group, and who answers in its district."""

    school: "School"
    peopled: Peopled
    members: tuple[int, ...]
    reviewer_id: int

    def acting(self, role: Role, person_id: int, on: date) -> Actor:
        own = Reach(frozenset({self.school.pk}))
        return Actor(role=role, person_id=person_id, reads=own, writes=own, on=on)

    def office(self, on: date) -> Actor:
        return self.acting(Role.OFFICE, self.peopled.officers[Role.OFFICE], on)


def lead(peopled: Peopled, reviewer_id: int, *, number: int, term: "Term", day: date) -> None:
    """The leading group of a school, its plan and its rules until the morning of this day."""
    school = schools().get(pk=peopled.school.school_id)
    officers = peopled.officers
    members = (
        officers[Role.PRINCIPAL],
        officers[Role.SAFETY_OFFICER],
        officers[Role.OFFICE],
        officers[Role.SCHOOL_FINANCE],
        *(member.person_id for member in peopled.staff[1:3]),
    )
    leading = Leading(school, peopled, members, reviewer_id)
    begins = term.first_day - timedelta(days=DAYS_BEFORE_TERM)
    _appoint(leading, begins)
    ordinance = Ordinance(begins)
    if not admissible_opening(ordinance):
        return  # Without an ordinance in force nothing new is laid before the group.
    plan = plan_of_year(term.school_year)
    holds_until = min(date(term.school_year + 1, 7, 31), ends_on(ordinance))
    rules = rules_until(term.first_day, holds_until)
    waits = number == STILL_BEFORE_THE_GROUP
    plan_version = _laid_before_the_group(leading, PLAN, plan, begins, school_year=term.school_year)
    _approve(leading, plan_version, begins, members=members[1:3] if waits else members)
    rules_version = _laid_before_the_group(leading, RULES, rules, begins)
    _approve(leading, rules_version, begins, members=members)
    if not waits:
        returned = number == RETURNED
        _file(leading, plan_version, begins, remarks=REMARKS if returned else "")
    if number == 1:
        # Waits for the district since the day before yesterday.
        file_document(actor=leading.office(day), at=_at(day, days=-2), version=rules_version)
    else:
        _file(leading, rules_version, begins)


def _appoint(leading: Leading, begins: date) -> None:
    """The group as it is, and a member who left it before the term."""
    principal = leading.acting(Role.PRINCIPAL, leading.members[0], begins)
    people = {person.pk: person for person in possible_members(leading.school, on=begins)}
    head, deputy, member = (value for value, _ in PARTS)
    parts = (head, deputy, *[member] * (len(POSTS) - 2))
    before = leading.peopled.staff[3].person_id
    first_days = [begins] * len(parts) + [begins - timedelta(days=365)]
    everybody = zip(
        (*leading.members, before), (*parts, member), (*POSTS, POSTS[-1]), first_days, strict=True
    )
    for person_id, part, post, first_day in everybody:
        membership = appoint_member(
            actor=principal,
            at=_at(begins),
            school=leading.school,
            person=people[person_id],
            part=part,
            post=post,
            first_day=first_day,
        )
        if person_id == before:
            end_membership(actor=principal, at=_at(begins), membership=membership)


def _laid_before_the_group(
    leading: Leading, kind: str, wording: "Wording", on: date, *, school_year: int | None = None
) -> "Version":
    written = write_document(
        actor=leading.office(on),
        at=_at(on, days=1),
        school=leading.school,
        kind=kind,
        wording=wording,
        school_year=school_year,
    )
    return submit_document(actor=leading.office(on), at=_at(on, days=2), version=written)


def _approve(leading: Leading, version: "Version", on: date, *, members: tuple[int, ...]) -> None:
    """One member after the other, until it is in force."""
    for days, person_id in enumerate(members, start=3):
        if version.state != version.State.SUBMITTED:
            return
        approved = approve_document(
            actor=leading.acting(Role.STAFF, person_id, on),
            at=_at(on, days=days),
            version=version,
            content_hash=version.content_hash or "",
        )
        version.state = approved.state


def _file(leading: Leading, version: "Version", on: date, *, remarks: str = "") -> None:
    filing = file_document(actor=leading.office(on), at=_at(on, days=10), version=version)
    acknowledged, returned = (value for value, _ in OUTCOMES)
    answer_filing(
        actor=leading.acting(Role.DISTRICT_REVIEWER, leading.reviewer_id, on),
        at=_at(on, days=14),
        filing=filing,
        outcome=returned if remarks else acknowledged,
        remarks=remarks,
    )


def _at(day: date, *, days: int = 0) -> datetime:
    return datetime.combine(day + timedelta(days=days), time(9), tzinfo=CITY_ZONE)
