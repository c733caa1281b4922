"""Builders for tests. Each makes something whole and plausible; say only what the test is about."""

from dataclasses import replace
from datetime import date, datetime
from itertools import count
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from stdnum.cn import uscc

from kehou.ordinance.roles import Role
from kehou.people.models import Person
from kehou.people.testing import AFTERNOON, a_person, the_actor
from kehou.platform.actors import Actor
from kehou.providers.actions._write_version import show_to_districts, write_version
from kehou.providers.core.documents import scan
from kehou.providers.core.file import InstitutionFile, Shareholder, Teacher
from kehou.providers.models import (
    Admission,
    BlackListing,
    Caution,
    Document,
    FileVersion,
    Institution,
    Representative,
)
from kehou.providers.queries import file_in, newest_version

if TYPE_CHECKING:
    from kehou.schools.models import District

_numbers = count(1)

PDF = b"%PDF-1.7 a scan"
EVERY_POINT = tuple(Admission.Point.values)
NAMED = date(2026, 9, 1)


def a_code() -> str:
    """A credit code of which the last sign is right, and that nobody else has."""
    front = f"91440300MA5{next(_numbers):06d}"
    return front + uscc.calc_check_digit(front)


def a_file(name: str = "") -> InstitutionFile:
    """A file in which a district finds everything, as on an afternoon of the tests."""
    return InstitutionFile(
        name=name or f"星火少年宫{next(_numbers)}",
        legal_representative="何法人",
        address="东湖路1号",
        licence_number="44030012345",
        licence_office="市场监督管理局",
        licence_until=date(2028, 6, 30),
        permit_kind="school_permit",
        permit_number="教民144030060000",
        permit_office="东湖区教育局",
        permit_until=date(2028, 6, 30),
        educations=("aesthetic", "physical"),
        courses=("少儿合唱", "武术"),
        shareholders=(Shareholder("何法人", 6000), Shareholder("高投资", 4000)),
        teachers=(Teacher("严教练", "体教20210001", date(2026, 8, 1)),),
    )


@transaction.atomic
def an_institution(
    name: str = "",
    *,
    file: InstitutionFile | None = None,
    district: "District | None" = None,
    is_complete: bool = True,
) -> Institution:
    """A registered institution with somebody who speaks for it; in one transaction, because it and
    its first version point to each other."""
    registrar = a_person("市登记员")
    institution = Institution.objects.create(
        code=a_code(), district=district, registered_by=registrar, registered_at=AFTERNOON
    )
    file = file or (a_file(name) if is_complete else InstitutionFile(name=name or "新机构"))
    documents = (
        [a_document(institution, kind) for kind in (Document.Kind.LICENCE, Document.Kind.PERMIT)]
        if is_complete
        else []
    )
    file = replace(file, documents=tuple((one.kind, one.content_hash) for one in documents))
    write_version(institution, file, documents=documents, by_id=registrar.pk, at=AFTERNOON)
    a_representative(institution)
    return institution


def a_document(institution: Institution, kind: Document.Kind) -> Document:
    scanned = scan(PDF + kind.encode())
    return Document.objects.create(
        institution=institution,
        kind=kind,
        file_name=f"{kind}.pdf",
        content_type=scanned.content_type,
        content=scanned.content,
        content_hash=scanned.content_hash,
        handed_in_by=institution.registered_by,
        handed_in_at=AFTERNOON,
    )


def a_representative(institution: Institution, person: Person | None = None) -> Representative:
    return Representative.objects.create(
        institution=institution, person=person or a_person("卫代表"), first_day=NAMED
    )


def speaking_for(institution: Institution, *, at: datetime = AFTERNOON) -> Actor:
    """Whoever represents this institution, acting for it alone."""
    person = institution.representatives.get(until__isnull=True).person
    actor = the_actor(person, Role.INSTITUTION, at=at)
    return replace(actor, institution_id=institution.pk)


@transaction.atomic
def a_new_version(institution: Institution, **changes: object) -> FileVersion:
    """The file written anew with these changes, shown to the districts."""
    before = newest_version(institution)
    file = replace(file_in(before), **changes)  # type: ignore[arg-type]
    institution.version += 1
    institution.save(update_fields=["version"])
    documents = Document.objects.filter(enclosed_in__version=before)
    by = institution.representatives.get(until__isnull=True).person_id
    version = write_version(institution, file, documents=documents, by_id=by, at=AFTERNOON)
    show_to_districts(version, file, at=AFTERNOON)
    return version


def waiting(institution: Institution, district: "District") -> Admission:
    """The institution has applied to the district."""
    return Admission.objects.create(
        institution=institution,
        district=district,
        version=newest_version(institution),
        sent_by=institution.representatives.get(until__isnull=True).person,
        sent_at=AFTERNOON,
    )


def admitted(institution: Institution, district: "District") -> Admission:
    """The institution is on the white list of the district."""
    admission = waiting(institution, district)
    admission.state = Admission.State.ADMITTED
    admission.checked = sorted(EVERY_POINT)
    admission.decided_by, admission.decided_at = a_person("区审核"), AFTERNOON
    admission.save()
    return admission


def black_listed(institution: Institution, *, since: date = NAMED) -> BlackListing:
    return BlackListing.objects.create(
        institution=institution,
        during=DateRange(since, None),
        grounds="教师无证上岗，拒不整改。",
        listed_by=a_person("市教育局"),
        listed_at=AFTERNOON,
    )


def cautioned(institution: Institution, district: "District | None" = None) -> Caution:
    return Caution.objects.create(
        institution=institution,
        district=district,
        grounds="教师迟到两次。",
        given_by=a_person("区审核"),
        given_at=AFTERNOON,
    )
