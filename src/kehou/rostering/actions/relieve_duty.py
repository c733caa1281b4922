from datetime import datetime

from django.db import transaction

from kehou.kernel.explained import refuse
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.errors import Conflict
from kehou.platform.permissions import authorise
from kehou.rostering.models import Duty
from kehou.rostering.permissions import may_arrange_duties


@transaction.atomic
def relieve_duty(*, actor: Actor, at: datetime, duty: Duty) -> Duty | None:
    """Take a duty off somebody; whoever is with the group already leads it from now on (7.1.b).

    Nobody is relieved while children are in their name: the database refuses it, so that the
    children are handed over first. What is over stays on record as it was.
    """
    authorise(actor, may_arrange_duties, duty.school)
    if duty.during.upper <= at:
        raise refuse("duty_is_over", "7.1.b", day=duty.day)
    standing = Duty.objects.filter(relieved_at__isnull=True)
    if not standing.filter(pk=duty.pk).update(relieved_at=at):
        raise Conflict("the duty was relieved meanwhile")

    others = standing.filter(group=duty.group_id, day=duty.day).order_by("pk")
    successor = others.first() if duty.is_lead else None
    if successor and standing.filter(pk=successor.pk).update(is_lead=True):
        successor.is_lead = True
    detail = {"staff": duty.staff_id, "successor": successor.staff_id if successor else None}
    journal.record("rostering.duty_relieved", duty, actor=actor, at=at, detail=detail)
    return successor
