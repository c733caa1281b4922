"""The third screen: read again, agree, send (2.3.c, 2.3.d)."""

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from kehou.catalogue.testing import an_activity
from kehou.enrolment.core.draft import Draft
from kehou.enrolment.models import Application
from kehou.enrolment.queries import draft_of
from kehou.enrolment.testing import an_open_window
from kehou.enrolment.tests.screens import SOON, url, writing, written

if TYPE_CHECKING:
    from kehou.enrolment.models import Window
    from kehou.people.models import Pupil

pytestmark = pytest.mark.django_db


def test_the_list_is_read_back_and_sent_with_the_text_that_was_shown(
    client: Client, child: "Pupil", window_of_child: "Window"
) -> None:
    chess, choir = an_activity(child.school), an_activity(child.school, slots=((1, 2), (3, 1)))
    draft = Draft((1, 3), "花生过敏", {1: (choir.pk, chess.pk)})
    writing(client, child, window_of_child, draft)
    page = url("check_application", child, window_of_child)

    shown = client.get(page)
    words = shown.content.decode()
    answer = client.post(page, {"agrees": "on", "text": shown.context["consent"].sha256})

    assert words.index(choir.title) < words.index(chess.title)
    assert "花生过敏" in words
    assert "不收取任何费用" in words
    assert answer["Location"] == url("application_received", child, window_of_child)
    sent = Application.objects.get()
    assert draft_of(sent) == draft
    assert sent.consent_text_hash == shown.context["consent"].sha256
    assert written(client, child, window_of_child) is None


def test_the_english_text_is_agreed_to_in_english(
    client: Client, child: "Pupil", window_of_child: "Window"
) -> None:
    writing(client, child, window_of_child, Draft((1,)))
    client.cookies["kehou-language"] = "en"
    page = url("check_application", child, window_of_child)

    text = client.get(page).context["consent"]
    client.post(page, {"agrees": "on", "text": text.sha256})

    assert "of our own free will" in text.text
    assert Application.objects.get().consent_text_hash == text.sha256


def test_consent_is_never_ticked_beforehand(
    client: Client, child: "Pupil", window_of_child: "Window"
) -> None:
    writing(client, child, window_of_child, Draft((1,)))
    page = url("check_application", child, window_of_child)

    assert "checked" not in client.get(page).content.decode()


def test_without_the_tick_nothing_is_sent(
    client: Client, child: "Pupil", window_of_child: "Window"
) -> None:
    writing(client, child, window_of_child, Draft((1,)))
    page = url("check_application", child, window_of_child)
    text = client.get(page).context["consent"].sha256

    answer = client.post(page, {"text": text})

    assert answer.status_code == 422
    assert [reason.code for reason in answer.context["against"]] == ["consent_not_given"]
    assert written(client, child, window_of_child) == Draft((1,))
    assert not Application.objects.exists()


def test_a_form_without_its_text_comes_back(
    client: Client, child: "Pupil", window_of_child: "Window"
) -> None:
    writing(client, child, window_of_child, Draft((1,)))

    answer = client.post(url("check_application", child, window_of_child), {"agrees": "on"})

    assert answer.status_code == 422
    assert not Application.objects.exists()


def test_a_list_that_was_begun_in_time_and_sent_late_is_refused(
    client: Client, child: "Pupil", at_time: Any
) -> None:
    window = an_open_window(child.school, closes=SOON)
    writing(client, child, window, Draft((1,)))
    page = url("check_application", child, window)
    text = client.get(page).context["consent"].sha256
    at_time(SOON)

    answer = client.post(page, {"agrees": "on", "text": text})

    assert [reason.code for reason in answer.context["against"]] == ["window_closed"]
    assert not Application.objects.exists()


def test_whoever_comes_in_the_middle_begins_at_the_beginning(
    client: Client, child: "Pupil", window_of_child: "Window"
) -> None:
    answer = client.get(url("check_application", child, window_of_child))

    assert answer["Location"] == url("choose_days", child, window_of_child)
