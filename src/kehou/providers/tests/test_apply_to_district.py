"""Asking a district for a place on its white list (4.2, 5.2.a)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.test import Client

from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.platform.errors import Forbidden
from kehou.providers.actions import apply_to_district
from kehou.providers.models import Admission, Institution
from kehou.providers.testing import (
    a_file,
    admitted,
    an_institution,
    black_listed,
    speaking_for,
    waiting,
)
from kehou.schools.models import District
from kehou.schools.testing import a_district

pytestmark = pytest.mark.django_db
PAGE = "/providers/mine/apply/"


def apply(institution: Institution, district: District) -> Admission:
    return apply_to_district(
        actor=speaking_for(institution), at=AFTERNOON, institution=institution, district=district
    )


def refusal(institution: Institution, district: District) -> list[str]:
    with pytest.raises(Refused) as refused:
        apply(institution, district)
    return [why.code for why in refused.value.against]


def test_a_whole_file_waits_with_the_district() -> None:
    institution, district = an_institution(), a_district()

    admission = apply(institution, district)

    assert (admission.state, admission.version.number) == (Admission.State.WAITING, 1)


def test_what_lacks_and_what_lapsed_is_told_at_once() -> None:
    bare = an_institution(is_complete=False)
    assert refusal(bare, a_district()) == [
        "file_lacks",
        "paper_not_shown",
        "institution_names_no_teacher",
    ]

    lapsed = an_institution(file=replace(a_file(), licence_until=date(2026, 1, 1)))
    black_listed(lapsed)
    assert refusal(lapsed, a_district()) == ["institution_is_black_listed", "paper_lapsed"]


def test_it_waits_once_and_is_listed_once_with_a_version() -> None:
    institution, one, other = an_institution(), a_district(), a_district("西山区")
    waiting(institution, one)
    admitted(institution, other)

    assert refusal(institution, one) == ["institution_waits_once_a_district"]
    assert refusal(institution, other) == ["institution_is_listed_once_a_district"]


def test_nobody_applies_for_an_institution_but_itself() -> None:
    institution = an_institution()
    for actor in (somebody(Role.DISTRICT_REVIEWER), speaking_for(an_institution())):
        with pytest.raises(Forbidden):
            apply_to_district(
                actor=actor, at=AFTERNOON, institution=institution, district=a_district()
            )


def test_the_page_sends_the_file(client: Client, at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)
    institution, district = an_institution(), a_district()
    sign_in(client, speaking_for(institution))
    assert district.name in client.get(PAGE).text

    answer = client.post(PAGE, {"district": district.pk})

    assert answer.status_code == 302
    assert Admission.objects.get().district == district
    assert client.post(PAGE, {"district": district.pk}).status_code == 422
    assert "每个区都在审核" in client.get(PAGE).text


def test_the_page_says_why_not(client: Client, at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)
    sign_in(client, speaking_for(an_institution(is_complete=False)))

    answer = client.post(PAGE, {"district": a_district().pk})

    assert answer.status_code == 422
    assert "档案还缺" in answer.text
