from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from kehou.governance.core.attachments import Attached
from kehou.governance.core.sections import SECTIONS
from kehou.governance.core.wording import Wording
from kehou.governance.models import Attachment, Document, Version
from kehou.governance.permissions import may_write
from kehou.kernel.explained import refuse
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.errors import Conflict
from kehou.platform.permissions import authorise

if TYPE_CHECKING:
    from kehou.schools.models import School


@transaction.atomic
def write_document(
    *,
    actor: Actor,
    at: datetime,
    school: "School",
    kind: str,
    wording: Wording,
    school_year: int | None = None,
    seen: Version | None = None,
    attached: Attached | None = None,
    keeps_attachment: bool = True,
) -> Version:
    """Write a plan or rules down, as a draft: the first, the same one again, or the next (7.2.a).

    `seen` is the version that was on the writer's screen. A draft is rewritten; anything that was
    submitted stays as it is, and the new words are a version of their own that needs approval
    again. `Conflict` when somebody else wrote meanwhile: nobody's words are lost.
    """
    authorise(actor, may_write, school)
    locks.hold("governance.group", school.pk)
    if not wording.title.strip():
        raise refuse("document_has_a_title", "7.2.a")
    if wording.first_day and wording.last_day and wording.last_day < wording.first_day:
        raise refuse("rules_end_after_they_begin", "8.a")
    if seen is None:
        _require_no_plan(school, school_year)
        document = Document.objects.create(school=school, kind=kind, school_year=school_year)
    else:
        document = seen.document
        _require_newest(seen)

    version = _draft(document, seen, keeps_attachment=keeps_attachment)
    known = {section.key for section in SECTIONS[document.kind]}
    version.title = wording.title.strip()
    version.sections = {
        key: text.strip() for key, text in wording.sections.items() if key in known and text.strip()
    }
    version.first_day, version.last_day = wording.first_day, wording.last_day
    if attached is not None:
        version.attachment = _kept(school, attached)
        version.attachment_name = attached.name
    version.state_since = at
    version.written_by_id = actor.somebody
    version.save()
    detail = {"kind": document.kind, "number": version.number, "revision": version.revision}
    journal.record("governance.document_written", version, actor=actor, at=at, detail=detail)
    return version


def _require_no_plan(school: "School", school_year: int | None) -> None:
    plans = Document.objects.filter(school=school, kind=Document.Kind.PLAN)
    if school_year is not None and plans.filter(school_year=school_year).exists():
        raise refuse("school_has_one_plan_a_year", "7.2.a")


def _require_newest(seen: Version) -> None:
    newest = Version.objects.filter(document=seen.document_id).latest("number")
    if (newest.pk, newest.revision) != (seen.pk, seen.revision):
        raise Conflict(f"version {seen.pk} was written anew meanwhile")


def _draft(document: Document, seen: Version | None, *, keeps_attachment: bool) -> Version:
    """The draft to write in: the one seen, or a new one after it."""
    if seen is not None and seen.state == Version.State.DRAFT:
        draft = Version.objects.get(pk=seen.pk)
        draft.revision += 1
    else:
        last = Version.objects.filter(document=document).aggregate(last=Max("number"))["last"]
        draft = Version(school_id=document.school_id, document=document, number=(last or 0) + 1)
        if seen is not None:
            draft.attachment_id, draft.attachment_name = seen.attachment_id, seen.attachment_name
    if not keeps_attachment:
        draft.attachment, draft.attachment_name = None, ""
    return draft


def _kept(school: "School", attached: Attached) -> Attachment:
    """The file by its content; the same file handed in twice is kept once."""
    kept, _ = Attachment.objects.get_or_create(
        school=school,
        content_hash=attached.content_hash,
        defaults={"kind": attached.kind, "content": attached.content},
    )
    return kept
