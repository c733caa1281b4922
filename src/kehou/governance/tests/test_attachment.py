"""The file attached to a version (7.2.a)."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from kehou.governance.core.attachments import attached
from kehou.governance.testing import PDF, a_version_in_force, a_word_file
from kehou.ordinance.roles import Role
from kehou.people.testing import sign_in, somebody
from kehou.schools.testing import a_school

if TYPE_CHECKING:
    from kehou.schools.models import School

pytestmark = pytest.mark.django_db

PAGE = "governance:attachment"


@pytest.mark.parametrize(
    ("content", "kind"), [(PDF, "pdf"), (a_word_file(), "docx")], ids=["PDF", "Word"]
)
def test_the_file_is_saved_as_it_was_and_under_a_name_of_ours(
    content: bytes, kind: str, client: Client, school: "School"
) -> None:
    version = a_version_in_force(school, attached=attached('方案".exe', content))
    sign_in(client, somebody(Role.STAFF, school))

    answer = client.get(reverse(PAGE, args=[version.pk]))

    assert answer.content == content
    name = f"plan-{version.document_id}-v1.{kind}"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store")


def test_where_nothing_is_attached_there_is_nothing(client: Client, school: "School") -> None:
    version = a_version_in_force(school)
    sign_in(client, somebody(Role.STAFF, school))

    assert client.get(reverse(PAGE, args=[version.pk])).status_code == 404


def test_another_schools_file_does_not_exist(client: Client, school: "School") -> None:
    theirs = a_version_in_force(a_school(), attached=attached("方案.pdf", PDF))
    a_version_in_force(school, attached=attached("方案.pdf", PDF))
    sign_in(client, somebody(Role.PRINCIPAL, school))

    assert client.get(reverse(PAGE, args=[theirs.pk])).status_code == 404
