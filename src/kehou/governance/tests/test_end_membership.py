"""Ending an office, and what ends and begins with it (7.1.a, 7.2.a)."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from kehou.governance.actions import appoint_member, end_membership
from kehou.governance.models import Membership, Version
from kehou.governance.testing import (
    a_leading_group,
    a_membership,
    a_submitted,
    approved_by,
)
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.platform.actors import Actor
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db

TODAY = AFTERNOON.date()


def held_by(actor: Actor) -> Membership:
    return Membership.objects.get(person=actor.somebody)


def test_the_power_to_approve_ends_with_the_office(school: "School") -> None:
    head, member, *_ = a_leading_group(school)
    version = a_submitted(school)

    ended = end_membership(actor=head, at=AFTERNOON, membership=held_by(member))

    assert (ended.until, ended.ended_by_id) == (TODAY, head.somebody)
    with pytest.raises(Forbidden):
        approved_by(version, member)
    assert JournalEntry.objects.filter(act="governance.membership_ended").count() == 1


def test_with_one_less_what_the_others_approved_may_come_into_force(school: "School") -> None:
    head, member, idle, idler = a_leading_group(school, members=3)
    version = approved_by(a_submitted(school), head, member)
    assert version.state == Version.State.SUBMITTED

    end_membership(actor=head, at=AFTERNOON, membership=held_by(idle))

    version.refresh_from_db()
    assert version.state == Version.State.IN_FORCE
    assert held_by(idler).until is None


def test_the_approval_of_whoever_left_counts_no_more(school: "School") -> None:
    head, first, second, _third = a_leading_group(school, members=3)
    version = approved_by(a_submitted(school), first, second)
    end_membership(actor=head, at=AFTERNOON, membership=held_by(first))
    end_membership(actor=head, at=AFTERNOON, membership=held_by(second))

    assert approved_by(version, head).state == Version.State.SUBMITTED


def test_a_new_head_follows_on_the_day_on_which_the_old_one_ends(school: "School") -> None:
    head, member, *_ = a_leading_group(school)
    end_membership(actor=head, at=AFTERNOON, membership=held_by(head))
    end_membership(actor=head, at=AFTERNOON, membership=held_by(member))

    appoint_member(
        actor=head,
        at=AFTERNOON,
        school=school,
        person=held_by(member).person,
        part=Membership.Part.HEAD,
        post="副校长",
        first_day=TODAY,
    )

    heads = Membership.objects.filter(school=school, part="head").order_by("first_day")
    assert [membership.until for membership in heads] == [TODAY, None]


def test_an_office_that_has_not_begun_was_never_held(school: "School") -> None:
    head, *_ = a_leading_group(school)
    coming = a_membership(school, first_day=TODAY + timedelta(days=9))

    ended = end_membership(actor=head, at=AFTERNOON, membership=coming)

    assert ended.until == ended.first_day


def test_a_coming_head_who_was_struck_off_stands_in_nobodys_way(school: "School") -> None:
    principal = somebody(Role.PRINCIPAL, school)
    coming = a_membership(school, part="head", first_day=TODAY + timedelta(days=9))
    end_membership(actor=principal, at=AFTERNOON, membership=coming)

    appointed = appoint_member(
        actor=principal,
        at=AFTERNOON,
        school=school,
        person=coming.person,
        part="head",
        post="校长",
        first_day=TODAY,
    )

    assert appointed.until is None


def test_an_office_ends_once(school: "School") -> None:
    head, member, *_ = a_leading_group(school)
    end_membership(actor=head, at=AFTERNOON, membership=held_by(member))

    with pytest.raises(Refused) as refusal:
        end_membership(actor=head, at=AFTERNOON, membership=held_by(member))

    assert [reason.code for reason in refusal.value.against] == ["membership_has_ended"]


@pytest.mark.parametrize("role", [Role.OFFICE, Role.STAFF, Role.DISTRICT_REVIEWER])
def test_only_the_principal_ends_an_office(role: Role, school: "School") -> None:
    _head, member, *_ = a_leading_group(school)

    with pytest.raises(Forbidden):
        end_membership(actor=somebody(role, school), at=AFTERNOON, membership=held_by(member))


def test_the_page_says_what_it_means_and_then_ends_it(client: Client, school: "School") -> None:
    head, member, *_ = a_leading_group(school)
    page = reverse("governance:end_membership", args=[held_by(member).pk])
    sign_in(client, head)

    assert "审议权限随之终止" in client.get(page).content.decode()
    answer = client.post(page, follow=True)

    assert answer.redirect_chain == [(reverse("governance:leading_group"), 302)]
    assert held_by(member).until == TODAY
    assert "已于" in client.get(page).content.decode()


def test_an_office_at_another_school_does_not_exist(client: Client, school: "School") -> None:
    _head, theirs, *_ = a_leading_group(a_school())
    sign_in(client, a_leading_group(school)[0])

    answer = client.post(reverse("governance:end_membership", args=[held_by(theirs).pk]))

    assert answer.status_code == 404
    assert held_by(theirs).until is None
