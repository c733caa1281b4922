"""The second screen: what a child would like to do on each day (2.2.a, 2.3.c)."""

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kehou.catalogue.testing import a_fall_back, an_activity
from kehou.enrolment.core.draft import Draft
from kehou.enrolment.tests.screens import url, writing, written
from kehou.schools.testing import a_campus

if TYPE_CHECKING:
    from kehou.enrolment.models import Window
    from kehou.people.models import Pupil

pytestmark = pytest.mark.django_db


def test_only_what_suits_the_child_is_offered(
    client: Client, child: "Pupil", window_of_child: "Window"
) -> None:
    school = child.school
    chess, both = an_activity(school), an_activity(school, slots=((1, 1), (5, 1)))
    shelter = a_fall_back(school)
    an_activity(school, grades=(8, 9))
    an_activity(school, campus=a_campus(school, "南校园"))
    an_activity(school, approved=False)
    an_activity(school, slots=((2, 1),))
    writing(client, child, window_of_child, Draft((1, 3)))

    form = client.get(url("choose_wishes", child, window_of_child)).context["form"]

    assert list(form.fields) == [f"rank-1-{chess.pk}"]
    monday, wednesday = form.days
    assert [(other.offer.title, other.missing) for other in monday.elsewhere] == [
        (both.title, (5,))
    ]
    assert [offer.title for offer in monday.fall_backs] == [shelter.title]
    assert (wednesday.weekday, wednesday.offers) == (3, ())


def test_what_meets_on_several_days_stands_in_the_list_of_the_first(
    client: Client, child: "Pupil", window_of_child: "Window"
) -> None:
    both = an_activity(child.school, slots=((1, 1), (3, 1)))
    writing(client, child, window_of_child, Draft((1, 3)))

    form = client.get(url("choose_wishes", child, window_of_child)).context["form"]

    assert list(form.fields) == [f"rank-1-{both.pk}"]


def test_wishes_are_kept_by_rank_and_gaps_close(
    client: Client, child: "Pupil", window_of_child: "Window"
) -> None:
    chess, choir, judo = (an_activity(child.school) for _ in range(3))
    writing(client, child, window_of_child, Draft((1, 2), "怕水", {1: (chess.pk,)}))
    ranks = {f"rank-1-{choir.pk}": "3", f"rank-1-{judo.pk}": "1", f"rank-1-{chess.pk}": ""}

    answer = client.post(url("choose_wishes", child, window_of_child), ranks)

    assert answer["Location"] == url("check_application", child, window_of_child)
    assert written(client, child, window_of_child) == Draft(
        (1, 2), "怕水", {1: (judo.pk, choir.pk)}
    )


def test_what_was_ranked_before_comes_first(
    client: Client, child: "Pupil", window_of_child: "Window"
) -> None:
    chess, choir, judo = (an_activity(child.school) for _ in range(3))
    writing(client, child, window_of_child, Draft((1,), "", {1: (judo.pk, choir.pk)}))

    form = client.get(url("choose_wishes", child, window_of_child)).context["form"]

    ((_, rows),) = form.lists()
    assert [(offer.title, field.value()) for offer, field in rows] == [
        (judo.title, 1),
        (choir.title, 2),
        (chess.title, None),
    ]


def test_one_rank_for_two_activities_of_a_day_comes_back_and_keeps_nothing(
    client: Client, child: "Pupil", window_of_child: "Window"
) -> None:
    chess, choir = an_activity(child.school), an_activity(child.school)
    writing(client, child, window_of_child, Draft((1,)))
    ranks = {f"rank-1-{chess.pk}": "1", f"rank-1-{choir.pk}": "1"}

    answer = client.post(url("choose_wishes", child, window_of_child), ranks)

    assert answer.status_code == 422
    assert len(answer.context["form"].errors) == 1
    assert written(client, child, window_of_child) == Draft((1,))


def test_no_more_ranks_are_offered_than_may_be_given(
    client: Client, child: "Pupil", window_of_child: "Window"
) -> None:
    activities = [an_activity(child.school) for _ in range(7)]
    writing(client, child, window_of_child, Draft((1,)))

    form = client.get(url("choose_wishes", child, window_of_child)).context["form"]

    choices = form.fields[f"rank-1-{activities[0].pk}"].choices
    assert [value for value, _ in choices] == ["", 1, 2, 3, 4, 5]


def test_whoever_comes_in_the_middle_begins_at_the_beginning(
    client: Client, child: "Pupil", window_of_child: "Window"
) -> None:
    answer = client.get(url("choose_wishes", child, window_of_child))

    assert answer["Location"] == url("choose_days", child, window_of_child)


def test_nine_activities_take_as_many_queries_as_one(
    client: Client, child: "Pupil", window_of_child: "Window"
) -> None:
    writing(client, child, window_of_child, Draft((1, 2)))
    counts = []
    for more in (1, 2, 6):
        for _ in range(more):
            an_activity(child.school)
        with CaptureQueriesContext(connection) as queries:
            client.get(url("choose_wishes", child, window_of_child))
        counts.append(len(queries))

    assert counts == counts[:1] * 3
