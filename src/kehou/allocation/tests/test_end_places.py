from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from kehou.allocation.actions import end_places
from kehou.allocation.models import Place
from kehou.allocation.testing import (
    AFTER_CLOSING,
    FIRST_DAY,
    a_closed_window,
    a_preview,
    a_published_draw,
    published,
)
from kehou.enrolment.actions import withdraw_application
from kehou.ordinance.roles import Role
from kehou.people.testing import somebody, the_actor
from kehou.platform import reach
from kehou.platform.actors import Actor
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.platform.testing import deliver

LAST_WEEK = FIRST_DAY + timedelta(days=14)


def somebody_waits() -> bool:
    """Whether a transaction waits for a lock that another holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_ends_the_places_of_that_child_alone() -> None:
    closed = a_closed_window(children=2)
    a_published_draw(closed)
    leaver, stayer = closed.applications

    withdrawn = withdraw_application(
        actor=the_actor(leaver.guardian, Role.GUARDIAN, at=AFTER_CLOSING),
        at=AFTER_CLOSING,
        application=leaver,
    )
    deliver()

    ends = max(withdrawn.ends_before, FIRST_DAY)
    assert set(Place.objects.filter(pupil=leaver.pupil).values_list("until")) == {(ends,)}
    assert set(Place.objects.filter(pupil=stayer.pupil).values_list("until")) == {(None,)}


@pytest.mark.django_db(transaction=True)
def test_who_withdraws_while_the_draw_is_being_published_has_no_place_either() -> None:
    closed = a_closed_window(children=1)
    (leaver,) = closed.applications
    preview = a_preview(closed)
    guardian = the_actor(leaver.guardian, Role.GUARDIAN, at=AFTER_CLOSING)

    def leave() -> None:
        with reach.everywhere():
            withdraw_application(actor=guardian, at=AFTER_CLOSING, application=leaver)
        deliver()
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            published(closed, preview)
            left = pool.submit(leave)
            while not left.done() and not somebody_waits():
                pass
        left.result()

    assert not Place.objects.filter(until__isnull=True).exists()


@pytest.mark.django_db
def test_told_twice_the_second_time_ends_nothing() -> None:
    closed = a_closed_window(children=1)
    draw = a_published_draw(closed)
    told = {
        "actor": Actor.system("test"),
        "at": AFTER_CLOSING,
        "draw": draw,
        "pupil_id": closed.applications[0].pupil_id,
        "until": LAST_WEEK,
    }

    assert [end_places(**told), end_places(**told)] == [4, 0]
    assert JournalEntry.objects.filter(act="allocation.places_ended").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.OFFICE, Role.PRINCIPAL, Role.DISTRICT_REVIEWER])
def test_nobody_at_a_desk_takes_a_child_out(role: Role) -> None:
    closed = a_closed_window(children=1)
    draw = a_published_draw(closed)

    with pytest.raises(Forbidden):
        end_places(
            actor=somebody(role, closed.school),
            at=AFTER_CLOSING,
            draw=draw,
            pupil_id=closed.applications[0].pupil_id,
            until=LAST_WEEK,
        )

    assert not Place.objects.filter(until__isnull=False).exists()
