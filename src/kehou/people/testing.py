"""Builders for tests. Each makes something whole and plausible; say only what the test is about."""

from dataclasses import astuple
from datetime import date, datetime
from functools import cache
from itertools import count
from typing import TYPE_CHECKING
from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.test import Client

from kehou.ordinance.roles import PARTS, Role, Seat
from kehou.people.core.codes import new_secret
from kehou.people.models import (
    Account,
    Appointment,
    Guardianship,
    Person,
    Pupil,
    Staff,
    TimeBasedSecret,
)
from kehou.people.queries.accounts import SECRET_COLUMN
from kehou.people.queries.seats import SeatOf, actor_in, seats_of
from kehou.people.queries.sessions import (
    SEAT,
    SEATS,
    SECOND_FACTOR,
    SEEN_AT,
    SIGNED_IN_AT,
    SIGNED_IN_BY,
    By,
)
from kehou.platform import clock
from kehou.platform.actors import Actor
from kehou.platform.clock import CITY_ZONE, city_day
from kehou.platform.sealed import blind_index, seal
from kehou.schools.testing import TERM_FIRST_DAY, a_class, a_school

if TYPE_CHECKING:
    from kehou.schools.models import AdministrativeClass, District, School

_numbers = count(1)

PASSWORD = "correct horse battery staple"  # noqa: S105 (for tests only)
# A Wednesday afternoon in term, ten minutes into the service.
AFTERNOON = datetime(2026, 10, 14, 16, 40, tzinfo=CITY_ZONE)


def a_person(name: str = "林一", *, phone: str = "") -> Person:
    person = Person(name=name, sort_key="lin yi")
    if phone:
        person.phone_sealed = seal("people.person.phone", person.key, phone)
        person.phone_index = blind_index("people.person.phone", phone)
    person.save()
    return person


def a_pupil(
    school: "School | None" = None,
    *,
    name: str = "林小雨",
    grade: int = 3,
    class_by_day: "AdministrativeClass | None" = None,
    from_day: date = TERM_FIRST_DAY,
) -> Pupil:
    school = school or a_school()
    number = f"G{next(_numbers):018d}"
    pupil = Pupil(
        school=school,
        person=a_person(name),
        gender=Pupil.Gender.GIRL,
        class_by_day=class_by_day or a_class(school, grade=grade),
        on_roll_from=from_day,
    )
    pupil.student_number_sealed = seal("people.pupil.student_number", pupil.key, number)
    pupil.student_number_index = blind_index("people.pupil.student_number", number)
    pupil.save()
    return pupil


def a_guardian(
    pupil: Pupil,
    *,
    person: Person | None = None,
    name: str = "林母",
    may_collect: bool = True,
    must_not_collect: bool = False,
    is_guardian: bool = True,
) -> Guardianship:
    return Guardianship.objects.create(
        school=pupil.school,
        pupil=pupil,
        person=person or a_person(name, phone=f"138{next(_numbers):08d}"),
        relation=Guardianship.Relation.MOTHER,
        is_guardian=is_guardian,
        may_collect=may_collect,
        must_not_collect=must_not_collect,
        first_day=TERM_FIRST_DAY,
    )


def a_member_of_staff(school: "School", *, name: str = "王老师") -> Staff:
    """A member of staff, appointed as caretaker."""
    staff = Staff.objects.create(
        school=school,
        person=a_person(name),
        staff_number=f"T{next(_numbers):04d}",
        subjects=["语文"],
        joined_on=date(2020, 9, 1),
    )
    appoint(staff.person, Role.STAFF, school=school)
    return staff


def appoint(
    person: Person,
    role: Role,
    *,
    school: "School | None" = None,
    district: "District | None" = None,
) -> Appointment:
    return Appointment.objects.create(
        person=person, role=role, school=school, district=district, first_day=date(2020, 9, 1)
    )


def somebody(role: Role, school: "School | None" = None, *, at: datetime = AFTERNOON) -> Actor:
    """A new person in this role: at this school, in its district, in the city, or as a parent."""
    match PARTS[role].seat:
        case Seat.FAMILY:
            return the_actor(a_guardian(a_pupil(school)).person, role, at=at)
        case Seat.SCHOOL if role is Role.STAFF:
            return the_actor(a_member_of_staff(school or a_school()).person, role, at=at)
        case Seat.SCHOOL:
            person = a_person()
            appoint(person, role, school=school or a_school())
        case Seat.DISTRICT:
            person = a_person()
            appoint(person, role, district=(school or a_school()).district)
        case Seat.CITY:
            person = a_person()
            appoint(person, role)
        case _:
            return Actor(role=role)
    return the_actor(person, role, at=at)


def the_actor(person: Person, role: Role, *, at: datetime = AFTERNOON) -> Actor:
    """This person in the first of their seats that has this role."""
    actor = actor_in(the_seat(person, role, at=at), person, on=city_day(at))
    assert actor is not None
    return actor


def the_seat(person: Person, role: Role, *, at: datetime = AFTERNOON) -> SeatOf:
    return next(seat for seat in seats_of(person, on=city_day(at)) if seat.role is role)


def an_account(person: Person, *, login_name: str = "") -> Account:
    """An account that is signed in to with `PASSWORD`."""
    return Account.objects.create(
        person=person,
        login_name=login_name or f"person{person.pk}",
        password=_hashed(PASSWORD),
    )


@cache
def _hashed(password: str) -> str:
    """Once for all: hashing is slow on purpose."""
    return make_password(password)


def a_second_factor(account: Account, *, at: datetime = AFTERNOON) -> str:
    """A second factor that is set up; its secret."""
    key, secret = uuid4(), new_secret()
    TimeBasedSecret.objects.create(
        account=account,
        key=key,
        secret_sealed=seal(SECRET_COLUMN, key, secret),
        confirmed_at=at,
    )
    return secret


def sign_in(client: Client, actor: Actor, *, at: datetime = AFTERNOON) -> None:
    """Sign the actor in, in their seat, with the second factor shown where the role needs one."""
    if actor.role is Role.PUBLIC:
        return
    assert actor.person_id is not None, f"nobody signs in as {actor.role}"
    person = Person.objects.get(pk=actor.person_id)
    account = Account.objects.get_or_create(
        person=person, defaults={"login_name": f"person{person.pk}"}
    )[0]
    client.force_login(account)
    # Not before now and not before `at`: a test may move the clock there before or after this.
    moment = max(at, clock.now()).isoformat()
    session = client.session
    session[SIGNED_IN_BY] = By.PHONE if actor.role is Role.GUARDIAN else By.PASSWORD
    session[SIGNED_IN_AT] = session[SEEN_AT] = session[SECOND_FACTOR] = moment
    session[SEATS] = [
        astuple(seat)
        for seat in seats_of(person, on=city_day(at))
        if (seat.role is Role.GUARDIAN) == (actor.role is Role.GUARDIAN)
    ]
    session[SEAT] = the_seat(person, actor.role, at=at).key
    session.save()
