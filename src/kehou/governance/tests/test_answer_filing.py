"""What the district answers to a filing (2.1, 7.2.a)."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from kehou.governance.actions import answer_filing
from kehou.governance.models import FilingAnswer
from kehou.governance.testing import a_version_in_force, an_answer, filed
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db


def test_the_district_acknowledges_once(school: "School") -> None:
    filing = filed(a_version_in_force(school))
    answer = an_answer(filing)

    assert (answer.outcome, answer.answered_at) == ("acknowledged", AFTERNOON)
    entry = JournalEntry.objects.get(act="governance.filing_answered")
    assert (entry.school_id, entry.detail["outcome"]) == (school.pk, "acknowledged")
    with pytest.raises(Refused) as refusal:
        an_answer(filing)
    assert [reason.code for reason in refusal.value.against] == ["filing_is_answered_once"]


def test_a_filing_is_returned_with_remarks(school: "School") -> None:
    filing = filed(a_version_in_force(school))
    with pytest.raises(Refused) as refusal:
        an_answer(filing, outcome="returned", remarks=" ")
    assert [reason.code for reason in refusal.value.against] == ["returned_filing_says_why"]

    assert an_answer(filing, outcome="returned", remarks=" 请补充。 ").remarks == "请补充。"


@pytest.mark.parametrize("role", [Role.OFFICE, Role.PRINCIPAL, Role.CITY_BUREAU, Role.AUDITOR])
def test_only_the_district_answers(role: Role, school: "School") -> None:
    filing = filed(a_version_in_force(school))

    with pytest.raises(Forbidden):
        answer_filing(
            actor=somebody(role, school),
            at=AFTERNOON,
            filing=filing,
            outcome=FilingAnswer.Outcome.ACKNOWLEDGED,
        )


def test_another_district_may_not(school: "School") -> None:
    filing = filed(a_version_in_force(school))

    with pytest.raises(Forbidden):
        answer_filing(
            actor=somebody(Role.DISTRICT_REVIEWER, a_school()),
            at=AFTERNOON,
            filing=filing,
            outcome=FilingAnswer.Outcome.ACKNOWLEDGED,
        )


def test_the_page_shows_the_words_and_takes_the_answer(client: Client, school: "School") -> None:
    filing = filed(a_version_in_force(school))
    page = reverse("governance:answer_filing", args=[filing.pk])
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, school))

    assert "工作目标：按学校安排落实。" in client.get(page).content.decode()
    answer = client.post(page, {"outcome": "returned", "remarks": ""})
    assert (answer.status_code, "没有写明意见" in answer.content.decode()) == (422, True)
    answer = client.post(page, {"outcome": "returned", "remarks": "请补充安全预案。"})
    assert answer.url == reverse("governance:filings")
    assert FilingAnswer.objects.get(filing=filing).remarks == "请补充安全预案。"


def test_a_filing_of_another_district_does_not_exist(client: Client, school: "School") -> None:
    theirs = filed(a_version_in_force(a_school()))
    filed(a_version_in_force(school))
    sign_in(client, somebody(Role.DISTRICT_REVIEWER, school))

    page = reverse("governance:answer_filing", args=[theirs.pk])
    assert client.post(page, {"outcome": "acknowledged"}).status_code == 404
