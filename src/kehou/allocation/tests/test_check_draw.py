"""The page by which a published draw is checked, and who finds it (7.2.b)."""

import json
from collections.abc import Callable
from hashlib import sha256

import pytest
from django.test import Client
from django.urls import reverse

from kehou.allocation.models import Draw
from kehou.allocation.testing import (
    AFTER_CLOSING,
    ClosedWindow,
    a_closed_window,
    a_group_with,
    a_preview,
    a_published_draw,
)
from kehou.ordinance.roles import Role
from kehou.people.testing import a_guardian, a_pupil, sign_in, somebody, the_actor
from kehou.schools.testing import a_class, a_school

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _after_closing(at_time: Callable[..., None]) -> None:
    at_time(AFTER_CLOSING)


@pytest.fixture
def closed() -> ClosedWindow:
    return a_closed_window()


def check_of(drawn: Draw) -> str:
    return reverse("allocation:check_draw", args=[drawn.window_id])


def file_of(drawn: Draw, part: str) -> str:
    return reverse("allocation:draw_file", args=[drawn.pk, part])


def hash_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def test_whoever_follows_the_page_finds_the_seed_and_the_files(
    client: Client, closed: ClosedWindow
) -> None:
    drawn = a_published_draw(closed)
    sign_in(client, closed.office)

    answer = client.get(check_of(drawn))

    parts, draw_file = answer.context["parts"], client.get(file_of(drawn, "input")).content.decode()
    unseeded = json.loads(draw_file) | {"seed": ""}
    canonical = json.dumps(unseeded, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert sha256(bytes.fromhex(parts.share)).hexdigest() == drawn.window.seed_commitment
    assert hash_of(canonical) == parts.wishes_sha256
    assert hash_of(parts.text) == drawn.seed
    assert {parts.share, parts.wishes_sha256, drawn.public_value} <= set(json.loads(parts.text))
    assert hash_of(draw_file) == drawn.input_hash
    assert hash_of(client.get(file_of(drawn, "result")).content.decode()) == drawn.result_hash
    for shown in (parts.share, drawn.seed, drawn.input_hash, drawn.result_hash):
        assert shown in answer.content.decode()


def test_its_files_stay_when_a_child_changes_class_afterwards(
    client: Client, closed: ClosedWindow
) -> None:
    drawn = a_published_draw(closed)
    moved = closed.applications[0].pupil
    moved.class_by_day = a_class(closed.school, grade=4)
    moved.save(update_fields=["class_by_day"])
    sign_in(client, closed.office)

    parts = client.get(check_of(drawn)).context["parts"]

    assert hash_of(client.get(file_of(drawn, "input")).content.decode()) == drawn.input_hash
    assert hash_of(parts.text) == drawn.seed


def test_a_guardian_finds_the_own_receipt_and_nobody_elses(
    client: Client, closed: ClosedWindow
) -> None:
    drawn = a_published_draw(closed)
    own, other = closed.applications[:2]
    sign_in(client, the_actor(a_guardian(own.pupil).person, Role.GUARDIAN))

    shown = client.get(check_of(drawn)).content.decode()

    assert own.receipt in shown
    assert other.receipt not in shown
    assert client.get(file_of(drawn, "result")).status_code == 200
    assert check_of(drawn) in client.get(reverse("allocation:my_places")).content.decode()


def test_before_it_is_published_a_family_finds_nothing(
    client: Client, closed: ClosedWindow
) -> None:
    preview = a_preview(closed)
    pupil = closed.applications[0].pupil
    sign_in(client, the_actor(a_guardian(pupil).person, Role.GUARDIAN))

    assert client.get(check_of(preview)).status_code == 404
    assert client.get(file_of(preview, "input")).status_code == 404


def test_the_draw_of_another_school_is_not_there(client: Client, closed: ClosedWindow) -> None:
    drawn = a_published_draw(closed)
    sign_in(client, somebody(Role.OFFICE, a_school()))

    assert client.get(check_of(drawn)).status_code == 404


def test_a_draw_of_before_inputs_were_kept_says_that_its_file_is_missing(client: Client) -> None:
    drawn = a_group_with([a_pupil(a_school())]).draw
    sign_in(client, somebody(Role.OFFICE, drawn.school))

    shown = client.get(check_of(drawn))

    assert (shown.status_code, shown.context["parts"]) == (200, None)
    assert "没有留存" in shown.content.decode()
    assert file_of(drawn, "input") not in shown.content.decode()
    assert client.get(file_of(drawn, "input")).status_code == 404
    assert client.get(file_of(drawn, "result")).status_code == 200
