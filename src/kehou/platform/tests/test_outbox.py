from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from kehou.platform import outbox
from kehou.platform.testing import deliver

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True, slots=True)
class BellRung:
    bell: UUID
    day: date
    times: int


heard: list[BellRung] = []


@outbox.takes(BellRung)
def hear(event: BellRung) -> None:
    heard.append(event)


def test_a_message_arrives_after_the_commit_as_it_was_put() -> None:
    heard.clear()
    event = BellRung(uuid4(), date(2026, 10, 14), 3)

    with transaction.atomic():
        outbox.put(event)
        assert heard == []
    deliver()

    assert heard == [event]


def test_a_message_of_an_act_that_failed_is_never_told() -> None:
    with transaction.atomic():
        outbox.put(BellRung(uuid4(), date(2026, 10, 14), 1))
        transaction.set_rollback(True)

    assert not ProcrastinateJob.objects.exists()


def test_a_message_needs_the_transaction_of_its_act() -> None:
    with pytest.raises(RuntimeError, match="BellRung"):
        outbox.put(BellRung(uuid4(), date(2026, 10, 14), 1))
