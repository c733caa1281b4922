"""Somebody else speaks for an institution from now on (4.2)."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from kehou.ordinance.roles import Role
from kehou.people.queries import seats_of
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.platform.clock import city_day
from kehou.platform.errors import Forbidden
from kehou.providers.actions import name_representative
from kehou.providers.testing import an_institution, speaking_for
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db
TODAY = city_day(AFTERNOON)


def test_the_seat_goes_over_at_once() -> None:
    institution = an_institution()
    before = institution.representatives.get().person

    opened = name_representative(
        actor=somebody(Role.CITY_BUREAU),
        at=AFTERNOON,
        institution=institution,
        name="接任人",
        login_name="successor",
    )

    assert seats_of(before, on=TODAY) == []
    (seat,) = seats_of(opened.account.person, on=TODAY)
    assert seat.institution_id == institution.pk


def test_a_district_that_does_not_know_it_may_not() -> None:
    with pytest.raises(Forbidden):
        name_representative(
            actor=somebody(Role.DISTRICT_REVIEWER),
            at=AFTERNOON,
            institution=an_institution(),
            name="接任人",
            login_name="successor",
        )


def test_the_page_tells_the_password_and_ends_the_session_of_whoever_was_before(
    client: Client, at_time: Callable[[datetime], None]
) -> None:
    at_time(AFTERNOON)
    school = a_school()
    institution = an_institution(district=school.district)
    former = Client()
    sign_in(former, speaking_for(institution))
    assert former.get("/providers/mine/").status_code == 200
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, school))
    page = f"/providers/register/{institution.pk}/representative/"
    assert client.get(page).status_code == 200

    answer = client.post(page, {"representative": "接任人", "login_name": "successor"})

    assert "successor" in answer.text
    assert former.get("/providers/mine/").status_code == 302


def test_the_page_says_whose_login_name_it_is_not(
    client: Client, at_time: Callable[[datetime], None]
) -> None:
    at_time(AFTERNOON)
    institution = an_institution()
    bureau = somebody(Role.CITY_BUREAU)
    sign_in(client, bureau)

    answer = client.post(
        f"/providers/register/{institution.pk}/representative/",
        {"representative": "接任人", "login_name": f"person{bureau.person_id}"},
    )

    assert answer.status_code == 422
    assert "已属于另一人" in answer.text
    assert institution.representatives.get().until is None
