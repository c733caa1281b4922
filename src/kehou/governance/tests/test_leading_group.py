"""The page of the leading group (7.1.a)."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from kehou.governance.actions import end_membership
from kehou.governance.models import Membership
from kehou.governance.testing import a_leading_group, a_membership
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db

PAGE = "governance:leading_group"


def shown(client: Client, *arguments: int) -> str:
    return client.get(reverse(PAGE, args=arguments)).content.decode()


def test_the_head_stands_first_and_who_left_stands_in_the_history(
    client: Client, school: "School"
) -> None:
    a_membership(school, post="总务主任")
    head, member = a_leading_group(school, members=1)
    held = Membership.objects.get(person=member.somebody)
    end_membership(actor=head, at=AFTERNOON, membership=held)
    sign_in(client, somebody(Role.STAFF, school))

    text = shown(client)

    assert text.index("李校长") < text.index("总务主任") < text.index("往届与即将任职")
    assert "2026年10月14日" in text.partition("往届与即将任职")[2]
    assert "结束任职" not in text


def test_the_principal_of_a_new_school_is_told_how_to_begin(
    client: Client, school: "School"
) -> None:
    sign_in(client, somebody(Role.PRINCIPAL, school))
    text = shown(client)
    assert "请先登记组长" in text
    assert reverse("governance:appoint_member") in text

    sign_in(client, somebody(Role.OFFICE, school))
    text = shown(client)
    assert "由校长设置" in text
    assert reverse("governance:appoint_member") not in text


def test_a_district_sees_which_schools_have_no_head_and_opens_one(
    client: Client, school: "School"
) -> None:
    bare = a_school("新办学校", district=school.district)
    stranger = a_school("外区学校")
    a_leading_group(school)
    a_leading_group(stranger)
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, school))

    text = shown(client)
    assert "李校长" in text.partition(str(bare))[0]
    assert "没有组长" in text.partition(str(bare))[2]
    assert str(stranger) not in text
    assert "李校长" in shown(client, school.pk)
    assert client.get(reverse(PAGE, args=[stranger.pk])).status_code == 404


def test_the_auditor_reads_every_school(client: Client, school: "School") -> None:
    a_leading_group(school)
    sign_in(client, somebody(Role.AUDITOR))

    assert str(school) in shown(client)
    assert "李校长" in shown(client, school.pk)
