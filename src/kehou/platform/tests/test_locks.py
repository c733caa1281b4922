"""A lock is held by one at a time, on its own thing only, and ends with the transaction."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import OperationalError, connection, transaction

from kehou.platform import locks


@pytest.mark.django_db(transaction=True)
def test_a_lock_without_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="open a transaction first"):
        locks.hold("platform.thing", 1)


@pytest.mark.django_db(transaction=True)
def test_eight_who_want_one_thing_hold_it_one_after_the_other() -> None:
    holding: list[int] = []
    most_at_once: list[int] = []
    start = Barrier(8)

    def take(who: int) -> None:
        start.wait()
        for _ in range(20):
            with transaction.atomic():
                locks.hold("platform.thing", 1)
                holding.append(who)
                with connection.cursor() as cursor:
                    cursor.execute("SELECT 1")
                most_at_once.append(len(holding))
                holding.remove(who)
        connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(take, range(8)))

    assert most_at_once == [1] * 160


@pytest.mark.django_db(transaction=True)
def test_another_thing_is_free_and_the_same_one_is_not() -> None:
    def takes(*thing: str | int) -> bool:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '50ms'")
                locks.hold("platform.thing", *thing)
        except OperationalError:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        locks.hold("platform.thing", 1, "a")

        assert pool.submit(takes, 1, "a").result() is False
        assert pool.submit(takes, 1, "b").result() is True
        assert pool.submit(takes, 2, "a").result() is True


@pytest.mark.django_db(transaction=True)
def test_a_lock_is_free_again_when_its_holder_fails() -> None:
    held, waited = Event(), Event()

    def fail() -> None:
        try:
            with transaction.atomic():
                locks.hold("platform.thing", 1)
                held.set()
                waited.wait()
                raise LookupError
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        failing = pool.submit(fail)
        held.wait()
        waited.set()

        with transaction.atomic():
            locks.hold("platform.thing", 1)
        assert isinstance(failing.exception(), LookupError)
