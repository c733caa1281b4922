"""What the actions would refuse the database refuses by itself, to the role that serves (7.3.a)."""

import pytest
from django.db import ProgrammingError, connection, transaction

from kehou.custody.models import Event
from kehou.custody.tests.forgeries import FORGERIES, held
from kehou.custody.tests.rows import (
    Forgery,
    a_scene,
    collected,
    corrected,
    handed_on,
    insert,
    opened,
    refusal_of,
    taken_by_police,
    went_alone,
)
from kehou.ordinance.wording import is_worded
from kehou.people.testing import a_guardian
from kehou.platform import reach
from kehou.platform.actors import EVERYWHERE, NOWHERE, Reach

pytestmark = pytest.mark.django_db


def test_the_suite_writes_as_the_app_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )

        assert cursor.fetchone() == ("kehou_app", False, False)


def test_lets_an_honest_afternoon_in() -> None:
    scene = a_scene()
    father = a_guardian(scene.child, name="林父")

    taken = handed_on(insert(opened(scene.child, scene.li)), scene.wang)
    by_mistake = insert(collected(insert(taken), scene.mother))
    back = insert(corrected(by_mistake, scene.wang, by=scene.li.person_id))
    insert(collected(back, father))
    insert(taken_by_police(insert(opened(scene.classmate, scene.li)), scene.classmate))

    kinds = Event.objects.filter(pupil=scene.child).values_list("kind", flat=True)
    assert list(kinds) == ["open", "transfer", "release", "correct", "release"]


def test_lets_a_child_go_alone_who_shows_its_permit() -> None:
    scene = a_scene()

    insert(went_alone(held(scene), scene.child, scene.permit))

    assert Event.objects.get(to_kind="self").permit == scene.permit


@pytest.mark.parametrize(
    ("forgery", "constraint"), FORGERIES.items(), ids=lambda part: getattr(part, "__name__", "by")
)
def test_refuses_a_forged_row_by_name(forgery: Forgery, constraint: str) -> None:
    row = forgery(a_scene())
    before = Event.objects.count()

    assert refusal_of(row) == constraint
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    "statement", ["UPDATE custody_event SET reason = ''", "DELETE FROM custody_event"]
)
def test_refuses_to_change_what_happened(statement: str) -> None:
    held(a_scene())

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement)


def test_refuses_an_event_of_a_school_out_of_reach() -> None:
    scene, stranger = a_scene(), a_scene()
    here = Reach(frozenset({scene.school.pk}))

    with (
        reach.applied(reads=EVERYWHERE, writes=here),
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
    ):
        insert(opened(stranger.child, stranger.li))

    assert not Event.objects.exists()


def test_refuses_whoever_writes_without_seeing() -> None:
    scene = a_scene()
    row = opened(scene.child, scene.li)

    with (
        reach.applied(reads=NOWHERE, writes=EVERYWHERE),
        pytest.raises(ProgrammingError, match="in view"),
        transaction.atomic(),
    ):
        insert(row)

    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "constraint",
    [
        "childs_day_opens_once",
        "child_goes_to_one_holder",
        "event_comes_once_from_a_device",
        "closed_day_takes_no_events",
        "day_closes_at_zero_children",
        "day_closes_when_every_child_is_accounted_for",
        "day_is_closed_once",
        "duty_is_not_relieved",
        "nobody_leaves_duty_holding_children",
        "guardian_may_collect_this_child",
        "guardianship_is_in_force_that_day",
        "must_not_collect",
        "permit_is_in_force_that_day",
        "roll_is_called_once_a_day",
        "roll_call_comes_once",
        "only_children_of_the_group_are_called",
        "absence_is_reported_once",
        "attendance_is_replaced_once",
    ],
)
def test_what_a_race_may_break_has_words(constraint: str) -> None:
    assert is_worded(constraint)
