"""The button that hands a draft to its review (2.3.b)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kehou.catalogue.models import Activity
from kehou.catalogue.testing import an_activity
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_term(at_time: Any) -> None:
    at_time(AFTERNOON)


def url_of(activity: Activity) -> str:
    return reverse("catalogue:submit_activity", args=[activity.pk])


def test_a_draft_is_submitted(client: Client) -> None:
    draft = an_activity(a_school(), approved=False)
    sign_in(client, somebody(Role.OFFICE, draft.school))

    answer = client.post(url_of(draft), follow=True)

    assert answer.redirect_chain == [(reverse("catalogue:activity", args=[draft.pk]), 302)]
    assert Activity.objects.get(pk=draft.pk).state == Activity.State.SUBMITTED


def test_what_is_no_draft_is_refused_with_the_reason(client: Client) -> None:
    approved = an_activity(a_school())
    sign_in(client, somebody(Role.OFFICE, approved.school))

    answer = client.post(url_of(approved))

    assert answer.status_code == 422
    assert "不是草稿" in answer.content.decode()


def test_another_schools_draft_does_not_exist(client: Client) -> None:
    theirs = an_activity(a_school(), approved=False)
    sign_in(client, somebody(Role.OFFICE))

    assert client.post(url_of(theirs)).status_code == 404
    assert Activity.objects.get(pk=theirs.pk).state == Activity.State.DRAFT


def test_a_link_submits_nothing(client: Client) -> None:
    draft = an_activity(a_school(), approved=False)
    sign_in(client, somebody(Role.OFFICE, draft.school))

    assert client.get(url_of(draft)).status_code == 405
