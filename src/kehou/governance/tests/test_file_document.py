"""Filing with the district (2.1, 7.2.a)."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from kehou.governance.actions import file_document
from kehou.governance.models import Filing
from kehou.governance.testing import a_submitted, a_version_in_force, filed
from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db


def test_what_is_in_force_is_filed_once(school: "School") -> None:
    version = a_version_in_force(school)
    filing = filed(version)

    assert filing.filed_at == AFTERNOON
    assert JournalEntry.objects.get(act="governance.document_filed").subject_id == str(filing.pk)
    with pytest.raises(Refused) as refusal:
        filed(version)
    assert [reason.code for reason in refusal.value.against] == ["version_is_filed_once"]


def test_what_the_group_has_not_approved_is_not_filed(school: "School") -> None:
    with pytest.raises(Refused) as refusal:
        filed(a_submitted(school))

    assert [reason.code for reason in refusal.value.against] == ["only_what_is_in_force_is_filed"]


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.STAFF, Role.DISTRICT_REVIEWER])
def test_only_the_office_files(role: Role, school: "School") -> None:
    version = a_version_in_force(school)

    with pytest.raises(Forbidden):
        file_document(actor=somebody(role, school), at=AFTERNOON, version=version)


def test_the_button_files_and_says_so(client: Client, school: "School") -> None:
    version = a_version_in_force(school)
    sign_in(client, somebody(Role.OFFICE, school))
    page = reverse("governance:file_document", args=[version.pk])

    assert "已报区备案" in client.post(page, follow=True).content.decode()
    assert Filing.objects.get().version == version


def test_another_schools_version_does_not_exist(client: Client, school: "School") -> None:
    theirs = a_version_in_force(a_school())
    a_version_in_force(school)
    sign_in(client, somebody(Role.OFFICE, school))

    page = reverse("governance:file_document", args=[theirs.pk])
    assert client.post(page).status_code == 404
