from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from kehou.governance.models import Membership
from kehou.governance.permissions import may_set_up_group
from kehou.governance.queries import clashing, possible_members
from kehou.kernel.explained import Reason, Verdict
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise

if TYPE_CHECKING:
    from kehou.people.models import Person
    from kehou.schools.models import School


@transaction.atomic
def appoint_member(
    *,
    actor: Actor,
    at: datetime,
    school: "School",
    person: "Person",
    part: str,
    post: str,
    first_day: date,
) -> Membership:
    """Take one of the school's administrators into its leading group, from a day on (7.1.a).

    The post says why they are among the administrators. From that day on they may approve plans
    and rules. One head at a time: the one before is ended first.
    """
    authorise(actor, may_set_up_group, school)
    locks.hold("governance.group", school.pk)
    has_head, is_in_group = clashing(school, person_id=person.pk, part=part, first_day=first_day)
    is_known = possible_members(school, on=city_day(at)).filter(pk=person.pk).exists()
    against = {
        "membership_names_an_administrative_post": not post.strip(),
        "leading_group_has_one_head_at_a_time": has_head,
        "person_is_in_the_leading_group_once": is_in_group,
        "member_works_at_the_school": not is_in_group and not is_known,
    }
    Verdict(tuple(Reason(code, "7.1.a") for code, holds in against.items() if holds)).require()

    membership = Membership.objects.create(
        school=school,
        person=person,
        part=part,
        post=post.strip(),
        first_day=first_day,
        appointed_by_id=actor.somebody,
        appointed_at=at,
    )
    detail = {"person": person.pk, "part": part, "first_day": first_day}
    journal.record("governance.member_appointed", membership, actor=actor, at=at, detail=detail)
    return membership
