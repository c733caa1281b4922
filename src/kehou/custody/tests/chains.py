"""Links of a chain for the tests: each follows the head as an honest caretaker would record it."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid5

from kehou.custody.core.admission import Circumstances, admissible_event
from kehou.custody.core.events import Event, HolderKind, Kind, Stream
from kehou.kernel.explained import Verdict
from kehou.kernel.spans import Days
from kehou.ordinance.parameters import Ordinance

DAY = date(2026, 9, 7)
TODAY = Days(DAY, DAY + timedelta(days=1))
YESTERDAY = Days(DAY - timedelta(days=1), DAY)
TERM = Days(date(2026, 9, 1), date(2027, 1, 16))
NAMESPACE = UUID("5f0c7a52-6d1c-4f6c-9a3e-2f6a5b0f7c11")
ORDINANCE = Ordinance(DAY)

CHILD, LI, WANG, ZHAO = 100, 1, 2, 3  # a pupil, three of the staff
GRANDMA, ALONE, POLICE = 20, 30, 40  # an adult of the family, the child's own person, a station
Link = tuple[Event, Circumstances]


def opened(by: int = LI, *, pupil: int = CHILD, stream: Stream = Stream.CARE) -> Link:
    """A member of staff calls the roll and takes the child over."""
    link = Event(
        id=uuid5(NAMESPACE, f"{pupil} 0 {by} {stream}"),
        pupil=pupil,
        day=DAY,
        stream=stream,
        kind=Kind.OPEN,
        number=0,
        to_holder=by,
        to_kind=HolderKind.STAFF,
    )
    return link, Circumstances(acting=by, accepted_by=by, receiver_is_on_duty=True)


def handed_on(head: Event, to: int, *, reason: str = "") -> Link:
    """The receiver accepts the child by name, in a session of their own."""
    link = _after(head, Kind.TRANSFER, to, HolderKind.STAFF)
    known = Circumstances(acting=to, accepted_by=to, receiver_is_on_duty=True)
    return replace(link, reason=reason), known


def collected(head: Event, by: int = GRANDMA) -> Link:
    link = _after(head, Kind.RELEASE, by, HolderKind.GUARDIAN)
    return replace(link, guardianship=7), Circumstances(head.to_holder, pick_up_right=TERM)


def went_alone(head: Event) -> Link:
    link = _after(head, Kind.RELEASE, ALONE, HolderKind.SELF)
    known = Circumstances(head.to_holder, permit=TERM, permit_was_shown=True)
    return replace(link, permit=8), known


def taken_by_police(head: Event) -> Link:
    link = _after(head, Kind.RELEASE, POLICE, HolderKind.AUTHORITY)
    return replace(link, case_number="A-1"), Circumstances(head.to_holder)


def corrected(head: Event, back_to: int, *, officer: int = ZHAO) -> Link:
    """The safety officer mends a mistake, and a colleague takes the child over."""
    link = _after(head, Kind.CORRECT, back_to, HolderKind.STAFF)
    known = Circumstances(officer, accepted_by=back_to, receiver_is_on_duty=True)
    return replace(link, reason="点错了学生"), known


def judged(link: Link, head: Event | None) -> Verdict:
    return admissible_event(link[0], head, link[1], ORDINANCE)


def codes(link: Link, head: Event | None) -> list[str]:
    return [reason.code for reason in judged(link, head).against]


def _after(head: Event, kind: Kind, to: int, to_kind: HolderKind) -> Event:
    return Event(
        id=uuid5(head.id, f"{kind} {to}"),
        pupil=head.pupil,
        day=head.day,
        stream=head.stream,
        kind=kind,
        number=head.number + 1,
        to_holder=to,
        to_kind=to_kind,
        previous=head.id,
        previous_kind=head.to_kind,
        from_holder=head.to_holder,
    )
