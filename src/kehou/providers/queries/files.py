"""Institutions' files: a version as a whole, and the facts that a rule asks of it."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from kehou.ordinance.rules import providers as rules
from kehou.platform.sealed import unseal
from kehou.providers.core.file import InstitutionFile, Shareholder, Teacher
from kehou.providers.models import BlackListing, Document, FileVersion, Institution
from kehou.providers.permissions import admissions_of, institutions_of

if TYPE_CHECKING:
    from kehou.platform.actors import Actor

CONTACT_PHONE = "providers.institution.contact_phone"
EDUCATIONS = ("moral", "intellectual", "physical", "aesthetic", "labour")
PERMIT_KINDS = FileVersion.PermitKind.choices
DOCUMENT_KINDS = Document.Kind.choices


def whole_versions() -> QuerySet[FileVersion]:
    """Versions with all their parts, without the bytes of their documents."""
    return FileVersion.objects.prefetch_related("shareholders", "teachers").prefetch_related(
        "enclosures"
    )


def newest_version(institution: Institution) -> FileVersion:
    """The version in which a file stands."""
    versions = whole_versions().select_related("written_by")
    return versions.get(institution=institution, number=institution.version)


def file_in(version: FileVersion) -> InstitutionFile:
    """A version as the whole that it is. Three queries, or none where the parts are fetched."""
    columns = {
        name: getattr(version, name)
        for name in InstitutionFile.__dataclass_fields__
        if name not in ("educations", "courses", "shareholders", "teachers", "documents")
    }
    return InstitutionFile(
        **columns,
        educations=tuple(version.educations),
        courses=tuple(version.courses),
        shareholders=tuple(Shareholder(one.name, one.share) for one in version.shareholders.all()),
        teachers=tuple(
            Teacher(one.name, one.certificate, one.vetted_on) for one in version.teachers.all()
        ),
        documents=tuple((one.kind, one.content_hash) for one in version.enclosures.all()),
    ).in_order()


def facts_of(version: FileVersion, *, is_listed: bool, is_black_listed: bool) -> rules.Institution:
    """What the rule asks of a version of a file (5.2.a)."""
    return rules.Institution(
        is_listed=is_listed,
        is_black_listed=is_black_listed,
        licence_until=version.licence_until,
        permit_until=version.permit_until,
        teachers=tuple(rules.Vetted(one.name, one.vetted_on) for one in version.teachers.all()),
    )


def black_listings(on: date) -> QuerySet[BlackListing]:
    """What is in force on that day (5.2.a)."""
    return BlackListing.objects.filter(during__contains=on)


def is_black_listed(institution: Institution, *, on: date) -> bool:
    return black_listings(on).filter(institution=institution).exists()


def institution_of(actor: "Actor") -> Institution:
    """The institution for which the actor speaks."""
    return Institution.objects.get(pk=actor.one_institution)


def contact_phone_of(institution: Institution) -> str:
    """How to reach an institution, opened; "" where nobody has said."""
    sealed = institution.contact_phone_sealed
    return unseal(CONTACT_PHONE, institution.key, sealed) if sealed else ""


def institutions_found(
    actor: "Actor", *, text: str = "", state: str = "", on: date
) -> QuerySet[Institution]:
    """Those whose name or code holds the text, in one of the states that the actor may know of."""
    institutions = institutions_of(actor)
    if text:
        named = FileVersion.objects.filter(name__icontains=text).values("institution")
        institutions = institutions.filter(Q(code__icontains=text.upper()) | Q(pk__in=named))
    if state == "black_listed":
        return institutions.filter(pk__in=black_listings(on).values("institution"))
    if state:
        there = admissions_of(actor).filter(state=state)
        return institutions.filter(pk__in=there.values("institution"))
    return institutions
