"""Writing an institution's file, and what a change means for the districts (5.2.a, 5.3.b)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from django.test import Client

from kehou.kernel.explained import Refused
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, sign_in, somebody
from kehou.platform.errors import Conflict, Forbidden
from kehou.platform.models import JournalEntry
from kehou.providers.actions import write_file
from kehou.providers.core.file import InstitutionFile, Shareholder
from kehou.providers.models import Admission, FileVersion, Institution
from kehou.providers.queries import contact_phone_of, file_in, newest_version
from kehou.providers.testing import (
    a_file,
    admitted,
    an_institution,
    speaking_for,
    waiting,
)
from kehou.schools.testing import a_district

pytestmark = pytest.mark.django_db
PAGE = "/providers/mine/write/"


def write(institution: Institution, file: InstitutionFile, phone: str = "") -> FileVersion:
    return write_file(
        actor=speaking_for(institution),
        at=AFTERNOON,
        institution=institution,
        file=file,
        contact_name="唐联系",
        contact_phone=phone,
    )


def standing(institution: Institution) -> InstitutionFile:
    return file_in(newest_version(Institution.objects.get(pk=institution.pk)))


def test_a_change_is_a_new_version_and_the_old_one_stays() -> None:
    institution = an_institution()
    before = newest_version(institution)

    version = write(institution, replace(standing(institution), courses=("武术",)))

    assert (version.number, version.courses) == (2, ["武术"])
    assert file_in(FileVersion.objects.get(pk=before.pk)).courses == ("少儿合唱", "武术")
    assert standing(institution).documents == file_in(before).documents
    entry = JournalEntry.objects.get(act="providers.file_written")
    assert entry.detail == {"version": 2, "changed": ["courses"]}


def test_whom_to_call_is_kept_sealed_and_is_no_version() -> None:
    institution = an_institution()

    write(institution, standing(institution), phone="138 0013 8000")

    kept = Institution.objects.get(pk=institution.pk)
    assert (kept.version, kept.contact_name, contact_phone_of(kept)) == (1, "唐联系", "13800138000")
    assert b"13800138000" not in bytes(kept.contact_phone_sealed or b"")


def test_where_it_waits_the_newest_version_waits() -> None:
    institution = an_institution()
    admission = waiting(institution, a_district())

    version = write(institution, replace(standing(institution), courses=("武术",)))

    admission.refresh_from_db()
    assert (admission.version, admission.state) == (version, Admission.State.WAITING)
    assert Admission.objects.count() == 1


def test_where_it_is_listed_a_change_waits_for_a_look_and_the_admitted_version_stands() -> None:
    institution = an_institution()
    listed = admitted(institution, a_district())
    before = listed.version

    version = write(institution, replace(standing(institution), licence_until=date(2030, 1, 1)))

    listed.refresh_from_db()
    assert (listed.state, listed.version) == (Admission.State.ADMITTED, before)
    assert Admission.objects.get(state=Admission.State.WAITING).version == version


def test_a_move_to_another_address_waits_for_nobody() -> None:
    institution = an_institution()
    admitted(institution, a_district())

    write(institution, replace(standing(institution), address="西山路9号"))

    assert not Admission.objects.filter(state=Admission.State.WAITING).exists()


def test_every_reason_against_a_file_is_told_at_once() -> None:
    institution = an_institution()
    wrong = replace(
        standing(institution),
        courses=("数学提高",),
        shareholders=(Shareholder("甲", 9000), Shareholder("乙", 2000)),
    )

    with pytest.raises(Refused) as refused:
        write(institution, wrong)

    assert [why.code for why in refused.value.against] == [
        "shares_are_at_most_the_whole",
        "institution_tutors",
    ]
    assert standing(institution).courses == ("少儿合唱", "武术")


def test_a_telephone_number_that_is_none_is_refused() -> None:
    institution = an_institution()

    with pytest.raises(Refused) as refused:
        write(institution, standing(institution), phone="12")

    assert [why.code for why in refused.value.against] == ["not_a_phone"]


def test_a_version_that_was_not_read_is_not_written_over() -> None:
    institution = an_institution()
    stale = Institution.objects.get(pk=institution.pk)
    write(institution, replace(standing(institution), courses=("武术",)))

    with pytest.raises(Conflict):
        write(stale, a_file())


@pytest.mark.parametrize("role", [Role.CITY_BUREAU, Role.DISTRICT_REVIEWER, Role.OFFICE])
def test_whoever_judges_a_file_does_not_write_it(role: Role) -> None:
    with pytest.raises(Forbidden):
        write_file(actor=somebody(role), at=AFTERNOON, institution=an_institution(), file=a_file())


def test_nobody_writes_the_file_of_another_institution() -> None:
    with pytest.raises(Forbidden):
        write_file(
            actor=speaking_for(an_institution()),
            at=AFTERNOON,
            institution=an_institution(),
            file=a_file(),
        )


def posted(institution: Institution, **changes: object) -> dict[str, object]:
    """What the form sends when nothing is changed."""
    told: dict[str, object] = {
        "name": newest_version(institution).name,
        "legal_representative": "何法人",
        "address": "东湖路1号",
        "contact_name": "唐联系",
        "contact_phone": "0755-26001234",
        "licence_number": "44030012345",
        "licence_office": "市场监督管理局",
        "licence_until": "2028-06-30",
        "permit_kind": "school_permit",
        "permit_number": "教民144030060000",
        "permit_office": "东湖区教育局",
        "permit_until": "2028-06-30",
        "educations": ["aesthetic", "physical"],
        "courses": "少儿合唱\n 武术 \n\n",
        "version": institution.version,
        "shareholders-TOTAL_FORMS": 3,
        "shareholders-INITIAL_FORMS": 0,
        "shareholders-0-name": "何法人",
        "shareholders-0-percent": "60",
        "shareholders-1-name": "高投资",
        "shareholders-1-percent": "33.35",
        "teachers-TOTAL_FORMS": 2,
        "teachers-INITIAL_FORMS": 0,
        "teachers-0-name": "严教练",
        "teachers-0-certificate": "体教20210001",
        "teachers-0-vetted_on": "2026-08-01",
    }
    return {**told, **changes}


@pytest.fixture
def own(client: Client, at_time: Callable[[datetime], None]) -> Institution:
    at_time(AFTERNOON)
    institution = an_institution()
    sign_in(client, speaking_for(institution))
    return institution


def test_the_form_shows_and_saves_the_whole_file(client: Client, own: Institution) -> None:
    assert "严教练" in client.get(PAGE).text

    answer = client.post(PAGE, posted(own))

    assert answer.status_code == 302, answer.context["against"]
    file = standing(own)
    assert [(one.name, one.share) for one in file.shareholders] == [
        ("何法人", 6000),
        ("高投资", 3335),
    ]
    assert file.courses == ("少儿合唱", "武术")
    assert [one.vetted_on for one in file.teachers] == [date(2026, 8, 1)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "还没有保存"),
        ({"courses": "数学"}, "考试科目辅导"),
        ({"shareholders-0-percent": ""}, "请同时填写姓名（名称）和比例"),
        ({"shareholders-0-percent": "70"}, "合计超过100%"),
        ({"teachers-0-certificate": ""}, "请同时填写姓名和证书编号"),
        ({"courses": "很" * 41}, "最多30门课程"),
    ],
)
def test_the_form_says_what_is_wrong(
    client: Client, own: Institution, change: dict[str, object], said: str
) -> None:
    answer = client.post(PAGE, posted(own, **change))

    assert answer.status_code == 422
    assert said in answer.text
    assert Institution.objects.get(pk=own.pk).version == 1


def test_a_form_of_an_older_version_is_a_conflict(client: Client, own: Institution) -> None:
    assert client.post(PAGE, posted(own, courses="武术")).status_code == 302

    assert client.post(PAGE, posted(own, courses="合唱")).status_code == 409
