"""Who speaks for which institution: the seats that this context tells the sign-in of (4.2)."""

from datetime import timedelta

import pytest

from kehou.ordinance.roles import Role
from kehou.people.queries import SeatOf, seats_of
from kehou.people.queries.seats import actor_in
from kehou.people.testing import AFTERNOON, a_person
from kehou.platform import reach
from kehou.platform.actors import NOWHERE
from kehou.platform.clock import city_day
from kehou.providers.models import Representative
from kehou.providers.testing import NAMED, a_new_version, a_representative, an_institution

pytestmark = pytest.mark.django_db
TODAY = city_day(AFTERNOON)


def test_a_person_may_speak_for_two_and_takes_one_seat_at_a_time() -> None:
    one, other = an_institution("甲机构"), an_institution("乙机构")
    person = one.representatives.get().person
    Representative.objects.filter(institution=other).update(until=NAMED)
    a_representative(other, person)

    seats = seats_of(person, on=TODAY)

    assert {seat.place for seat in seats} == {"甲机构", "乙机构"}
    assert len({seat.key for seat in seats}) == 2
    for seat in seats:
        actor = actor_in(seat, person, on=TODAY)
        assert actor is not None
        assert (actor.role, actor.one_institution) == (Role.INSTITUTION, seat.institution_id)
        assert (actor.reads, actor.writes) == (NOWHERE, NOWHERE)


def test_a_seat_is_called_by_the_name_in_the_newest_version() -> None:
    institution = an_institution("旧名")
    a_new_version(institution, name="新名")

    (seat,) = seats_of(institution.representatives.get().person, on=TODAY)

    assert seat.place == "新名"


def test_a_seat_is_there_from_the_first_day_until_the_last() -> None:
    institution = an_institution()
    held = institution.representatives.get()
    (seat,) = seats_of(held.person, on=TODAY)
    held.first_day, held.until = TODAY, TODAY + timedelta(days=1)
    held.save()

    assert actor_in(seat, held.person, on=TODAY) is not None
    assert actor_in(seat, held.person, on=TODAY + timedelta(days=1)) is None
    assert actor_in(seat, held.person, on=TODAY - timedelta(days=1)) is None


def test_nobody_takes_the_seat_of_another_institution() -> None:
    institution = an_institution()
    theirs = SeatOf(Role.INSTITUTION, "", institution_id=an_institution().pk)

    assert actor_in(theirs, institution.representatives.get().person, on=TODAY) is None
    assert actor_in(theirs, a_person(), on=TODAY) is None


def test_the_seats_are_found_before_anything_is_in_reach() -> None:
    person = an_institution().representatives.get().person

    with reach.applied(reads=NOWHERE, writes=NOWHERE):
        assert len(seats_of(person, on=TODAY)) == 1
