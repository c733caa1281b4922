"""Warning an institution (5.2.a)."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.platform.errors import Forbidden
from kehou.providers.actions import caution_institution
from kehou.providers.models import Caution
from kehou.providers.testing import admitted, an_institution, speaking_for
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db


def test_a_district_and_the_city_warn_whom_they_know() -> None:
    school, institution = a_school(), an_institution()
    admitted(institution, school.district)
    for actor in (somebody(Role.DISTRICT_REVIEWER, school), somebody(Role.CITY_BUREAU)):
        caution_institution(
            actor=actor, at=AFTERNOON, institution=institution, grounds=" 教师迟到 "
        )

    given = Caution.objects.order_by("pk").values_list("grounds", "district")
    assert list(given) == [("教师迟到", school.district_id), ("教师迟到", None)]


def test_a_warning_says_why() -> None:
    with pytest.raises(Refused) as refused:
        caution_institution(
            actor=somebody(Role.CITY_BUREAU),
            at=AFTERNOON,
            institution=an_institution(),
            grounds=" ",
        )

    assert [why.code for why in refused.value.against] == ["caution_says_why"]


@pytest.mark.parametrize("role", [Role.DISTRICT_REVIEWER, Role.AUDITOR, Role.OFFICE])
def test_whoever_does_not_keep_it_warns_nobody(role: Role) -> None:
    with pytest.raises(Forbidden):
        caution_institution(
            actor=somebody(role), at=AFTERNOON, institution=an_institution(), grounds="教师迟到"
        )


def test_the_institution_reads_the_warning(
    client: Client, at_time: Callable[[datetime], None]
) -> None:
    at_time(AFTERNOON)
    school, institution = a_school(), an_institution()
    admitted(institution, school.district)
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, school))
    page = f"/providers/register/{institution.pk}/caution/"
    assert client.get(page).status_code == 200
    assert client.post(page, {"grounds": "教师迟到两次"}).status_code == 302

    sign_in(client, speaking_for(institution))

    assert "教师迟到两次" in client.get("/providers/mine/").text
