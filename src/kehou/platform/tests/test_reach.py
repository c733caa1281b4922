"""How far a transaction reaches, and that it ends with the transaction."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TypeVar

import pytest
from django.db import ProgrammingError, connection, transaction

from kehou.ordinance.roles import Role
from kehou.platform import reach
from kehou.platform.actors import EVERYWHERE, NOWHERE, Actor, Reach
from kehou.platform.models import JournalEntry

ONE, OTHER = Reach(frozenset({1})), Reach(frozenset({2}))
R = TypeVar("R")


def an_entry(school_id: int | None) -> JournalEntry:
    return JournalEntry.objects.create(
        at=datetime(2026, 10, 14, tzinfo=UTC),
        act="platform.tried",
        subject_kind="platform.thing",
        subject_id="1",
        school_id=school_id,
        actor_role=Role.SYSTEM,
    )


def schools_seen() -> list[int | None]:
    return list(JournalEntry.objects.order_by("school_id").values_list("school_id", flat=True))


def on_a_connection_of_its_own(look: Callable[[], R]) -> R:
    def then_close() -> R:
        try:
            return look()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(then_close).result()


@pytest.mark.django_db
def test_only_the_schools_in_reach_exist() -> None:
    for school_id in (1, 2, 12):
        an_entry(school_id)

    with reach.applied(reads=ONE, writes=NOWHERE):
        assert schools_seen() == [1]
    with reach.applied(reads=Reach(frozenset({1, 12})), writes=NOWHERE):
        assert schools_seen() == [1, 12]
    with reach.applied(reads=NOWHERE, writes=EVERYWHERE):
        assert schools_seen() == []


@pytest.mark.django_db
def test_the_reach_before_comes_back_after() -> None:
    for school_id in (1, 2):
        an_entry(school_id)

    with reach.applied(reads=ONE, writes=ONE):
        with reach.applied(reads=OTHER, writes=OTHER):
            assert schools_seen() == [2]
        assert schools_seen() == [1]
    assert schools_seen() == [1, 2]


@pytest.mark.django_db
def test_the_reach_before_comes_back_after_a_failure() -> None:
    for school_id in (1, 2):
        an_entry(school_id)

    with reach.applied(reads=ONE, writes=ONE):
        with pytest.raises(LookupError), reach.applied(reads=OTHER, writes=OTHER):
            raise LookupError
        assert schools_seen() == [1]


@pytest.mark.django_db
def test_an_actor_reads_and_writes_as_far_as_their_seat_goes() -> None:
    for school_id in (1, 2):
        an_entry(school_id)
    reader = Actor(Role.AUDITOR, reads=ONE)

    with reach.of(reader):
        assert schools_seen() == [1]
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            an_entry(1)


@pytest.mark.django_db
def test_a_row_of_another_school_is_not_written() -> None:
    with reach.applied(reads=EVERYWHERE, writes=ONE):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            an_entry(2)

        an_entry(1)
        assert schools_seen() == [1]


@pytest.mark.django_db
def test_what_belongs_to_no_school_is_written_by_all_and_read_by_whoever_reads_everything() -> None:
    with reach.applied(reads=ONE, writes=NOWHERE):
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO platform_journalentry (at, act, subject_kind, subject_id, actor_role,"
                " actor_part, grounds, detail)"
                " VALUES (now(), 'platform.tried', 'x', '1', 'public', '', '', '{}')"
            )
        assert schools_seen() == []

    assert schools_seen() == [None]


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_was_told_nothing_sees_nothing() -> None:
    an_entry(1)

    assert on_a_connection_of_its_own(schools_seen) == []


@pytest.mark.django_db(transaction=True)
def test_the_reach_is_gone_with_its_transaction() -> None:
    an_entry(1)

    def look() -> tuple[list[int | None], list[int | None]]:
        with reach.applied(reads=ONE, writes=ONE):
            inside = schools_seen()
        return inside, schools_seen()

    assert on_a_connection_of_its_own(look) == ([1], [])


@pytest.mark.django_db(transaction=True)
def test_the_setting_itself_is_gone_with_its_transaction_though_nobody_takes_it_back() -> None:
    an_entry(1)

    def look() -> list[int | None]:
        with transaction.atomic():
            reach._exchange("*", "*", "*")
            assert schools_seen() == [1]
        return schools_seen()

    assert on_a_connection_of_its_own(look) == []


@pytest.mark.django_db(transaction=True)
def test_a_thousand_transactions_on_one_connection_mix_no_schools() -> None:
    for school_id in (1, 2):
        an_entry(school_id)

    def one(turn: int) -> list[int | None]:
        mine = ONE if turn % 2 else OTHER
        with reach.applied(reads=mine, writes=mine):
            seen = schools_seen()
            if turn % 5 == 0:
                raise LookupError(str(seen))
        return seen

    def look() -> set[str]:
        mixed = set()
        for turn in range(1, 1001):
            try:
                seen = str(one(turn))
            except LookupError as broken_off:
                seen = str(broken_off)
            if seen != ("[1]" if turn % 2 else "[2]") or schools_seen():
                mixed.add(f"{turn}: {seen}")
        return mixed

    assert on_a_connection_of_its_own(look) == set()
