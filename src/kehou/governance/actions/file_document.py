from datetime import datetime

from django.db import transaction

from kehou.governance.models import Filing, Version
from kehou.governance.permissions import may_send
from kehou.kernel.explained import refuse
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise


@transaction.atomic
def file_document(*, actor: Actor, at: datetime, version: Version) -> Filing:
    """File a plan or rules in force with the district (备案) (2.1, 7.2.a).

    Once for each version: what the district returned is written anew, approved anew, filed anew.
    """
    authorise(actor, may_send, version)
    locks.hold("governance.group", version.school_id)
    version = Version.objects.get(pk=version.pk)
    if version.state != Version.State.IN_FORCE:
        raise refuse("only_what_is_in_force_is_filed", "7.2.a", document=version.title)
    if Filing.objects.filter(version=version).exists():
        raise refuse("version_is_filed_once", "7.2.a")

    filing = Filing.objects.create(
        school_id=version.school_id, version=version, filed_by_id=actor.somebody, filed_at=at
    )
    detail = {"version": version.pk, "content_hash": version.content_hash}
    journal.record("governance.document_filed", filing, actor=actor, at=at, detail=detail)
    return filing
