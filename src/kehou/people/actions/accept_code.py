from datetime import datetime
from hmac import compare_digest

from django.db import transaction

from kehou.kernel.explained import Reason, Verdict
from kehou.people.models import OneTimeCode
from kehou.people.permissions import may_sign_in
from kehou.people.queries.phones import code_hash, guardians_behind
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise


@transaction.atomic
def accept_code(*, actor: Actor, at: datetime, code: OneTimeCode, digits: str) -> Verdict:
    """Weigh the digits that somebody typed against the code sent to their phone (2.3.c).

    Right digits are accepted once, and only where a guardian has the phone: a code that was sent
    to nobody is answered like a wrong one. A wrong try is kept, so it is returned and not raised.
    """
    authorise(actor, may_sign_in, code)
    locks.hold("people.code", code.pk)
    code.refresh_from_db()

    if code.used_at is not None:
        return Verdict((Reason("code_was_used"),))
    if at >= code.expires_at:
        return Verdict((Reason("code_expired"),))
    if not code.tries_left:
        return Verdict((Reason("no_tries_left"),))

    is_right = compare_digest(bytes(code.code_hash), code_hash(bytes(code.phone_index), digits))
    if is_right and guardians_behind(bytes(code.phone_index), on=city_day(at)):
        code.used_at = at
        code.save(update_fields=["used_at"])
        journal.record("people.code_accepted", code, actor=actor, at=at)
        return Verdict()
    code.tries_left -= 1
    code.save(update_fields=["tries_left"])
    journal.record("people.code_wrong", code, actor=actor, at=at)
    if not code.tries_left:
        return Verdict((Reason("no_tries_left"),))
    return Verdict((Reason("wrong_code", facts={"left": code.tries_left}),))
