"""Striking an institution off a white list (5.2.a)."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.platform.errors import Forbidden
from kehou.providers.actions import strike_off
from kehou.providers.models import Admission
from kehou.providers.testing import admitted, an_institution, waiting
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db


def test_it_is_off_at_once_and_may_apply_again() -> None:
    school, institution = a_school(), an_institution()
    admission = admitted(institution, school.district)

    strike_off(
        actor=somebody(Role.DISTRICT_REVIEWER, school),
        at=AFTERNOON,
        admission=admission,
        grounds="多次缺课",
    )

    admission.refresh_from_db()
    assert (admission.state, admission.grounds) == (Admission.State.STRUCK_OFF, "多次缺课")
    assert waiting(institution, school.district).pk


def test_only_what_is_listed_is_struck_off_and_with_grounds() -> None:
    school = a_school()
    reviewer = somebody(Role.DISTRICT_REVIEWER, school)
    for admission, grounds, code in (
        (waiting(an_institution(), school.district), "多次缺课", "only_the_listed_are_struck_off"),
        (admitted(an_institution(), school.district), "  ", "striking_off_says_why"),
    ):
        with pytest.raises(Refused) as refused:
            strike_off(actor=reviewer, at=AFTERNOON, admission=admission, grounds=grounds)
        assert [why.code for why in refused.value.against] == [code]


@pytest.mark.parametrize("role", [Role.DISTRICT_REVIEWER, Role.CITY_BUREAU, Role.PRINCIPAL])
def test_nobody_else_strikes_off(role: Role) -> None:
    admission = admitted(an_institution(), a_school().district)

    with pytest.raises(Forbidden):
        strike_off(actor=somebody(role), at=AFTERNOON, admission=admission, grounds="多次缺课")


def test_the_page_asks_why(client: Client, at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)
    school = a_school()
    admission = admitted(an_institution(), school.district)
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, school))
    page = f"/providers/admissions/{admission.pk}/strike_off/"
    assert client.get(page).status_code == 200
    assert client.post(page, {"grounds": ""}).status_code == 422

    assert client.post(page, {"grounds": "多次缺课"}).status_code == 302

    assert Admission.objects.get().state == Admission.State.STRUCK_OFF
    answer = client.post(page, {"grounds": "再一次"})
    assert answer.status_code == 422
    assert "不在本区白名单内" in answer.text
