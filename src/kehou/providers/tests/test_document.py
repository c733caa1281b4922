"""A document as it was handed in (5.2.a)."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.providers.testing import PDF, admitted, an_institution, speaking_for
from kehou.schools.testing import a_school

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_the_afternoon(at_time: Callable[[datetime], None]) -> None:
    at_time(AFTERNOON)


def test_it_is_saved_and_not_shown(client: Client) -> None:
    institution = an_institution()
    document = institution.documents.get(kind="licence_scan")
    sign_in(client, speaking_for(institution))

    answer = client.get(f"/providers/documents/{document.pk}/")

    assert answer.content == PDF + b"licence_scan"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="licence_scan.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_another_institution_and_another_district_find_none(client: Client) -> None:
    school, institution = a_school(), an_institution()
    admitted(institution, school.district)
    page = f"/providers/documents/{institution.documents.earliest('pk').pk}/"
    for actor, status in (
        (somebody(Role.DISTRICT_REVIEWER, school), 200),
        (somebody(Role.DISTRICT_REVIEWER), 404),
        (speaking_for(an_institution()), 404),
        (somebody(Role.OFFICE, school), 403),
    ):
        sign_in(client, actor)
        assert client.get(page).status_code == status
