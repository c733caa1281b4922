from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kehou.allocation.actions import hold_draw
from kehou.allocation.core.documents import recomputed, sha256_of
from kehou.allocation.models import Draw, DrawInput
from kehou.allocation.queries.draws import input_of
from kehou.allocation.testing import (
    AFTER_CLOSING,
    PUBLIC_VALUE,
    a_closed_window,
    a_preview,
    a_published_draw,
)
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import somebody
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry

pytestmark = pytest.mark.django_db


def test_places_every_child_in_every_attended_period() -> None:
    closed = a_closed_window(children=3, seats=2)

    draw = a_preview(closed)

    assert draw.state == Draw.State.PREVIEW
    places = draw.result["places"]
    assert set(places) == {application.receipt for application in closed.applications}
    in_club = [receipt for receipt, held in places.items() if [f"A{closed.club.pk}", 1] in held]
    assert len(in_club) == 2
    assert all(len(held) == 4 for held in places.values()), "two weekdays of two periods"
    assert JournalEntry.objects.filter(act="allocation.draw_held").count() == 1


def test_anyone_can_compute_it_again_from_its_file() -> None:
    draw = a_preview(a_closed_window())

    file = input_of(draw)

    assert sha256_of(file) == draw.input_hash
    assert sha256_of(recomputed(file)) == draw.result_hash


def test_its_input_is_kept_to_the_byte_and_is_what_the_draw_names() -> None:
    draw = a_preview(a_closed_window())
    other = DrawInput(school=draw.school, draw_id=draw.pk, input_hash=draw.input_hash, text="{}")

    with pytest.raises(IntegrityError, match="draw_input_is_what_was_hashed"), transaction.atomic():
        other.save()

    assert sha256_of(input_of(draw)) == draw.input_hash


def test_a_new_preview_discards_the_one_before() -> None:
    closed = a_closed_window()
    first, second = a_preview(closed), a_preview(closed)

    first.refresh_from_db()

    assert (first.state, second.state) == (Draw.State.DISCARDED, Draw.State.PREVIEW)


@pytest.mark.parametrize(
    ("before_closing", "public_value", "code"),
    [
        pytest.param(True, PUBLIC_VALUE, "window_not_closed", id="window still open (7.2.b)"),
        pytest.param(False, "  a  ", "public_value_missing", id="no public value (7.2.b)"),
    ],
)
def test_refuses_and_changes_nothing(before_closing: bool, public_value: str, code: str) -> None:
    closed = a_closed_window()
    at = closed.window.closes - timedelta(seconds=1) if before_closing else AFTER_CLOSING

    with pytest.raises(Refused, match=code):
        hold_draw(actor=closed.office, at=at, window=closed.window, public_value=public_value)

    assert not Draw.objects.exists()


def test_a_published_draw_is_never_held_again() -> None:
    closed = a_closed_window()
    a_published_draw(closed)

    with pytest.raises(Refused, match="draw_published_already"):
        a_preview(closed)

    assert Draw.objects.count() == 1


@pytest.mark.parametrize("role", [Role.OFFICE, Role.PRINCIPAL, Role.DISTRICT_REVIEWER])
def test_only_the_schools_own_office_may(role: Role) -> None:
    closed, foreign = a_closed_window(), a_closed_window()
    stranger = somebody(role, foreign.school if role is Role.OFFICE else closed.school)

    with pytest.raises(Forbidden):
        hold_draw(actor=stranger, at=AFTER_CLOSING, window=closed.window, public_value=PUBLIC_VALUE)

    assert not Draw.objects.exists()
