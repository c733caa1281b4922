"""What was received, to be read at any time (7.2.b)."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from kehou.catalogue.testing import an_activity
from kehou.enrolment.testing import OPENS, an_application, an_open_window
from kehou.enrolment.tests.screens import url
from kehou.people.testing import AFTERNOON

if TYPE_CHECKING:
    from kehou.enrolment.models import Window
    from kehou.people.models import Pupil

pytestmark = pytest.mark.django_db


def test_the_receipt_stands_above_the_list(
    client: Client, child: "Pupil", window_of_child: "Window"
) -> None:
    chess, choir = an_activity(child.school), an_activity(child.school)
    sent = an_application(child, {1: [choir, chess]}, window=window_of_child, needs="怕水")

    words = client.get(url("application_received", child, window_of_child)).content.decode()

    told = [sent.receipt, choir.title, chess.title, "怕水"]
    assert sorted(told, key=words.index) == told
    assert url("choose_days", child, window_of_child) in words
    assert url("withdraw_application", child, window_of_child) in words


def test_a_closed_window_offers_no_change_and_still_the_way_out(
    client: Client, child: "Pupil"
) -> None:
    window = an_open_window(child.school, closes=AFTERNOON)
    an_application(child, window=window, sent_at=OPENS)

    words = client.get(url("application_received", child, window)).content.decode()

    assert url("choose_days", child, window) not in words
    assert url("withdraw_application", child, window) in words


def test_nothing_was_received_before_it_is_sent(
    client: Client, child: "Pupil", window_of_child: "Window"
) -> None:
    assert client.get(url("application_received", child, window_of_child)).status_code == 404
