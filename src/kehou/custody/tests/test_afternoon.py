from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kehou.custody.actions import note_absence
from kehou.custody.models import DayClosing
from kehou.custody.testing import a_called_roll, a_collection
from kehou.ordinance.roles import Role
from kehou.people.testing import (
    AFTERNOON,
    a_guardian,
    a_member_of_staff,
    a_pupil,
    sign_in,
    somebody,
    the_actor,
)
from kehou.platform.models import JournalEntry
from kehou.rostering.testing import TODAY, a_duty, a_group_with
from kehou.schools.testing import a_school, the_term

if TYPE_CHECKING:
    from django.test import Client

    from kehou.schools.models import School

pytestmark = pytest.mark.django_db

BOARD = reverse("custody:afternoon")
LEADERS = [Role.SAFETY_OFFICER, Role.PRINCIPAL, Role.OFFICE]


@pytest.fixture(autouse=True)
def _afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


@pytest.fixture
def school() -> "School":
    """李老师 has 在校; 已走 was collected, 请假 excused; of 不明 nothing is known."""
    school = a_school()
    here, gone, away, unknown = (a_pupil(school, name=n) for n in ("在校", "已走", "请假", "不明"))
    duty = a_duty(a_group_with([here, gone, away]), a_member_of_staff(school, name="李老师"))
    guardian = the_actor(a_guardian(away).person, Role.GUARDIAN)
    note_absence(actor=guardian, at=AFTERNOON, pupil=away, day=TODAY)
    a_called_roll(duty.group, duty, absent=[away])
    a_collection(a_guardian(gone), duty)
    a_group_with([unknown])
    return school


@pytest.mark.parametrize("role", LEADERS)
def test_shows_where_every_child_is(client: "Client", school: "School", role: Role) -> None:
    sign_in(client, somebody(role, school))

    board = client.get(BOARD).context["afternoon"]

    (hands,) = board.in_hands
    assert (hands.name, [c.person.name for c in hands.children]) == ("李老师", ["在校"])
    assert [child.person.name for child in board.unknown] == ["不明"]
    assert [[c.person.name for c in roll.children] for roll in board.awaited] == [["不明"]]
    assert (board.not_called, board.missing) == (1, ())
    assert [child.person.name for child in board.excused] == ["请假"]
    assert [(one.child.person.name, one.name) for one in board.gone] == [("已走", "林母")]
    assert (board.here, board.expected) == (1, 4)
    assert [(row.here, len(row.children), bool(row.called_at)) for row in board.groups] == [
        (1, 3, True),
        (0, 1, False),
    ]


def test_tells_a_child_who_was_not_there_from_one_whose_roll_is_to_be_called(
    client: "Client", school: "School"
) -> None:
    lost, patient = a_pupil(school, name="未到"), a_pupil(school, name="待点名")
    duty = a_duty(a_group_with([lost]))
    a_called_roll(duty.group, duty, absent=[lost])
    for period in (1, 2):
        a_group_with([patient], period=period)
    sign_in(client, somebody(Role.SAFETY_OFFICER, school))

    board = client.get(BOARD).context["afternoon"]

    assert [child.person.name for child in board.missing] == ["未到"]
    waiting = [(r.row.group.period, [c.person.name for c in r.children]) for r in board.awaited]
    assert (1, ["待点名"]) in waiting
    assert [names for period, names in waiting if period == 2] == []
    assert board.not_called == 2


def test_writes_down_each_look_once(client: "Client", school: "School") -> None:
    sign_in(client, somebody(Role.PRINCIPAL, school))

    client.get(BOARD)

    assert JournalEntry.objects.filter(act="custody.board_read").count() == 1


def test_only_the_office_is_led_to_excusing(client: "Client", school: "School") -> None:
    pages = []
    for role in LEADERS:
        sign_in(client, somebody(role, school))
        pages.append("/afternoon/absences/" in client.get(BOARD).content.decode())

    assert pages == [False, False, True]


def test_refuses_to_close_with_names_and_keeps_the_board(
    client: "Client", school: "School"
) -> None:
    sign_in(client, somebody(Role.SAFETY_OFFICER, school))

    answer = client.post(BOARD)

    assert answer.status_code == 422
    reasons = {reason.code: reason.facts for reason in answer.context["against"]}
    assert reasons["children_are_with"] == {"adult": "李老师", "children": ("在校",)}
    assert reasons["nothing_is_known_of"] == {"children": ("不明",)}
    assert not DayClosing.objects.exists()


def test_closes_the_day_at_zero(client: "Client") -> None:
    the_term()
    school = a_school()
    sign_in(client, somebody(Role.SAFETY_OFFICER, school))

    answer = client.post(BOARD, follow=True)

    assert answer.redirect_chain == [(BOARD, 302)]
    assert DayClosing.objects.get().school == school
    assert "结束当天" in answer.content.decode()


def test_says_so_on_a_day_without_service(client: "Client") -> None:
    sign_in(client, somebody(Role.OFFICE, a_school()))

    assert "今天没有课后服务" in client.get(BOARD).content.decode()


def test_shows_nothing_of_another_school(client: "Client", school: "School") -> None:
    sign_in(client, somebody(Role.OFFICE, a_school()))

    assert client.get(BOARD).context["afternoon"].expected == 0


def test_asks_the_same_of_the_database_for_any_number_of_children(client: "Client") -> None:
    school = a_school()
    sign_in(client, somebody(Role.OFFICE, school))
    counts = []
    for more in (1, 2, 6):
        duty = a_duty(a_group_with([a_pupil(school) for _ in range(more)]))
        a_called_roll(duty.group, duty)
        a_collection(a_guardian(duty.group.places.first().pupil), duty)  # type: ignore[union-attr]
        a_group_with([a_pupil(school)])
        with CaptureQueriesContext(connection) as asked:
            client.get(BOARD)
        counts.append(len(asked))

    assert len(set(counts)) == 1
