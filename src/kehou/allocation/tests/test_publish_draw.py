from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from kehou.allocation.actions import publish_draw
from kehou.allocation.models import Draw, Group, Place
from kehou.allocation.queries.draws import children_placed
from kehou.allocation.testing import (
    AFTER_CLOSING,
    FIRST_DAY,
    ClosedWindow,
    a_closed_window,
    a_preview,
    a_published_draw,
)
from kehou.catalogue.models import Activity
from kehou.catalogue.testing import WHOLE_WEEK, an_activity, written_anew
from kehou.enrolment.testing import an_application, an_open_window
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.models import Pupil
from kehou.people.testing import a_person, appoint, somebody, the_actor
from kehou.platform import reach
from kehou.platform.actors import Actor
from kehou.platform.errors import Conflict, Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.models import Room, ServicePeriod, Term
from kehou.schools.testing import SCHOOL_YEAR, TERM_LAST_DAY, a_class, a_room


def published(closed: ClosedWindow, draw: Draw, actor: Actor, result_hash: str = "") -> Draw:
    return publish_draw(
        actor=actor,
        at=AFTER_CLOSING,
        draw=draw,
        result_hash=result_hash or draw.result_hash,
        first_day=FIRST_DAY,
    )


@pytest.mark.django_db
def test_gives_every_child_its_places_in_groups() -> None:
    closed = a_closed_window(children=3, seats=2)

    draw = a_published_draw(closed)

    assert draw.state == Draw.State.PUBLISHED
    club = Group.objects.get(activity=closed.club)
    assert (club.weekday, club.period, club.room) == (1, 1, closed.club.room)
    assert Place.objects.filter(group=club).count() == 2
    for application in closed.applications:
        slots = Place.objects.filter(pupil=application.pupil).values_list("weekday", "period")
        assert sorted(slots) == [(1, 1), (1, 2), (3, 1), (3, 2)]
    assert set(Place.objects.values_list("first_day", "until")) == {(FIRST_DAY, None)}
    assert JournalEntry.objects.filter(act="allocation.draw_published").count() == 1


@pytest.mark.django_db
def test_an_activity_too_large_for_its_room_is_cut_over_free_rooms() -> None:
    closed = a_closed_window(children=5, seats=1, largest_room=3)
    a_room(closed.school, capacity=4)

    a_published_draw(closed)

    wednesday = Group.objects.filter(weekday=3, period=1).order_by("number")
    assert [Place.objects.filter(group=group).count() for group in wednesday] == [3, 2]
    assert len({group.room_id for group in wednesday}) == 2


@pytest.mark.django_db
def test_homework_goes_to_the_playground_only_when_no_classroom_is_left() -> None:
    closed = a_closed_window(children=5, seats=1, largest_room=3)
    classroom = a_room(closed.school, capacity=4)
    playground = a_room(closed.school, capacity=200)
    Room.objects.filter(pk=playground.pk).update(kind=Room.Kind.SPORTS)

    a_published_draw(closed)

    assert Group.objects.filter(room=classroom).exists()
    assert not Group.objects.filter(room=playground).exists()


@pytest.mark.django_db
def test_refuses_when_the_rooms_are_too_small_and_changes_nothing() -> None:
    closed = a_closed_window(children=5, seats=1, largest_room=3)
    preview = a_preview(closed)

    with pytest.raises(Refused, match="rooms_too_small"):
        published(closed, preview, closed.principal)

    preview.refresh_from_db()
    assert preview.state == Draw.State.PREVIEW
    assert not Group.objects.exists()


@pytest.mark.django_db
def test_the_signature_is_for_the_result_that_was_seen() -> None:
    closed = a_closed_window()
    preview = a_preview(closed)

    with pytest.raises(Conflict):
        published(closed, preview, closed.principal, result_hash="0" * 64)

    assert not Place.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "first_day",
    [
        pytest.param(AFTER_CLOSING.date() - timedelta(days=1), id="yesterday (7.2.b)"),
        pytest.param(TERM_LAST_DAY + timedelta(days=1), id="after the term (7.2.b)"),
    ],
)
def test_refuses_a_first_day_on_which_nobody_could_be_expected(first_day: date) -> None:
    closed = a_closed_window()
    preview = a_preview(closed)

    with pytest.raises(Refused, match="places_begin_outside_term"):
        publish_draw(
            actor=closed.principal,
            at=AFTER_CLOSING,
            draw=preview,
            result_hash=preview.result_hash,
            first_day=first_day,
        )

    assert not Place.objects.exists()


