"""How a version of a file is written, and what a new one means for the districts (5.2.a)."""

from collections.abc import Iterable
from datetime import datetime

from kehou.providers.core.file import InstitutionFile, needs_another_look
from kehou.providers.models import (
    Admission,
    Document,
    Enclosure,
    FileVersion,
    Institution,
    Shareholder,
    Teacher,
)
from kehou.providers.queries.files import file_in, whole_versions

COLUMNS = (
    *("name", "legal_representative", "address", "licence_number", "licence_office"),
    *("licence_until", "permit_kind", "permit_number", "permit_office", "permit_until"),
)


def write_version(
    institution: Institution,
    file: InstitutionFile,
    *,
    documents: Iterable[Document],
    by_id: int,
    at: datetime,
) -> FileVersion:
    """Write the version in which the institution stands from now on. Whoever calls holds it."""
    file = file.in_order()
    version = FileVersion.objects.create(
        institution=institution,
        number=institution.version,
        **{name: getattr(file, name) for name in COLUMNS},
        educations=list(file.educations),
        courses=list(file.courses),
        content_hash=file.content_hash,
        written_by_id=by_id,
        written_at=at,
    )
    of_it = {"institution": institution, "version": version}
    Shareholder.objects.bulk_create(
        Shareholder(**of_it, name=one.name, share=one.share) for one in file.shareholders
    )
    Teacher.objects.bulk_create(
        Teacher(**of_it, name=one.name, certificate=one.certificate, vetted_on=one.vetted_on)
        for one in file.teachers
    )
    Enclosure.objects.bulk_create(
        Enclosure(
            **of_it,
            document=one,
            kind=one.kind,
            file_name=one.file_name,
            content_hash=one.content_hash,
        )
        for one in documents
    )
    return version


def show_to_districts(version: FileVersion, file: InstitutionFile, *, at: datetime) -> None:
    """Where the institution waits, this version waits; where it is listed, it waits for a look.

    What was admitted stays admitted as it was. A change of the address alone needs no look.
    """
    admissions = Admission.objects.filter(institution=version.institution_id)
    waiting = admissions.filter(state=Admission.State.WAITING)
    waiting.update(version=version)
    asked = set(waiting.values_list("district_id", flat=True))
    listed = admissions.filter(state=Admission.State.ADMITTED).exclude(district__in=asked)
    admitted = {one.pk: one for one in whole_versions().filter(admissions__in=listed)}
    Admission.objects.bulk_create(
        Admission(
            institution_id=version.institution_id,
            district_id=one.district_id,
            version=version,
            sent_by_id=version.written_by_id,
            sent_at=at,
        )
        for one in listed
        if needs_another_look(file_in(admitted[one.version_id]), file)
    )
