"""Nobody holds a draw again and again until they like it (7.2.b)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from kehou.allocation.actions import hold_draw, void_draw
from kehou.allocation.models import Draw, Voiding
from kehou.allocation.testing import (
    AFTER_CLOSING,
    PUBLIC_VALUE,
    ClosedWindow,
    a_closed_window,
    a_preview,
    a_published_draw,
    published,
)
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import a_guardian, a_person, sign_in, somebody, the_actor
from kehou.platform import reach
from kehou.platform.errors import Conflict, Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.testing import a_class

WHY = "期号填错：应为2026122期"
OTHER_VALUE = "双色球 2026122 期 01 02 03 04 05 06 + 07"


@pytest.fixture(autouse=True)
def _after_closing(at_time: Callable[..., None]) -> None:
    at_time(AFTER_CLOSING)


def held_with(closed: ClosedWindow, public_value: str) -> Draw:
    return hold_draw(
        actor=closed.office, at=AFTER_CLOSING, window=closed.window, public_value=public_value
    )


def voided(closed: ClosedWindow, draw: Draw, reason: str = WHY, result_hash: str = "") -> Voiding:
    return void_draw(
        actor=somebody(Role.DISTRICT_REVIEWER, closed.school),
        at=AFTER_CLOSING,
        draw=draw,
        result_hash=result_hash or draw.result_hash,
        reason=reason,
    )


def someone_else_in_the_lists(closed: ClosedWindow) -> None:
    moved = closed.applications[0].pupil
    moved.class_by_day = a_class(closed.school, grade=4)
    moved.save(update_fields=["class_by_day"])


def row_like(draw: Draw, **change: object) -> Draw:
    row = Draw.objects.get(pk=draw.pk)
    row.pk = None
    for name, value in change.items():
        setattr(row, name, value)
    return row


def broken_by(row: Draw | Voiding) -> str:
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        row.save(force_insert=True)
    return str(broken.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]


@pytest.mark.django_db
def test_the_first_preview_binds_the_public_value() -> None:
    closed = a_closed_window()
    first = a_preview(closed)

    with pytest.raises(Refused, match="draw_keeps_its_public_value"):
        held_with(closed, OTHER_VALUE)

    assert Draw.objects.get() == first
    assert broken_by(row_like(first, public_value=OTHER_VALUE)) == "draw_keeps_its_public_value"
    assert broken_by(row_like(first, seed="1" * 64)) == "public_value_has_one_seed"


@pytest.mark.django_db
def test_changed_lists_draw_no_other_lots() -> None:
    closed = a_closed_window(children=6)
    first = a_preview(closed)
    someone_else_in_the_lists(closed)

    again = a_preview(closed)

    assert first.input_hash != again.input_hash
    assert (again.seed, again.result["lots"]) == (first.seed, first.result["lots"])


@pytest.mark.django_db
def test_once_voided_another_value_may_be_drawn_with_and_an_old_one_keeps_its_seed() -> None:
    closed = a_closed_window()
    first = a_preview(closed)
    voided(closed, first)
    second = held_with(closed, OTHER_VALUE)
    voided(closed, second)
    someone_else_in_the_lists(closed)

    third = a_preview(closed)

    assert first.seed == third.seed != second.seed
    states = Draw.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["discarded", "discarded", "preview"]
    entry = JournalEntry.objects.filter(act="allocation.draw_voided").first()
    assert entry is not None
    assert entry.grounds == WHY


@pytest.mark.django_db
@pytest.mark.parametrize("reason", ["", "         。         ", "填错了"])
def test_a_voiding_says_why(reason: str) -> None:
    closed = a_closed_window()
    preview = a_preview(closed)

    with pytest.raises(Refused, match="voiding_says_why"):
        voided(closed, preview, reason)

    preview.refresh_from_db()
    assert preview.state == Draw.State.PREVIEW


@pytest.mark.django_db
def test_what_was_published_or_seen_otherwise_is_not_voided() -> None:
    closed = a_closed_window()
    preview = a_preview(closed)

    with pytest.raises(Conflict):
        voided(closed, preview, result_hash="0" * 64)
    published(closed, preview)
    with pytest.raises(Conflict):
        voided(closed, preview)

    assert not Voiding.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.OFFICE, Role.PRINCIPAL, Role.CITY_BUREAU])
def test_only_the_district_voids(role: Role) -> None:
    closed, foreign = a_closed_window(), a_closed_window()
    preview = a_preview(closed)
    strangers = [somebody(role, closed.school), somebody(Role.DISTRICT_REVIEWER, foreign.school)]

    for stranger in strangers:
        with pytest.raises(Forbidden):
            void_draw(
                actor=stranger,
                at=AFTER_CLOSING,
                draw=preview,
                result_hash=preview.result_hash,
                reason=WHY,
            )


@pytest.mark.django_db
def test_the_database_voids_only_the_newest_preview_and_by_a_second_person() -> None:
    closed = a_closed_window()
    first = a_preview(closed)
    newest = a_preview(closed)
    row = Voiding(
        school=closed.school, draw=first, reason=WHY, voided_by=a_person(), voided_at=AFTER_CLOSING
    )

    assert broken_by(row) == "voiding_is_of_the_newest_preview"
    row.draw = newest
    assert broken_by(row) == "voiding_is_of_the_newest_preview"
    Draw.objects.filter(pk=newest.pk).update(state=Draw.State.DISCARDED)
    row.voided_by = newest.drawn_by
    assert broken_by(row) == "draw_is_voided_by_a_second_person"
    row.voided_by, row.reason = a_person(), "  "
    assert broken_by(row) == "voiding_says_why"


@pytest.mark.django_db
def test_the_district_voids_on_its_page_and_the_office_draws_with_the_right_value(
    client: Client,
) -> None:
    closed = a_closed_window()
    preview = a_preview(closed)
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, closed.school))
    page = reverse("allocation:void_draw", args=[preview.pk])

    assert page in client.get(reverse("allocation:previews")).content.decode()
    assert preview.result_hash in client.get(page).content.decode()
    asked = {"result_hash": preview.result_hash, "reason": "填错了"}
    assert client.post(page, asked).status_code == 422
    assert client.post(page, asked | {"reason": WHY}).status_code == 302
    assert page not in client.get(reverse("allocation:previews")).content.decode()

    sign_in(client, closed.office)
    page = reverse("allocation:draw", args=[closed.window.pk])
    assert WHY in client.get(page).content.decode()
    assert client.post(page, {"public_value": OTHER_VALUE}).status_code == 302
    assert "readonly" in client.get(page).content.decode()
    assert client.post(page, {"public_value": PUBLIC_VALUE}).status_code == 422


@pytest.mark.django_db
def test_a_family_reads_of_every_draw_ever_held(client: Client) -> None:
    closed = a_closed_window()
    voiding = voided(closed, a_preview(closed))
    held_with(closed, OTHER_VALUE)
    someone_else_in_the_lists(closed)
    published(closed, held_with(closed, OTHER_VALUE))
    sign_in(client, the_actor(a_guardian(closed.applications[0].pupil).person, Role.GUARDIAN))

    shown = client.get(reverse("allocation:check_draw", args=[closed.window.pk]))

    text = shown.content.decode()
    assert WHY in text
    assert voiding.voided_by.name in text
    draws = Draw.objects.order_by("pk")
    assert [held.pk for held in shown.context["draws"]] == [held.pk for held in draws]
    for held in draws:
        for told in (held.public_value, held.seed, held.input_hash, held.result_hash):
            assert told in text
        for part in ("input", "result"):
            file = reverse("allocation:draw_file", args=[held.pk, part])
            assert file in text
            assert client.get(file).status_code == 200
    assert shown.context["parts"].first_draw_id == draws[1].pk


@pytest.mark.django_db(transaction=True)
def test_of_eight_first_values_at_once_one_is_bound() -> None:
    closed = a_closed_window(children=1)
    foreign = a_published_draw(a_closed_window(children=1))

    def attempt(number: int) -> str:
        change = {
            "school_id": closed.school.pk,
            "window_id": closed.window.pk,
            "public_value": f"{PUBLIC_VALUE} {number}",
            "state": Draw.State.DISCARDED,
            "published_by": None,
            "published_at": None,
        }
        try:
            with reach.everywhere():
                row_like(foreign, **change).save(force_insert=True)
        except IntegrityError as broken:
            return str(broken.__cause__.diag.constraint_name)  # type: ignore[union-attr]
        finally:
            connection.close()
        return "held"

    with ThreadPoolExecutor(8) as pool:
        answers = sorted(pool.map(attempt, range(8)))

    assert answers == ["draw_keeps_its_public_value"] * 7 + ["held"]
