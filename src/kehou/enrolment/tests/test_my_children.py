"""A family's children and what there is to do for each (2.3.c)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kehou.enrolment.models import Application
from kehou.enrolment.testing import CLOSES, OPENS, an_application, an_open_window
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_guardian, a_person, a_pupil, sign_in, the_actor
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from kehou.people.models import Person, Pupil

pytestmark = pytest.mark.django_db

URL = reverse("enrolment:my_children")


@pytest.fixture(autouse=True)
def _in_term(at_time: Any) -> None:
    at_time(AFTERNOON)


@pytest.fixture
def mother() -> "Person":
    return a_person("林母")


def a_child(mother: "Person", **parts: Any) -> "Pupil":
    child = a_pupil(a_school(), **parts)
    a_guardian(child, person=mother)
    return child


def standings(client: Client, mother: "Person") -> list[list[str]]:
    sign_in(client, the_actor(mother, Role.GUARDIAN))
    return [[one.standing for one in card.terms] for card in client.get(URL).context["cards"]]


def test_each_child_shows_what_there_is_to_do(client: Client, mother: "Person") -> None:
    children = [a_child(mother, grade=grade) for grade in range(9, 2, -1)]
    windows = [an_open_window(child.school) for child in children[1:4]]
    ahead = an_open_window(
        children[4].school, opens=AFTERNOON + timedelta(seconds=1), closes=CLOSES
    )
    over = [an_open_window(child.school, opens=OPENS, closes=AFTERNOON) for child in children[5:]]
    an_application(children[2], window=windows[1], guardian=mother)
    gone = an_application(children[3], window=windows[2], guardian=mother)
    Application.objects.filter(pk=gone.pk).update(
        withdrawn_at=AFTERNOON, ends_before=date(2026, 10, 15)
    )
    an_application(
        children[5], window=over[0], guardian=mother, sent_at=AFTERNOON - timedelta(hours=1)
    )

    assert ahead.opens > AFTERNOON
    assert standings(client, mother) == [
        [],
        ["may_apply"],
        ["may_change"],
        ["may_apply"],
        ["ahead"],
        ["waiting"],
        ["not_applied"],
    ]


def test_a_withdrawn_child_shows_it_once_the_window_is_closed(
    client: Client, mother: "Person", at_time: Any
) -> None:
    gone = an_application(a_child(mother), guardian=mother)
    Application.objects.filter(pk=gone.pk).update(
        withdrawn_at=AFTERNOON, ends_before=date(2026, 10, 15)
    )
    at_time(CLOSES)

    assert standings(client, mother) == [["withdrawn"]]
    assert "2026年10月15日" in client.get(URL).content.decode()


def test_only_ones_own_children_on_a_roll_are_shown(client: Client, mother: "Person") -> None:
    child = a_child(mother, name="林小雨")
    left = a_child(mother, name="林小雪")
    left.on_roll_until = date(2026, 10, 14)
    left.save()
    a_guardian(a_pupil(child.school, name="别家的孩子"))
    sign_in(client, the_actor(mother, Role.GUARDIAN))

    page = client.get(URL).content.decode()

    assert "林小雨" in page
    assert "林小雪" not in page
    assert "别家的孩子" not in page


def test_nine_children_take_as_many_queries_as_one(client: Client, mother: "Person") -> None:
    counts = []
    for more in (1, 2, 6):
        for _ in range(more):
            an_application(a_child(mother), guardian=mother)
        sign_in(client, the_actor(mother, Role.GUARDIAN))
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        counts.append(len(queries))

    assert counts == counts[:1] * 3
