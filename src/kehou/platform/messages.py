"""Short messages to phones. Who carries them is a setting, a dotted path to a `Carrier`.

None carries them unless the operator names one, or it is a demo, which keeps them to be shown.
"""

from datetime import datetime
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string


class Carrier(Protocol):
    """Takes a message and returns at once, to deliver it in its own time.

    A carrier that waits for a network does so in a background job: sending is part of signing in,
    where the time of the answer must not tell whether a phone number is known. It logs neither the
    number nor the text.
    """

    def __call__(self, *, phone: str, text: str, at: datetime) -> None: ...


def carrier() -> Carrier | None:
    """Who carries messages here, or None while the operator has named nobody."""
    if not settings.MESSAGE_CARRIER:
        return None
    return cast(Carrier, import_string(settings.MESSAGE_CARRIER))
