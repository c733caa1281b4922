from dataclasses import replace
from datetime import datetime

from django.db import transaction

from kehou.kernel.explained import Verdict
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.rules import providers as rules
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.errors import Conflict
from kehou.platform.permissions import authorise
from kehou.platform.sealed import seal
from kehou.platform.workbook import cells
from kehou.providers.actions._write_version import show_to_districts, write_version
from kehou.providers.core.file import InstitutionFile, changed_parts, consistent
from kehou.providers.core.scope import tutoring_among
from kehou.providers.models import Document, FileVersion, Institution
from kehou.providers.permissions import may_write_file
from kehou.providers.queries.files import CONTACT_PHONE, file_in, newest_version


@transaction.atomic
def write_file(
    *,
    actor: Actor,
    at: datetime,
    institution: Institution,
    file: InstitutionFile,
    contact_name: str = "",
    contact_phone: str = "",
) -> FileVersion:
    """Write down an institution's file anew; what changed waits for the districts (5.2.a, 5.3.b).

    Documents stay those that were handed in. Whom to call is kept beside the file and is no part of
    what is looked at. `Conflict` when the file was written anew since it was read.
    """
    authorise(actor, may_write_file, institution)
    locks.hold("providers.institution", institution.pk)
    read, institution = institution.version, Institution.objects.get(pk=institution.pk)
    if institution.version != read:
        raise Conflict(f"the file of institution {institution.pk} has a newer version than {read}")
    before = newest_version(institution)
    file = replace(file, documents=file_in(before).documents)
    tutoring = rules.admissible_courses(tutoring_among(file.courses), Ordinance(city_day(at)))
    Verdict(consistent(file).against + tutoring.against).require()

    _keep_contact(institution, contact_name, contact_phone)
    changed = changed_parts(file_in(before), file)
    if not changed:
        institution.save()
        return before
    institution.version += 1
    institution.save()
    documents = Document.objects.filter(enclosed_in__version=before).defer("content")
    version = write_version(institution, file, documents=documents, by_id=actor.somebody, at=at)
    show_to_districts(version, file, at=at)
    detail = {"version": version.number, "changed": changed}
    journal.record("providers.file_written", institution, actor=actor, at=at, detail=detail)
    return version


def _keep_contact(institution: Institution, name: str, phone: str) -> None:
    number = cells.phone(phone)
    institution.contact_name = name.strip()
    sealed = seal(CONTACT_PHONE, institution.key, number) if number else None
    institution.contact_phone_sealed = sealed
