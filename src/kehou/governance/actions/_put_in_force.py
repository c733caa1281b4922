"""Putting in force what the leading group has approved, whichever act made up its majority."""

from datetime import datetime

from kehou.governance.models import Version
from kehou.governance.queries import verdicts_on
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day


def put_in_force_if_approved(*, actor: Actor, at: datetime, version: Version) -> bool:
    """Put a submitted version in force once the rule says yes; it supersedes the earlier one."""
    if not verdicts_on([version], on=city_day(at))[version.pk]:
        return False
    earlier = Version.objects.filter(document=version.document_id, state=Version.State.IN_FORCE)
    earlier.update(state=Version.State.SUPERSEDED, state_since=at)
    version.state = Version.State.IN_FORCE
    version.state_since = at
    version.save(update_fields=["state", "state_since"])
    detail = {"number": version.number, "content_hash": version.content_hash}
    journal.record("governance.document_put_in_force", version, actor=actor, at=at, detail=detail)
    return True
