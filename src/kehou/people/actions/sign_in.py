from dataclasses import replace
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from kehou.kernel.explained import Reason, Verdict
from kehou.people.models import Account, SignInFailure
from kehou.people.permissions import may_sign_in
from kehou.people.queries.accounts import account_named, as_login_name
from kehou.people.queries.failures import REMEMBERED, may_try, name_index_of
from kehou.people.queries.visitors import Visitor
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise

FORGOTTEN_AT_ONCE = 100


@transaction.atomic
def sign_in(
    *, actor: Actor, at: datetime, login_name: str, password: str, visitor: Visitor
) -> Account | Verdict:
    """Let somebody in who knows the password of an account, or say why not.

    No clause: the ordinance says who may do what, not how they show who they are.

    A wrong password is refused by what is returned, not raised: that it was wrong is a fact to be
    kept. An unknown name, a disabled account and a wrong password are answered alike and take the
    same time. One guess at a time from one source is weighed, or a hundred sent at once would all
    find that nobody has to wait yet.
    """
    authorise(actor, may_sign_in, login_name)
    account = account_named(login_name)
    knows = account is not None and account.pk in visitor.accounts
    source_index = visitor.source(knows=knows)
    name_index = name_index_of(as_login_name(login_name))
    locks.hold("people.sign_in", source_index.hex())

    verdict = may_try(name_index=name_index, source_index=source_index, at=at)
    if not verdict:
        return verdict
    if account is None or not _is_right(account, password):
        if account is None:
            make_password(password)  # takes the time that a known name takes
        _forget(before=at - REMEMBERED)
        failure = SignInFailure.objects.create(
            at=at, name_index=name_index, source_index=source_index
        )
        detail = {"account": account and account.pk}
        journal.record("people.sign_in_failed", failure, actor=actor, at=at, detail=detail)
        return Verdict((Reason("wrong_name_or_password"),))
    SignInFailure.objects.filter(name_index=name_index, source_index=source_index).delete()
    if account.one_time_until is not None and at >= account.one_time_until:
        return Verdict((Reason("one_time_password_expired"),))
    account.signed_in_at = at
    account.save(update_fields=["signed_in_at"])
    now_known = replace(actor, person_id=account.person_id)
    journal.record("people.signed_in", account, actor=now_known, at=at, grounds="password")
    return account


def _is_right(account: Account, password: str) -> bool:
    return account.check_password(password) and account.is_active


def _forget(*, before: datetime) -> None:
    """Delete old failures, a few at a time and none that somebody else is deleting."""
    old = SignInFailure.objects.filter(at__lt=before).select_for_update(skip_locked=True)
    ids = list(old.values_list("pk", flat=True)[:FORGOTTEN_AT_ONCE])
    SignInFailure.objects.filter(pk__in=ids).delete()
