"""What only a demo shows: the codes that people would have on their phones."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kehou.ordinance.roles import SECOND_FACTOR_ROLES, Role
from kehou.people.core.codes import STEP_SECONDS, time_based_code
from kehou.people.models import Appointment, DemoMessage, TimeBasedSecret
from kehou.people.permissions import in_force
from kehou.people.queries.accounts import secret_of
from kehou.platform.clock import city_day
from kehou.platform.sealed import unseal

PHONE_COLUMN: Final = "people.demomessage.phone"
TEXT_COLUMN: Final = "people.demomessage.text"
MESSAGES_SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class KeptMessage:
    """A message as it would have come to a phone."""

    phone: str
    text: str
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class ShownCode:
    """What the authenticator app of a demo account shows now."""

    login_name: str
    role: Role
    place: str
    code: str


def kept_messages() -> list[KeptMessage]:
    """The latest messages, newest first."""
    return [
        KeptMessage(
            phone=unseal(PHONE_COLUMN, message.key, message.phone_sealed),
            text=unseal(TEXT_COLUMN, message.key, message.text_sealed),
            sent_at=message.sent_at,
        )
        for message in DemoMessage.objects.all()[:MESSAGES_SHOWN]
    ]


def shown_codes(*, at: datetime) -> list[ShownCode]:
    """The second factors of every account that needs one, in the order of the roles.

    Those being set up as well: nobody can scan a QR code without a phone.
    """
    secrets = TimeBasedSecret.objects.select_related("account")
    by_person = {secret.account.person_id: secret for secret in secrets}
    held = Appointment.objects.filter(
        in_force(city_day(at)), role__in=SECOND_FACTOR_ROLES, person__in=by_person
    )
    order = list(Role)
    return sorted(
        (
            ShownCode(
                login_name=by_person[a.person_id].account.login_name or "",
                role=Role(a.role),
                place=str(a.school or a.district or ""),
                code=time_based_code(secret_of(by_person[a.person_id]), at=at),
            )
            for a in held.select_related("school", "district")
        ),
        key=lambda shown: (order.index(shown.role), shown.place),
    )


def seconds_left(*, at: datetime) -> int:
    """How long the codes shown stay the same."""
    return STEP_SECONDS - int(at.timestamp()) % STEP_SECONDS
