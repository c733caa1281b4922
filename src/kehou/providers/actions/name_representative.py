from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from kehou.people.actions import open_representative_account
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise
from kehou.providers.models import Institution, Representative
from kehou.providers.permissions import may_keep

if TYPE_CHECKING:
    from kehou.people.actions.open_representative_account import OpenedAccount


@transaction.atomic
def name_representative(
    *, actor: Actor, at: datetime, institution: Institution, name: str, login_name: str
) -> "OpenedAccount":
    """Let somebody speak for an institution from now on, in the place of whoever did (4.2).

    Whoever spoke for it before has lost the seat with this, at their next request.
    """
    authorise(actor, may_keep, institution)
    locks.hold("providers.institution", institution.pk)
    opened = open_representative_account(
        actor=actor, at=at, name=name.strip(), login_name=login_name
    )
    today = city_day(at)
    standing = Representative.objects.filter(institution=institution, until__isnull=True)
    standing.update(until=today)
    Representative.objects.create(
        institution=institution, person=opened.account.person, first_day=today
    )
    detail = {"person": opened.account.person_id}
    journal.record("providers.representative_named", institution, actor=actor, at=at, detail=detail)
    return opened
