from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from kehou.kernel.explained import Reason, Verdict
from kehou.people.models import Account, SignInFailure, TimeBasedSecret
from kehou.people.permissions import owns
from kehou.people.queries.failures import may_try, name_index_of
from kehou.people.queries.visitors import account_source
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise

# What Django's validators say, in our words.
_WORDED = {
    "password_too_short": "password_too_short",
    "password_too_common": "password_too_common",
    "password_too_similar": "password_like_its_name",
}


@transaction.atomic
def change_password(
    *, actor: Actor, at: datetime, account: Account, current: str, new: str
) -> Verdict:
    """Replace somebody's password by another, for who still knows the old one.

    No clause: the ordinance says who may do what, not how they show who they are.

    At least twelve signs, not among the common ones, unlike the login name; no rule about kinds of
    signs, which only makes passwords alike. Every other session of the account ends, and a second
    factor that was not shown yet is dropped: whoever knew the old password may have its secret.
    One that was handed out and has expired is replaced by nobody, in no session that is still
    open. A wrong old password is kept, so it is returned and not raised.
    """
    authorise(actor, owns, account)
    source_index = account_source(account.pk)
    name_index = name_index_of(f"password of {account.pk}")
    locks.hold("people.account", account.person_id)
    # Another may have been handed out while this one waited; then the old one proves nothing.
    account.refresh_from_db(fields=["password", "one_time_until"])

    verdict = may_try(name_index=name_index, source_index=source_index, at=at)
    if not verdict:
        return verdict
    if not account.check_password(current):
        SignInFailure.objects.create(at=at, name_index=name_index, source_index=source_index)
        journal.record("people.password_change_failed", account, actor=actor, at=at)
        return Verdict((Reason("wrong_password"),))
    if account.one_time_until is not None and at >= account.one_time_until:
        return Verdict((Reason("one_time_password_expired"),))
    try:
        validate_password(new, account)
    except ValidationError as invalid:
        return Verdict(tuple(Reason(_WORDED[error.code or ""]) for error in invalid.error_list))
    if account.check_password(new):
        return Verdict((Reason("password_is_the_old_one"),))
    account.set_password(new)
    account.one_time_until = None
    account.save(update_fields=["password", "one_time_until"])
    locks.hold("people.second_factor", account.pk)
    TimeBasedSecret.objects.filter(account=account, confirmed_at__isnull=True).delete()
    journal.record("people.password_changed", account, actor=actor, at=at)
    return Verdict()
