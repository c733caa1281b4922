"""Entering an institution into the city's register, and who speaks for it (4.2, 5.2.a)."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.models import Account
from kehou.people.queries import seats_of
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.platform.actors import Actor
from kehou.platform.clock import city_day
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.providers.actions import register_institution
from kehou.providers.actions.register_institution import Registered
from kehou.providers.models import Institution
from kehou.providers.queries import newest_version
from kehou.providers.testing import a_code
from kehou.schools.models import District
from kehou.schools.testing import a_district, a_school

pytestmark = pytest.mark.django_db
PAGE = "/providers/register/enter/"


def register(actor: Actor, **changes: object) -> Registered:
    own = District.objects.filter(pk=actor.district_id or 0).first()
    told = {
        "district": own,
        "code": a_code(),
        "name": " 星火少年宫 ",
        "representative": "卫代表",
        "login_name": "wei",
    }
    return register_institution(actor=actor, at=AFTERNOON, **{**told, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize("role", [Role.CITY_BUREAU, Role.DISTRICT_REVIEWER])
def test_it_begins_with_its_code_its_name_and_somebody_who_speaks_for_it(role: Role) -> None:
    actor = somebody(role)

    registered = register(actor)

    institution = Institution.objects.get()
    assert institution.district_id == actor.district_id
    version = newest_version(institution)
    assert (version.name, version.number) == ("星火少年宫", 1)
    account = Account.objects.get(login_name="wei")
    assert account.check_password(registered.password)
    (seat,) = seats_of(account.person, on=city_day(AFTERNOON))
    assert (seat.role, seat.place) == (Role.INSTITUTION, "星火少年宫")
    acts = JournalEntry.objects.filter(subject_kind="providers.institution").order_by("pk")
    assert [entry.act for entry in acts] == [
        "providers.institution_registered",
        "providers.representative_named",
    ]


def test_one_person_may_speak_for_two() -> None:
    bureau = somebody(Role.CITY_BUREAU)
    register(bureau, name="甲机构")

    second = register(bureau, name="乙机构")

    assert second.password == ""
    person = Account.objects.get(login_name="wei").person
    assert [seat.place for seat in seats_of(person, on=city_day(AFTERNOON))] == ["乙机构", "甲机构"]


def test_an_institution_has_one_file_in_the_city() -> None:
    code = a_code()
    register(somebody(Role.CITY_BUREAU), code=code)

    with pytest.raises(Refused) as refused:
        register(somebody(Role.DISTRICT_REVIEWER), code=code.lower(), login_name="other")

    assert [why.code for why in refused.value.against] == ["institution_is_registered_already"]
    assert Institution.objects.count() == 1
    assert not Account.objects.filter(login_name="other").exists()


def test_a_wrong_code_and_an_empty_name_are_refused() -> None:
    bureau = somebody(Role.CITY_BUREAU)
    for change, code in (
        ({"code": "91110000600037341M"}, "credit_code_check_digit"),
        ({"name": " "}, "institution_has_a_name"),
    ):
        with pytest.raises(Refused) as refused:
            register(bureau, **change)
        assert [why.code for why in refused.value.against] == [code]


@pytest.mark.parametrize("role", [Role.OFFICE, Role.AUDITOR, Role.GUARDIAN])
def test_nobody_else_registers(role: Role) -> None:
    with pytest.raises(Forbidden):
        register(somebody(role))


def test_a_district_registers_for_itself_only() -> None:
    with pytest.raises(Forbidden):
        register(somebody(Role.DISTRICT_REVIEWER), district=a_district("西山区"))


def test_the_page_tells_the_first_password_once(
    client: Client, at_time: Callable[[datetime], None]
) -> None:
    at_time(AFTERNOON)
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, a_school()))
    assert client.get(PAGE).status_code == 200

    answer = client.post(
        PAGE,
        {
            "code": a_code(),
            "name": "星火少年宫",
            "representative": "卫代表",
            "login_name": "wei",
        },
    )

    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    account = Account.objects.get(login_name="wei")
    (shown,) = [word for word in answer.text.split("<code>") if word[4:5] == "-"]
    assert account.check_password(shown[:14])
    assert shown[:14] not in client.get(reverse("providers:register")).text


def test_the_page_says_what_is_wrong(client: Client, at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)
    sign_in(client, somebody(Role.CITY_BUREAU))

    answer = client.post(
        PAGE, {"code": "1", "name": "星火", "representative": "卫", "login_name": "wei"}
    )

    assert answer.status_code == 422
    assert "统一社会信用代码应为18位" in answer.text
    assert not Institution.objects.exists()
