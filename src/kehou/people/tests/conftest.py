"""People at the door, for the tests of the pages that let them in."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

import pytest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from kehou.ordinance.roles import Role
from kehou.people.models import Account, Person
from kehou.people.queries.demo import kept_messages
from kehou.people.testing import (
    AFTERNOON,
    PASSWORD,
    a_guardian,
    a_person,
    a_pupil,
    an_account,
    appoint,
)
from kehou.schools.testing import a_school

PHONE = "13912345678"


class Ask(Protocol):
    """Ask for a code in a browser, and read it from the phone."""

    def __call__(self, client: Client, **more: str) -> str: ...


@pytest.fixture
def in_the_afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


@pytest.fixture
def guardian() -> Person:
    return a_guardian(a_pupil(), person=a_person("林母", phone=PHONE)).person


@pytest.fixture
def ask(
    settings: Settings,
    in_the_afternoon: None,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Ask:
    settings.MESSAGE_CARRIER = "kehou.people.handlers.keep_for_demo"

    def and_read(client: Client, **more: str) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            client.post("/people/sign_in_by_phone/", {"phone": PHONE, **more})
        digits = re.search(r"\d{6}", kept_messages()[0].text)
        assert digits
        return digits[0]

    return and_read


@pytest.fixture
def principal() -> Account:
    person = a_person()
    appoint(person, Role.PRINCIPAL, school=a_school())
    return an_account(person, login_name="principal1")


@pytest.fixture
def at_the_door(in_the_afternoon: None, client: Client, principal: Account) -> Client:
    """The principal's password was right; the second factor is still to be shown."""
    typed = {"login_name": "principal1", "password": PASSWORD, "next": "/people/my_account/"}
    client.post("/people/sign_in/", typed)
    return client


@pytest.fixture
def office(in_the_afternoon: None) -> Account:
    """An office's account, whose password is the one of all."""
    person = a_person("王老师")
    appoint(person, Role.OFFICE, school=a_school())
    return an_account(person, login_name="office1")
