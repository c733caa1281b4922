from datetime import datetime

from django.db import transaction

from kehou.kernel.explained import Reason, Verdict
from kehou.people.core.codes import step_of
from kehou.people.models import Account, SignInFailure
from kehou.people.permissions import owns
from kehou.people.queries.accounts import second_factor_of, secret_of
from kehou.people.queries.failures import may_try, name_index_of
from kehou.people.queries.visitors import Visitor, account_source
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise


@transaction.atomic
def show_second_factor(
    *, actor: Actor, at: datetime, account: Account, digits: str, visitor: Visitor
) -> Verdict:
    """Weigh a code of somebody's authenticator app; the first right one ends the setting up.

    No clause: it keeps others from playing the roles that move money or release children.

    Each code is good once. Whoever gets this far knows the password, so wrong codes are counted
    for the account wherever they come from, except on a device that the account is known on. A
    wrong one is kept, so it is returned and not raised.
    """
    authorise(actor, owns, account)
    locks.hold("people.second_factor", account.pk)
    second_factor = second_factor_of(account)
    if second_factor is None:
        return Verdict((Reason("second_factor_is_missing"),))
    knows = account.pk in visitor.accounts
    source_index = visitor.source(knows=True) if knows else account_source(account.pk)
    name_index = name_index_of(f"second factor of {account.pk}")

    verdict = may_try(name_index=name_index, source_index=source_index, at=at)
    if not verdict:
        return verdict
    step = step_of(secret_of(second_factor), digits, at=at, used=second_factor.last_step_used)
    if step is None:
        SignInFailure.objects.create(at=at, name_index=name_index, source_index=source_index)
        journal.record("people.second_factor_failed", account, actor=actor, at=at)
        return Verdict((Reason("wrong_second_factor"),))

    was_set_up = second_factor.confirmed_at is not None
    second_factor.confirmed_at = second_factor.confirmed_at or at
    second_factor.last_step_used = step
    second_factor.save(update_fields=["confirmed_at", "last_step_used"])
    SignInFailure.objects.filter(name_index=name_index, source_index=source_index).delete()
    act = "people.second_factor_shown" if was_set_up else "people.second_factor_set_up"
    journal.record(act, account, actor=actor, at=at)
    return Verdict()
