from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kehou.ordinance.roles import Role
from kehou.people.models import Pupil, RollImport
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.people.tests.rolls import a_line, a_roll
from kehou.platform.workbook.guard import CONTENT_BYTES_MAX
from kehou.schools.testing import a_class, a_school, the_term

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from kehou.schools.models import School

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> "School":
    the_term()
    school = a_school()
    a_class(school, grade=3, number=1)
    return school


@pytest.fixture
def signed_in(client: Client, school: "School", at_time: "Callable[[datetime], None]") -> Client:
    at_time(AFTERNOON)
    sign_in(client, somebody(Role.OFFICE, school))
    return client


def test_a_handed_in_workbook_leads_to_its_preview_and_then_onto_the_roll(
    signed_in: Client, school: "School"
) -> None:
    workbook = SimpleUploadedFile("名册.xlsx", a_roll(a_line("林小雨")))

    handed_in = signed_in.post(
        reverse("people:import_workbook"), {"kind": "roll", "workbook": workbook}
    )
    preview = signed_in.get(handed_in["Location"])
    applied = signed_in.post(handed_in["Location"], {"decision": "all"})

    assert handed_in.status_code == applied.status_code == 302
    assert "林小雨" in preview.content.decode()
    assert Pupil.objects.get(school=school).person.name == "林小雨"
    assert signed_in.get(applied["Location"]).status_code == 200


def test_no_file_is_said_so_with_422(signed_in: Client) -> None:
    answer = signed_in.post(reverse("people:import_workbook"), {"kind": "roll"})

    assert answer.status_code == 422
    assert not RollImport.objects.exists()


def test_a_file_too_large_is_not_read(signed_in: Client) -> None:
    workbook = SimpleUploadedFile("名册.xlsx", bytes(CONTENT_BYTES_MAX + 1))

    answer = signed_in.post(
        reverse("people:import_workbook"), {"kind": "roll", "workbook": workbook}
    )

    assert answer.status_code == 422
    assert not RollImport.objects.exists()