@pytest.mark.django_db
def test_the_next_term_has_places_of_its_own() -> None:
    closed = a_closed_window(children=1, largest_room=3)
    a_published_draw(closed)
    spring = Term.objects.create(
        school_year=SCHOOL_YEAR,
        half=2,
        first_day=TERM_LAST_DAY + timedelta(days=30),
        last_day=TERM_LAST_DAY + timedelta(days=150),
    )
    ServicePeriod.objects.update(last_day=spring.last_day)
    an_activity(closed.school, kind=Activity.Kind.HOMEWORK_TIME, slots=WHOLE_WEEK, term=spring)
    window = an_open_window(closed.school, term=spring)
    an_application(closed.applications[0].pupil, weekdays=(1, 3), window=window)
    autumn = set(Place.objects.values_list("pk", flat=True))

    preview = a_preview(replace(closed, window=window))
    publish_draw(
        actor=closed.principal,
        at=AFTER_CLOSING,
        draw=preview,
        result_hash=preview.result_hash,
        first_day=spring.first_day,
    )

    ended = {TERM_LAST_DAY + timedelta(days=1)}
    assert set(Place.objects.filter(pk__in=autumn).values_list("until", flat=True)) == ended
    begun = Place.objects.exclude(pk__in=autumn)
    assert set(begun.values_list("first_day", "until")) == {(spring.first_day, None)}
    guardian = the_actor(closed.applications[0].guardian, Role.GUARDIAN)
    (child,) = children_placed(guardian, on=spring.first_day)
    assert len(child.places) == begun.count() == 4


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["activity", "class"])
def test_a_preview_that_no_longer_fits_is_held_again(what: str) -> None:
    closed = a_closed_window()
    preview = a_preview(closed)
    if what == "activity":
        written_anew(closed.club)
    else:
        other = a_class(closed.school, grade=4)
        Pupil.objects.filter(pk=closed.applications[0].pupil_id).update(class_by_day=other)

    with pytest.raises(Refused, match="draw_is_outdated"):
        published(closed, preview, closed.principal)

    assert not Place.objects.exists()
    again = a_preview(closed)
    assert published(closed, again, closed.principal).state == Draw.State.PUBLISHED


@pytest.mark.django_db
def test_whoever_held_the_draw_does_not_publish_it() -> None:
    closed = a_closed_window()
    person = a_person()
    for role in (Role.OFFICE, Role.PRINCIPAL):
        appoint(person, role, school=closed.school)
    preview = a_preview(replace(closed, office=the_actor(person, Role.OFFICE)))

    with pytest.raises(Refused, match="draw_is_published_by_a_second_person"):
        published(closed, preview, the_actor(person, Role.PRINCIPAL))

    with pytest.raises(IntegrityError, match="draw_is_published_by_a_second_person"):
        Draw.objects.update(state="published", published_by=person, published_at=AFTER_CLOSING)


@pytest.mark.django_db
def test_the_principal_of_another_school_may_not() -> None:
    closed, foreign = a_closed_window(), a_closed_window()
    preview = a_preview(closed)

    for stranger in (foreign.principal, somebody(Role.OFFICE, closed.school)):
        with pytest.raises(Forbidden):
            published(closed, preview, stranger)

    assert not Place.objects.exists()


@pytest.mark.django_db
def test_a_place_agrees_with_its_group_on_the_slot() -> None:
    a_published_draw(a_closed_window())
    place = Place.objects.filter(weekday=1, period=1).first()
    assert place is not None

    with pytest.raises(IntegrityError, match="place_is_in_its_groups_slot"), transaction.atomic():
        Place.objects.filter(pk=place.pk).update(weekday=2)


@pytest.mark.django_db(transaction=True)
def test_eight_publishing_at_once_make_one_set_of_groups() -> None:
    closed = a_closed_window(children=2)
    preview = a_preview(closed)

    def attempt(_: int) -> str:
        try:
            with reach.everywhere():
                draw = Draw.objects.get(pk=preview.pk)
                published(closed, draw, closed.principal)
        except Conflict:
            return "conflict"
        finally:
            connection.close()
        return "published"

    with ThreadPoolExecutor(8) as pool:
        answers = sorted(pool.map(attempt, range(8)))

    assert answers == ["conflict"] * 7 + ["published"]
    assert Place.objects.count() == 8
