from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kehou.ordinance.roles import Role
from kehou.people.models import Account, Appointment
from kehou.people.testing import AFTERNOON, a_person, appoint
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db


def test_the_database_keeps_principal_and_finance_of_a_school_apart() -> None:
    person, school = a_person(), a_school()
    appoint(person, Role.PRINCIPAL, school=school)
    appoint(person, Role.SCHOOL_FINANCE, school=a_school())

    with (
        pytest.raises(IntegrityError, match="principal_is_not_the_finance_of_the_school"),
        transaction.atomic(),
    ):
        appoint(person, Role.SCHOOL_FINANCE, school=school)
    Appointment.objects.filter(role=Role.PRINCIPAL).update(until=date(2026, 1, 1))
    Appointment.objects.create(
        person=person, role=Role.SCHOOL_FINANCE, school=school, first_day=date(2026, 1, 1)
    )


def test_the_database_keeps_an_auditor_from_every_other_seat() -> None:
    person = a_person()
    appoint(person, Role.CITY_BUREAU)
    appoint(person, Role.STAFF, school=a_school())

    with pytest.raises(IntegrityError, match="auditor_holds_no_other_seat"), transaction.atomic():
        appoint(person, Role.AUDITOR)
    Appointment.objects.update(until=date(2020, 9, 1))
    appoint(person, Role.AUDITOR)


def test_a_seat_may_be_taken_back_on_its_first_day_and_not_before() -> None:
    seat = appoint(a_person(), Role.AUDITOR)
    seat.until = seat.first_day
    seat.save()
    seat.until = date(2020, 8, 31)

    with pytest.raises(IntegrityError, match="appointment_does_not_end_before_it_begins"):
        seat.save()


@pytest.mark.parametrize("name", ["Wang", "1wang", "wl", "王丽"])
def test_the_database_knows_plain_login_names_only(name: str) -> None:
    with pytest.raises(IntegrityError, match="login_name_is_plain"):
        Account.objects.create(person=a_person(), login_name=name)


def test_the_database_gives_a_login_name_once() -> None:
    Account.objects.create(person=a_person(), login_name="wang")

    with pytest.raises(IntegrityError, match="login_name_is_taken"):
        Account.objects.create(person=a_person(), login_name="wang")


def test_the_database_knows_no_one_time_password_without_a_login_name() -> None:
    with pytest.raises(IntegrityError, match="one_time_password_has_a_login_name"):
        Account.objects.create(person=a_person(), one_time_until=AFTERNOON)
