import pytest

from kehou.ordinance.roles import Role
from kehou.people.actions import keep_demo_message
from kehou.people.handlers import keep_for_demo
from kehou.people.models import DemoMessage
from kehou.people.queries.demo import KeptMessage, kept_messages
from kehou.people.testing import AFTERNOON, somebody
from kehou.platform.errors import Forbidden
from kehou.platform.models import JournalEntry

pytestmark = pytest.mark.django_db


def test_a_message_is_kept_sealed_and_can_be_shown() -> None:
    keep_for_demo(phone="13912345678", text="123456", at=AFTERNOON)

    assert kept_messages() == [KeptMessage("13912345678", "123456", AFTERNOON)]
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.actor_part) == ("people.demo_message_kept", "demo messages")


def test_only_the_latest_are_shown() -> None:
    for turn in range(12):
        keep_for_demo(phone="13912345678", text=str(turn), at=AFTERNOON)

    assert [message.text for message in kept_messages()] == [str(t) for t in range(11, 1, -1)]


def test_people_carry_no_messages() -> None:
    with pytest.raises(Forbidden):
        keep_demo_message(
            actor=somebody(Role.OFFICE), at=AFTERNOON, phone="13912345678", text="123456"
        )

    assert not DemoMessage.objects.exists()
