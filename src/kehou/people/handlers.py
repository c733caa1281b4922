"""What the platform hands over to this context: messages that a demo keeps instead of sending."""

from datetime import datetime

from kehou.people.actions import keep_demo_message
from kehou.platform.actors import Actor


def keep_for_demo(*, phone: str, text: str, at: datetime) -> None:
    """A carrier of messages (`kehou.platform.messages`) for a demo."""
    keep_demo_message(actor=Actor.system("demo messages"), at=at, phone=phone, text=text)
