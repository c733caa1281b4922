"""Taking administrators into the leading group (7.1.a)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from kehou.governance.actions import appoint_member
from kehou.governance.models import Membership
from kehou.governance.testing import a_leading_group, a_membership
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.models import Person
from kehou.people.testing import AFTERNOON, a_member_of_staff, sign_in, somebody
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from kehou.platform.actors import Actor
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db

TODAY = AFTERNOON.date()
PAGE = "governance:appoint_member"


def appointed(
    actor: "Actor",
    school: "School",
    person: Person,
    *,
    part: str = "member",
    post: str = "教导主任",
    first_day: date = TODAY,
) -> Membership:
    return appoint_member(
        actor=actor,
        at=AFTERNOON,
        school=school,
        person=person,
        part=Membership.Part(part),
        post=post,
        first_day=first_day,
    )


def codes(refusal: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [reason.code for reason in refusal.value.against]


def test_the_principal_becomes_the_head_and_takes_in_a_member(school: "School") -> None:
    principal = somebody(Role.PRINCIPAL, school)
    dean = a_member_of_staff(school).person

    appointed(principal, school, Person.objects.get(pk=principal.somebody), part="head")
    member = appointed(principal, school, dean, post=" 教导主任 ")

    assert (member.post, member.until, member.appointed_by_id) == (
        *("教导主任", None),
        principal.somebody,
    )
    entry = JournalEntry.objects.filter(act="governance.member_appointed").latest("pk")
    assert (entry.subject_id, entry.detail["person"]) == (str(member.pk), dean.pk)


def test_a_second_head_in_the_same_time_is_refused(school: "School") -> None:
    head, *_ = a_leading_group(school)

    with pytest.raises(Refused) as refusal:
        appointed(head, school, a_member_of_staff(school).person, part="head")

    assert codes(refusal) == ["leading_group_has_one_head_at_a_time"]


def test_nobody_is_in_the_group_twice_at_a_time(school: "School") -> None:
    head, *_ = a_leading_group(school)
    dean = a_membership(school, first_day=TODAY + timedelta(days=30)).person

    with pytest.raises(Refused) as refusal:
        appointed(head, school, dean, part="deputy")

    assert codes(refusal) == ["person_is_in_the_leading_group_once"]


def test_every_reason_is_told_at_once_about_a_stranger_without_a_post(school: "School") -> None:
    stranger = a_member_of_staff(a_school()).person

    with pytest.raises(Refused) as refusal:
        appointed(somebody(Role.PRINCIPAL, school), school, stranger, post=" ")

    assert codes(refusal) == [
        "membership_names_an_administrative_post",
        "member_works_at_the_school",
    ]
    assert not Membership.objects.exists()


def test_whoever_left_the_staff_is_no_member(school: "School") -> None:
    gone = a_member_of_staff(school)
    gone.left_on = TODAY
    gone.save()
    gone.person.appointments.update(until=TODAY)

    with pytest.raises(Refused) as refusal:
        appointed(somebody(Role.PRINCIPAL, school), school, gone.person)

    assert codes(refusal) == ["member_works_at_the_school"]


@pytest.mark.parametrize("role", [Role.OFFICE, Role.STAFF, Role.DISTRICT_REVIEWER, Role.GUARDIAN])
def test_only_the_principal_sets_the_group_up(role: Role, school: "School") -> None:
    with pytest.raises(Forbidden):
        appointed(somebody(role, school), school, a_member_of_staff(school).person)


def test_a_principal_of_another_school_may_not(school: "School") -> None:
    stranger, *_ = a_leading_group(a_school())

    with pytest.raises(Forbidden):
        appointed(stranger, school, a_member_of_staff(school).person)


def test_the_page_offers_the_schools_own_people_who_are_not_in_the_group(
    client: Client, school: "School"
) -> None:
    head, *_ = a_leading_group(school, members=0)
    dean = a_member_of_staff(school, name="周主任").person
    a_member_of_staff(a_school(), name="别校老师")
    sign_in(client, head)

    shown = client.get(reverse(PAGE)).content.decode()
    assert "周主任" in shown
    assert "别校老师" not in shown
    assert f'<option value="{head.person_id}"' not in shown
    told = {"person": dean.pk, "part": "deputy", "post": "教导主任", "first_day": "2026-10-14"}
    answer = client.post(reverse(PAGE), told, follow=True)
    assert "周主任已进入领导小组" in answer.content.decode()
    assert Membership.objects.get(person=dean).part == "deputy"


def test_the_page_says_why_not(client: Client, school: "School") -> None:
    head, *_ = a_leading_group(school)
    person = a_member_of_staff(school).person
    sign_in(client, head)
    told = {"person": person.pk, "part": "head", "post": "副校长", "first_day": "2026-10-14"}

    answer = client.post(reverse(PAGE), told)

    assert answer.status_code == 422
    assert "同一时间只有一位组长" in answer.content.decode()
