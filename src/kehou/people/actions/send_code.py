from datetime import datetime
from functools import partial
from math import ceil

from django.db import transaction

from kehou.kernel.explained import refuse
from kehou.people.core.codes import new_code
from kehou.people.models import OneTimeCode
from kehou.people.permissions import may_sign_in
from kehou.people.queries.phones import (
    GOOD_FOR,
    REMEMBERED,
    TRIES,
    code_hash,
    guardians_behind,
    knows_phone,
    phone_index_of,
    wait_for_a_code,
)
from kehou.people.queries.visitors import Visitor
from kehou.platform import locks, messages
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise

FORGOTTEN_AT_ONCE = 100
TEXT = "【课后服务】登录验证码：{code}，{minutes}分钟内有效。请勿告诉他人；如非本人操作，请忽略。"


@transaction.atomic
def send_code(*, actor: Actor, at: datetime, phone: str, visitor: Visitor) -> OneTimeCode:
    """Send a one-time code to a guardian's phone (2.3.c).

    A number that no guardian has gets a code as well, which is sent to nobody and opens nothing:
    so the answer is the same, and whoever asks does not learn who has children here. It goes out
    after the commit, and when that fails the answer is still the same.
    """
    authorise(actor, may_sign_in, phone)
    carry = messages.carrier()
    if carry is None:
        raise refuse("nobody_carries_messages")
    phone_index = phone_index_of(phone)
    knows = knows_phone(visitor, phone_index)
    source_index = visitor.source(knows=knows)
    locks.hold("people.code_to_phone", phone_index.hex())

    wait = wait_for_a_code(phone_index=phone_index, source_index=source_index, knows=knows, at=at)
    if wait:
        raise refuse("wait_for_a_code", seconds=ceil(wait.total_seconds()))

    _forget(before=at - REMEMBERED)
    digits = new_code()
    code = OneTimeCode.objects.create(
        phone_index=phone_index,
        source_index=source_index,
        code_hash=code_hash(phone_index, digits),
        sent_at=at,
        expires_at=at + GOOD_FOR,
        tries_left=TRIES,
    )
    if guardians_behind(phone_index, on=city_day(at)):
        text = TEXT.format(code=digits, minutes=GOOD_FOR.seconds // 60)
        transaction.on_commit(partial(carry, phone=phone, text=text, at=at), robust=True)
    journal.record("people.code_asked_for", code, actor=actor, at=at)
    return code


def _forget(*, before: datetime) -> None:
    """Delete old codes, a few at a time and none that somebody else is deleting."""
    old = OneTimeCode.objects.filter(sent_at__lt=before).select_for_update(skip_locked=True)
    ids = list(old.values_list("pk", flat=True)[:FORGOTTEN_AT_ONCE])
    OneTimeCode.objects.filter(pk__in=ids).delete()
