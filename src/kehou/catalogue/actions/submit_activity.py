from datetime import datetime

from django.db import transaction

from kehou.catalogue.models import Activity
from kehou.catalogue.permissions import may_submit
from kehou.kernel.explained import refuse
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise


@transaction.atomic
def submit_activity(*, actor: Actor, at: datetime, activity: Activity) -> Activity:
    """Hand a draft to the school's review, the first of the two stages (2.3.b, 5.4.b)."""
    authorise(actor, may_submit, activity)
    locks.hold("catalogue.activity", activity.pk)
    activity = Activity.objects.get(pk=activity.pk)
    if activity.state != Activity.State.DRAFT:
        raise refuse("only_a_draft_is_submitted", "5.4.b", activity=activity.title)

    activity.state = Activity.State.SUBMITTED
    activity.state_since = at
    activity.save(update_fields=["state", "state_since"])
    detail = {"version": activity.version}
    journal.record("catalogue.activity_submitted", activity, actor=actor, at=at, detail=detail)
    return activity
