"""Enclosing documents with a file (5.2.a)."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.platform.errors import Forbidden
from kehou.providers.actions import attach_document
from kehou.providers.core.documents import CONTENT_BYTES_MAX
from kehou.providers.models import Admission, Document, FileVersion, Institution
from kehou.providers.queries import file_in, newest_version
from kehou.providers.testing import PDF, admitted, an_institution, speaking_for
from kehou.schools.testing import a_district

pytestmark = pytest.mark.django_db
PAGE = "/providers/mine/attach/"
JPEG = b"\xff\xd8\xff\xe0 a photograph"


def attach(institution: Institution, content: bytes = JPEG) -> FileVersion:
    return attach_document(
        actor=speaking_for(institution),
        at=AFTERNOON,
        institution=institution,
        kind=Document.Kind.LICENCE,
        file_name="执照.jpg",
        content=content,
    )


def test_a_document_takes_the_place_of_its_kind_in_a_new_version() -> None:
    institution = an_institution()
    before = newest_version(institution)

    version = attach(institution)

    assert version.number == 2
    enclosed = {one.kind: one.file_name for one in version.enclosures.all()}
    assert enclosed == {"licence_scan": "执照.jpg", "permit_scan": "permit_scan.pdf"}
    assert file_in(version).documents != file_in(before).documents
    assert file_in(before).content_hash == before.content_hash
    assert bytes(Document.objects.get(file_name="执照.jpg").content) == JPEG


def test_another_document_waits_for_a_look_where_the_file_was_admitted() -> None:
    institution = an_institution()
    admitted(institution, a_district())

    version = attach(institution)

    assert Admission.objects.get(state=Admission.State.WAITING).version == version


def test_the_same_document_again_is_refused() -> None:
    institution = an_institution()

    with pytest.raises(Refused) as refused:
        attach(institution, PDF + b"licence_scan")

    assert [why.code for why in refused.value.against] == ["document_is_enclosed_already"]


def test_nobody_else_attaches() -> None:
    institution = an_institution()
    for actor in (speaking_for(an_institution()), somebody(Role.CITY_BUREAU)):
        with pytest.raises(Forbidden):
            attach_document(
                actor=actor,
                at=AFTERNOON,
                institution=institution,
                kind=Document.Kind.LICENCE,
                file_name="a.jpg",
                content=JPEG,
            )


@pytest.fixture
def own(client: Client, at_time: Callable[[datetime], None]) -> Institution:
    at_time(AFTERNOON)
    institution = an_institution()
    sign_in(client, speaking_for(institution))
    return institution


def test_the_page_takes_a_file(client: Client, own: Institution) -> None:
    assert client.get(PAGE).status_code == 200

    answer = client.post(
        PAGE, {"kind": "courses_scan", "scan": SimpleUploadedFile("课程纲要.jpg", JPEG)}
    )

    assert answer.status_code == 302
    assert Document.objects.filter(institution=own, kind="courses_scan").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"not a scan", "既不是PDF也不是JPG"),
        (b"%PDF-".ljust(CONTENT_BYTES_MAX + 1), "文件超过4MB"),
    ],
)
def test_the_page_says_what_it_does_not_take(
    client: Client, own: Institution, content: bytes, said: str
) -> None:
    answer = client.post(
        PAGE, {"kind": "courses_scan", "scan": SimpleUploadedFile("a.pdf", content)}
    )

    assert answer.status_code == 422
    assert said in answer.text
    assert newest_version(own).number == 1
