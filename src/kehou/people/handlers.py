"""What is handed over to this context: messages that a demo keeps, and imports left to a job."""

from datetime import datetime

from kehou.people.actions import finish_import, keep_demo_message
from kehou.people.events import ImportDecided
from kehou.platform import outbox
from kehou.platform.actors import Actor
from kehou.platform.clock import now


def keep_for_demo(*, phone: str, text: str, at: datetime) -> None:
    """A carrier of messages (`kehou.platform.messages`) for a demo."""
    keep_demo_message(actor=Actor.system("demo messages"), at=at, phone=phone, text=text)


@outbox.takes(ImportDecided)
def carry_out_import(event: ImportDecided) -> None:
    """A long workbook whose turn has come (3.1)."""
    finish_import(actor=Actor.system("people.handlers"), at=now(), decided=event)
