"""Builders for tests. Each makes something whole and plausible; say only what the test is about."""

from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from kehou.governance.actions import (
    answer_filing,
    approve_document,
    file_document,
    submit_document,
    write_document,
)
from kehou.governance.core.attachments import Attached
from kehou.governance.core.sections import PLAN, RULES, SECTIONS
from kehou.governance.core.wording import Wording
from kehou.governance.models import Filing, FilingAnswer, Membership, Version
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_person, appoint, somebody, the_actor
from kehou.schools.testing import SCHOOL_YEAR

if TYPE_CHECKING:
    from kehou.people.models import Person
    from kehou.platform.actors import Actor
    from kehou.schools.models import School

FIRST_DAY = date(2026, 9, 1)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def a_word_file(*more: str) -> bytes:
    """A Word document of the parts that every one has, and of these."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml", *more):
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


def a_membership(
    school: "School",
    *,
    person: "Person | None" = None,
    part: str = Membership.Part.MEMBER,
    post: str = "德育主任",
    first_day: date = FIRST_DAY,
) -> Membership:
    """An office in the group of somebody who works there, as recorded by the principal."""
    if person is None:
        person = a_person("吴主任")
        appoint(person, Role.STAFF, school=school)
    return Membership.objects.create(
        school=school,
        person=person,
        part=part,
        post=post,
        first_day=first_day,
        appointed_by=person,
        appointed_at=AFTERNOON,
    )


def a_leading_group(
    school: "School", *, members: int = 2, at: datetime = AFTERNOON
) -> "list[Actor]":
    """A leading group: the principal as head, and so many members, each acting in their seat."""
    principal = appoint(a_person("李校长"), Role.PRINCIPAL, school=school).person
    head = a_membership(school, person=principal, part=Membership.Part.HEAD)
    others = [a_membership(school).person for _ in range(members)]
    return [
        the_actor(head.person, Role.PRINCIPAL, at=at),
        *(the_actor(person, Role.STAFF, at=at) for person in others),
    ]


def a_wording(kind: str = PLAN, *, title: str = "", **sections: str) -> Wording:
    """Words for every section of such a document; rules hold for the school year."""
    written = {section.key: f"{section.title.zh}：按学校安排落实。" for section in SECTIONS[kind]}
    holds = (FIRST_DAY, date(2027, 7, 31)) if kind == RULES else (None, None)
    return Wording(title or "2026–2027学年课后服务工作方案", written | sections, *holds)


def a_draft(
    school: "School",
    *,
    kind: str = PLAN,
    title: str = "",
    school_year: int = SCHOOL_YEAR,
    attached: Attached | None = None,
    seen: Version | None = None,
) -> Version:
    """What the office has written down; on `seen`, the draft or the next version after it."""
    return write_document(
        actor=somebody(Role.OFFICE, school),
        at=AFTERNOON,
        school=school,
        kind=kind,
        wording=a_wording(kind, title=title),
        school_year=school_year if kind == PLAN else None,
        attached=attached,
        seen=seen,
    )


def a_submitted(
    school: "School", *, kind: str = PLAN, title: str = "", attached: Attached | None = None
) -> Version:
    """A version that lies before the leading group."""
    draft = a_draft(school, kind=kind, title=title, attached=attached)
    return submit_document(actor=somebody(Role.OFFICE, school), at=AFTERNOON, version=draft)


def approved_by(version: Version, *members: "Actor", at: datetime = AFTERNOON) -> Version:
    """The version after these members approved it."""
    for actor in members:
        assert version.content_hash is not None
        version = approve_document(
            actor=actor, at=at, version=version, content_hash=version.content_hash
        )
    return version


def a_version_in_force(
    school: "School", *, kind: str = PLAN, title: str = "", attached: Attached | None = None
) -> Version:
    """A version that the whole leading group has approved; a head alone where there is no group."""
    if not Membership.objects.filter(school=school, until=None).exists():
        a_leading_group(school, members=0)
    version = a_submitted(school, kind=kind, title=title, attached=attached)
    members = Membership.objects.filter(school=school, until=None).select_related("person")
    for member in members.order_by("pk"):
        if version.state == Version.State.SUBMITTED:
            is_head = member.part == Membership.Part.HEAD
            role = Role.PRINCIPAL if is_head else Role.STAFF
            version = approved_by(version, the_actor(member.person, role))
    return version


def filed(version: Version) -> Filing:
    """What the office has filed with the district."""
    return file_document(actor=somebody(Role.OFFICE, version.school), at=AFTERNOON, version=version)


def an_answer(
    filing: Filing, *, outcome: str = FilingAnswer.Outcome.ACKNOWLEDGED, remarks: str = ""
) -> FilingAnswer:
    return answer_filing(
        actor=somebody(Role.DISTRICT_REVIEWER, filing.school),
        at=AFTERNOON,
        filing=filing,
        outcome=outcome,
        remarks=remarks,
    )
