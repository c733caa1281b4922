from datetime import datetime

from django.db import transaction

from kehou.kernel.explained import refuse
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise
from kehou.providers.models import Admission
from kehou.providers.permissions import may_decide


@transaction.atomic
def strike_off(*, actor: Actor, at: datetime, admission: Admission, grounds: str) -> Admission:
    """Strike an institution off the district's white list, at once and with grounds (5.2.a).

    It may apply again; that it was struck off, and why, stays in its file.
    """
    authorise(actor, may_decide, admission)
    locks.hold("providers.institution", admission.institution_id)
    admission = Admission.objects.get(pk=admission.pk)
    if admission.state != Admission.State.ADMITTED:
        raise refuse("only_the_listed_are_struck_off", "5.2.a")
    if not grounds.strip():
        raise refuse("striking_off_says_why", "5.2.a")

    admission.state = Admission.State.STRUCK_OFF
    admission.grounds = grounds.strip()
    admission.ended_by_id, admission.ended_at = actor.somebody, at
    admission.save()
    detail = {"admission": admission.pk}
    journal.record("providers.struck_off", admission.institution, actor=actor, at=at, detail=detail)
    return admission
