"""The page on which a reviewer decides (2.3.b, 5.4.b)."""

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from kehou.catalogue.models import Activity, Review
from kehou.catalogue.testing import an_activity, stand
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = pytest.mark.django_db

EVERY_POINT = Review.Point.values


@pytest.fixture(autouse=True)
def _in_term(at_time: Any) -> None:
    at_time(AFTERNOON)


@pytest.fixture
def submitted(client: Client) -> Activity:
    activity = stand(an_activity(a_school(), approved=False), Activity.State.SUBMITTED)
    sign_in(client, somebody(Role.PRINCIPAL, activity.school))
    return activity


def url_of(activity: Activity) -> str:
    return reverse("catalogue:review_activity", args=[activity.pk])


def decide(client: Client, activity: Activity, **told: Any) -> "Answer":
    answers = {"version": 1, "outcome": "approved", "checked": EVERY_POINT, "comment": ""}
    return client.post(url_of(activity), answers | told)


def test_nothing_is_ticked_beforehand(client: Client, submitted: Activity) -> None:
    answer = client.get(url_of(submitted))

    assert answer.status_code == 200
    assert "checked" not in answer.content.decode().replace('name="checked"', "").replace(
        "id_checked", ""
    )


def test_a_reviewer_approves(client: Client, submitted: Activity) -> None:
    answer = decide(client, submitted)

    assert (answer.status_code, answer["Location"]) == (302, reverse("catalogue:reviews"))
    submitted.refresh_from_db()
    assert submitted.state == Activity.State.SCHOOL_APPROVED


def test_a_reviewer_returns_with_a_comment(client: Client, submitted: Activity) -> None:
    decide(client, submitted, outcome="returned", checked=[], comment="请写明安全措施")

    assert Review.objects.get().comment == "请写明安全措施"


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"checked": EVERY_POINT[1:]}, "审核清单还有1项未作答"),
        ({"outcome": "returned"}, "退回修改须写明意见"),
        ({"outcome": "maybe"}, "maybe"),
    ],
)
def test_an_unfinished_decision_is_not_recorded(
    told: dict[str, Any], words: str, client: Client, submitted: Activity
) -> None:
    answer = decide(client, submitted, **told)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Review.objects.exists()


def test_a_version_that_was_not_on_the_screen_is_not_passed(
    client: Client, submitted: Activity
) -> None:
    answer = decide(client, submitted, version=2)

    assert answer.status_code == 409
    assert not Review.objects.exists()


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.DISTRICT_REVIEWER])
def test_another_schools_activity_does_not_exist(
    role: Role, client: Client, submitted: Activity
) -> None:
    sign_in(client, somebody(role, a_school()))

    assert decide(client, submitted).status_code == 404
    assert not Review.objects.exists()


def test_the_form_says_when_a_comment_is_needed(client: Client, submitted: Activity) -> None:
    shown = client.get(url_of(submitted)).content.decode()

    label = shown.split('for="id_comment">')[1].split("</label>")[0]
    assert "（退回时必填）" in label
    assert "选填" not in label
