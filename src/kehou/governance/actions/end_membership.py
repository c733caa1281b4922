from datetime import datetime

from django.db import transaction

from kehou.governance.actions._put_in_force import put_in_force_if_approved
from kehou.governance.models import Membership, Version
from kehou.governance.permissions import may_end_membership
from kehou.kernel.explained import refuse
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise


@transaction.atomic
def end_membership(*, actor: Actor, at: datetime, membership: Membership) -> Membership:
    """End an office in the leading group today, and with it the power to approve (7.1.a).

    What the member approved stays written, but counts no more towards what still waits. With one
    member less, what the others approved may have its majority now; then it comes into force. An
    office that has not begun ends on its first day: it was never held.
    """
    authorise(actor, may_end_membership, membership)
    locks.hold("governance.group", membership.school_id)
    membership = Membership.objects.select_related("school").get(pk=membership.pk)
    if membership.until is not None:
        raise refuse("membership_has_ended", "7.1.a", until=membership.until)

    membership.until = max(city_day(at), membership.first_day)
    membership.ended_by_id = actor.somebody
    membership.ended_at = at
    membership.save(update_fields=["until", "ended_by", "ended_at"])
    detail = {"person": membership.person_id, "until": membership.until}
    journal.record("governance.membership_ended", membership, actor=actor, at=at, detail=detail)
    waiting = Version.objects.filter(school=membership.school_id, state=Version.State.SUBMITTED)
    for version in waiting.select_related("school").order_by("pk"):
        put_in_force_if_approved(actor=actor, at=at, version=version)
    return membership
