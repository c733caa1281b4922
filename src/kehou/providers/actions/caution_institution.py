from datetime import datetime

from django.db import transaction

from kehou.kernel.explained import refuse
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise
from kehou.providers.models import Caution, Institution
from kehou.providers.permissions import may_keep


@transaction.atomic
def caution_institution(
    *, actor: Actor, at: datetime, institution: Institution, grounds: str
) -> Caution:
    """Warn an institution; the warning stands in its file and on every white list (5.2.a)."""
    authorise(actor, may_keep, institution)
    if not grounds.strip():
        raise refuse("caution_says_why", "5.2.a")

    caution = Caution.objects.create(
        institution=institution,
        district_id=actor.district_id,
        grounds=grounds.strip(),
        given_by_id=actor.somebody,
        given_at=at,
    )
    detail = {"caution": caution.pk}
    journal.record("providers.cautioned", institution, actor=actor, at=at, detail=detail)
    return caution
