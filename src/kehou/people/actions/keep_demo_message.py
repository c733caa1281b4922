from datetime import datetime
from uuid import uuid4

from django.db import transaction

from kehou.people.models import DemoMessage
from kehou.people.permissions import may_carry_for_demo
from kehou.people.queries.demo import PHONE_COLUMN, TEXT_COLUMN
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.permissions import authorise
from kehou.platform.sealed import seal


@transaction.atomic
def keep_demo_message(*, actor: Actor, at: datetime, phone: str, text: str) -> DemoMessage:
    """Keep a message instead of sending it, for a page of the demo to show.

    No clause: a demo has no phones.
    """
    authorise(actor, may_carry_for_demo, phone)
    key = uuid4()
    message = DemoMessage.objects.create(
        key=key,
        phone_sealed=seal(PHONE_COLUMN, key, phone),
        text_sealed=seal(TEXT_COLUMN, key, text),
        sent_at=at,
    )
    journal.record("people.demo_message_kept", message, actor=actor, at=at)
    return message
