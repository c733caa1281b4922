"""The first screen: on which days, and what staff must know (2.3.c)."""

from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from kehou.catalogue.testing import an_activity
from kehou.enrolment.core.draft import Draft
from kehou.enrolment.models import Application
from kehou.enrolment.testing import CLOSES, OPENS, an_application, an_open_window
from kehou.enrolment.tests.screens import SOON, url, writing, written
from kehou.people.testing import AFTERNOON, a_pupil
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from kehou.enrolment.models import Window
    from kehou.people.models import Pupil

pytestmark = pytest.mark.django_db


def test_days_and_needs_are_kept_for_the_next_screen(
    client: Client, child: "Pupil", window_of_child: "Window"
) -> None:
    answer = client.post(
        url("choose_days", child, window_of_child), {"weekdays": ["3", "1"], "needs": "花生过敏"}
    )

    assert answer["Location"] == url("choose_wishes", child, window_of_child)
    assert written(client, child, window_of_child) == Draft((3, 1), "花生过敏")
    assert not Application.objects.exists()


def test_no_day_is_ticked_before_the_family_ticks_it(
    client: Client, child: "Pupil", window_of_child: "Window"
) -> None:
    page = client.get(url("choose_days", child, window_of_child)).content.decode()

    assert page.count('type="checkbox"') == 5
    assert "checked" not in page


def test_what_was_sent_is_there_to_be_changed(
    client: Client, child: "Pupil", window_of_child: "Window"
) -> None:
    chess = an_activity(child.school)
    an_application(child, {1: [chess]}, weekdays=(1, 2), window=window_of_child, needs="怕水")
    page = url("choose_days", child, window_of_child)

    form = client.get(page).context["form"]
    client.post(page, {"weekdays": ["1"], "needs": ""})

    assert (form["weekdays"].value(), form["needs"].value()) == ((1, 2), "怕水")
    assert written(client, child, window_of_child) == Draft((1,), "", {1: (chess.pk,)})


@pytest.mark.parametrize("told", [{"weekdays": []}, {"weekdays": ["6"]}])
def test_no_day_and_no_such_day_come_back_and_keep_nothing(
    told: dict[str, list[str]], client: Client, child: "Pupil", window_of_child: "Window"
) -> None:
    writing(client, child, window_of_child, Draft((1,)))

    answer = client.post(url("choose_days", child, window_of_child), told)

    assert answer.status_code == 422
    assert written(client, child, window_of_child) == Draft((1,))


@pytest.mark.parametrize(("opens", "closes"), [(SOON, CLOSES), (OPENS, AFTERNOON)])
def test_a_window_that_is_not_open_leads_back_to_the_children(
    opens: datetime, closes: datetime, client: Client, child: "Pupil"
) -> None:
    window = an_open_window(child.school, opens=opens, closes=closes)

    answer = client.get(url("choose_days", child, window))

    assert answer["Location"] == reverse("enrolment:my_children")


@pytest.mark.parametrize(
    "page",
    [
        "choose_days",
        "choose_wishes",
        "check_application",
        "application_received",
        "withdraw_application",
    ],
)
def test_another_familys_child_does_not_exist(
    page: str, client: Client, child: "Pupil", window_of_child: "Window"
) -> None:
    theirs = an_application(a_pupil(child.school), window=window_of_child).pupil
    elsewhere = an_open_window(a_school())
    an_application(child, window=window_of_child)

    assert client.get(url(page, theirs, window_of_child)).status_code == 404
    assert client.post(url(page, theirs, window_of_child), {}).status_code in (404, 405)
    assert client.get(url(page, child, elsewhere)).status_code == 404
