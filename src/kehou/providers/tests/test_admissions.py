"""A district's queue (5.2.a)."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.providers.testing import a_new_version, admitted, an_institution, waiting
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db
PAGE = "/providers/admissions/"


def test_what_waits_is_told_with_its_age_and_why(
    client: Client, at_time: Callable[[datetime], None]
) -> None:
    school = a_school()
    waiting(an_institution("新来机构"), school.district)
    changed = an_institution("在册机构")
    admitted(changed, school.district)
    a_new_version(changed, courses=("武术",))
    waiting(an_institution("别区机构"), a_school().district)
    at_time(AFTERNOON + timedelta(days=3))
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, school), at=AFTERNOON + timedelta(days=3))

    text = client.get(PAGE).text

    assert text.index("新来机构") < text.index("在册机构")
    assert "复核：档案有变更" in text
    assert "别区机构" not in text
    assert "3" in text[text.index("列入白名单</td>") :][:60]
    assert "有机构等待审核" in client.get("/").text


def test_an_empty_queue_says_so(client: Client, at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)
    sign_in(client, somebody(Role.DISTRICT_REVIEWER))

    assert "没有待审核的机构" in client.get(PAGE).text
