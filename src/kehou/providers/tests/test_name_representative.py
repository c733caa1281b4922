"""Somebody else speaks for an institution from now on (4.2)."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.actions import give_seat
from kehou.people.core.ranks import Held
from kehou.people.models import Appointment, Staff
from kehou.people.queries import seats_of
from kehou.people.testing import (
    AFTERNOON,
    a_member_of_staff,
    a_person,
    an_account,
    appoint,
    sign_in,
    somebody,
)
from kehou.platform import reach
from kehou.platform.clock import city_day
from kehou.platform.errors import Forbidden
from kehou.providers.actions import name_representative
from kehou.providers.models import Representative
from kehou.providers.testing import an_institution, speaking_for
from kehou.schools.testing import a_district, a_school

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


def test_whoever_is_on_a_staff_or_holds_a_seat_is_not_named() -> None:
    teacher = a_member_of_staff(a_school()).person
    judge = a_person("审核员")
    appoint(judge, Role.AUDITOR)

    for person in (teacher, judge):
        account = an_account(person)
        with pytest.raises(Refused) as refused:
            name_representative(
                actor=somebody(Role.CITY_BUREAU),
                at=AFTERNOON,
                institution=an_institution(),
                name=person.name,
                login_name=account.login_name or "",
            )
        assert refused.value.against[0].code == "representative_holds_no_other_seat"


def test_whoever_speaks_for_an_institution_is_given_no_seat() -> None:
    person = an_institution().representatives.get().person

    with pytest.raises(Refused) as refused:
        give_seat(
            actor=somebody(Role.CITY_BUREAU),
            at=AFTERNOON,
            person=person,
            seat=Held(Role.CITY_FINANCE),
            first_day=TODAY,
            until=None,
            document="",
        )

    assert refused.value.against[0].code == "representative_holds_no_other_seat"


def test_the_database_keeps_the_two_apart_from_either_side() -> None:
    institution = an_institution()
    speaks, sits = institution.representatives.get().person, a_person()
    appoint(sits, Role.CITY_FINANCE)

    with (
        pytest.raises(IntegrityError, match="speak for an institution"),
        transaction.atomic(),
    ):
        Appointment.objects.create(person=speaks, role=Role.CITY_FINANCE, first_day=TODAY)
    institution.representatives.update(until=TODAY)
    with (
        pytest.raises(IntegrityError, match="speak for an institution"),
        transaction.atomic(),
    ):
        Representative.objects.create(institution=institution, person=sits, first_day=TODAY)


def test_the_database_keeps_representatives_off_every_staff_from_either_side() -> None:
    institution = an_institution()
    speaks, teacher = institution.representatives.get().person, a_member_of_staff(a_school())
    teacher.person.appointments.all().delete()

    def join() -> None:
        Staff.objects.create(school=a_school(), person=speaks, staff_number="T1", joined_on=TODAY)

    with pytest.raises(IntegrityError, match="hold a seat"), transaction.atomic():
        join()
    institution.representatives.update(until=TODAY)
    join()
    with (
        pytest.raises(IntegrityError, match="speak for an institution"),
        transaction.atomic(),
        reach.of(somebody(Role.DISTRICT_REVIEWER, a_school(district=a_district()))),
    ):
        Representative.objects.create(
            institution=institution, person=teacher.person, first_day=TODAY
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
