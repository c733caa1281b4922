from dataclasses import replace
from datetime import datetime

from django.db import transaction

from kehou.kernel.explained import refuse
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise
from kehou.providers.actions._write_version import show_to_districts, write_version
from kehou.providers.core.documents import scan
from kehou.providers.models import Document, FileVersion, Institution
from kehou.providers.permissions import may_write_file
from kehou.providers.queries.files import file_in, newest_version

FILE_NAME_MAX = 120


@transaction.atomic
def attach_document(
    *,
    actor: Actor,
    at: datetime,
    institution: Institution,
    kind: str,
    file_name: str,
    content: bytes,
) -> FileVersion:
    """Enclose a document with an institution's file, in the place of one of its kind (5.2.a).

    It is a new version of the file: what a district admitted keeps the document it saw. What the
    document is, its first bytes say and not its name.
    """
    authorise(actor, may_write_file, institution)
    scanned = scan(content)
    locks.hold("providers.institution", institution.pk)
    institution = Institution.objects.get(pk=institution.pk)
    before = newest_version(institution)
    kept = {
        one.kind: one
        for one in Document.objects.filter(enclosed_in__version=before).defer("content")
    }
    if kind in kept and kept[kind].content_hash == scanned.content_hash:
        raise refuse("document_is_enclosed_already", "5.2.a")

    kept[kind] = Document.objects.create(
        institution=institution,
        kind=kind,
        file_name=file_name[-FILE_NAME_MAX:],
        content_type=scanned.content_type,
        content=scanned.content,
        content_hash=scanned.content_hash,
        handed_in_by_id=actor.somebody,
        handed_in_at=at,
    )
    documents = tuple((one.kind, one.content_hash) for one in kept.values())
    file = replace(file_in(before), documents=documents).in_order()
    institution.version += 1
    institution.save(update_fields=["version"])
    version = write_version(institution, file, documents=kept.values(), by_id=actor.somebody, at=at)
    show_to_districts(version, file, at=at)
    detail = {"version": version.number, "document": kept[kind].pk}
    journal.record("providers.document_attached", institution, actor=actor, at=at, detail=detail)
    return version
