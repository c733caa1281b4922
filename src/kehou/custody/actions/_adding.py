"""Adding links to chains: the one way in which events are written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from kehou.custody.core.events import Event as Link
from kehou.custody.core.taps import Tap
from kehou.custody.models import Event
from kehou.custody.queries.chains import next_number
from kehou.kernel.explained import refuse
from kehou.ordinance.parameters import Ordinance
from kehou.platform import locks
from kehou.platform.clock import city_time
from kehou.rostering.queries import duties_on

if TYPE_CHECKING:
    from kehou.rostering.models import Duty


@dataclass(frozen=True, slots=True)
class Addition:
    """A link to be added, and what its row says beside it."""

    link: Link
    school: int
    recorded_by: int
    duty: int | None = None
    identified_by: tuple[str, ...] = ()


def hold_phone(tap: Tap) -> None:
    """Let one act of a phone be over before its next begins, so that it counts them one by one."""
    locks.hold("custody.phone", str(tap.device))


def require_service_hours(duty: "Duty", at: datetime) -> None:
    """Refuse what comes too long before the day's first period to say who is there (7.2.b).

    By our own clock: a phone's may be hours wrong. What a poor network brings late only comes
    later, so it is not refused here.
    """
    spans = duties_on(duty.school, duty.day).order_by("during").values_list("during", flat=True)
    begins = (spans.first() or duty.during).lower
    early = timedelta(minutes=Ordinance(duty.day)["custody.minutes_before_service"].amount)
    if at < begins - early:
        hour = f"{city_time(begins - early):%H:%M}"
        raise refuse("service_has_not_begun", "7.2.b", from_hour=hour)


def add(additions: Iterable[Addition], *, tap: Tap, at: datetime) -> Sequence[Event]:
    """Write the links, numbered by the phone they came from, in one statement.

    Always in the order of the children, so that two who take over the same children at once wait
    for each other instead of blocking each other.
    """
    in_order = sorted(additions, key=lambda addition: addition.link.pupil)
    if not in_order:
        return []
    first = next_number(tap.device)
    rows = [_row(a, tap, first + n, at) for n, a in enumerate(in_order)]
    return Event.objects.bulk_create(rows)


def _row(addition: Addition, tap: Tap, number: int, at: datetime) -> Event:
    link = addition.link
    return Event(
        id=link.id,
        school_id=addition.school,
        pupil_id=link.pupil,
        day=link.day,
        stream=link.stream,
        kind=link.kind,
        previous_id=link.previous,
        previous_kind=link.previous_kind,
        number=link.number,
        from_holder_id=link.from_holder,
        to_holder_id=link.to_holder,
        to_kind=link.to_kind,
        duty_id=addition.duty,
        guardianship_id=link.guardianship,
        permit_id=link.permit,
        case_number=link.case_number,
        reason=link.reason,
        identified_by=list(addition.identified_by),
        recorded_by_id=addition.recorded_by,
        device=tap.device,
        device_number=number,
        device_time=tap.told_at,
        received_at=at,
    )
