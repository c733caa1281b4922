"""What a draw left behind is not changed by anybody who can write to the database (7.2.b)."""

import pytest
from django.db import IntegrityError, models, transaction

from kehou.allocation.core.documents import sha256_of
from kehou.allocation.models import Draw, DrawInput, Group, Place
from kehou.allocation.testing import a_closed_window, a_group, a_preview, a_published_draw
from kehou.people.testing import AFTERNOON, a_person, a_pupil
from kehou.schools.testing import a_room

pytestmark = pytest.mark.django_db


def refused(rows: "models.QuerySet[models.Model]", **change: object) -> str:
    """The constraint that refuses to change these rows, or to delete them if nothing is told."""
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        rows.update(**change) if change else rows._raw_delete(rows.db)
    return str(broken.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "change",
    [
        {"seed": "1" * 64},
        {"public_value": "another value"},
        {"input_hash": "1" * 64},
        {"result_hash": "1" * 64},
        {"result": {}},
        {"drawn_at": AFTERNOON},
        {},
    ],
    ids=lambda change: next(iter(change), "deleted"),
)
def test_a_draw_stays_as_it_was_held(change: dict[str, object]) -> None:
    closed = a_closed_window()
    preview = Draw.objects.filter(pk=a_preview(closed).pk)

    assert refused(preview, **change) == "draw_stays_as_held"
    assert refused(preview, drawn_by=a_person()) == "draw_stays_as_held"


def test_what_was_published_or_discarded_is_never_a_preview_again() -> None:
    closed = a_closed_window()
    a_preview(closed)
    a_published_draw(closed)

    for state in (Draw.State.DISCARDED, Draw.State.PUBLISHED):
        rows = Draw.objects.filter(state=state)
        back = {"state": Draw.State.PREVIEW, "published_by": None, "published_at": None}
        assert rows.count() == 1
        assert refused(rows, **back) == "draw_stays_as_held"


def test_an_input_is_that_of_the_draw_it_names() -> None:
    draw = a_group(a_pupil().school).draw
    other = DrawInput(school_id=draw.school_id, draw=draw, input_hash=sha256_of("{}"), text="{}")

    with pytest.raises(IntegrityError, match="draw_input_is_of_its_draw"), transaction.atomic():
        other.save()


def test_a_group_keeps_what_the_draw_gave_it_and_may_change_its_room() -> None:
    closed = a_closed_window()
    draw = a_published_draw(closed)
    group = Group.objects.filter(draw=draw, activity=closed.club)
    other = Group.objects.exclude(activity=closed.club)[0]

    for change in ({"activity": other.activity_id}, {"number": 2}, {"weekday": 5}, {}):
        assert refused(group, **change) == "group_stays_as_drawn"
    assert group.update(room=a_room(closed.school)) == 1


def test_a_place_stays_with_its_child_and_its_group() -> None:
    closed = a_closed_window()
    a_published_draw(closed)
    place = Place.objects.filter(group__activity=closed.club)[:1].get()
    rows, group = Place.objects.filter(pk=place.pk), Group.objects.exclude(pk=place.group_id)[0]

    for change in ({"pupil": a_pupil(closed.school)}, {"group": group}, {}):
        assert refused(rows, **change) == "place_stays_with_its_child"
