from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

from kehou.custody.actions._adding import Addition, add, hold_phone
from kehou.custody.core.admission import Circumstances, admissible_event
from kehou.custody.core.events import Event as Link
from kehou.custody.core.events import HolderKind, Kind
from kehou.custody.core.hands import Alone, Hands, Identifier, ToAdult, known_by_two
from kehou.custody.core.taps import Tap
from kehou.custody.models import Event
from kehou.custody.permissions import may_release
from kehou.custody.queries.chains import chains_of
from kehou.kernel.explained import Verdict, refuse
from kehou.kernel.spans import Days
from kehou.ordinance.parameters import Ordinance
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.errors import Conflict
from kehou.platform.permissions import authorise

if TYPE_CHECKING:
    from kehou.people.models import Guardianship, Pupil


@dataclass(frozen=True, slots=True)
class _Way:
    """A way out of school: the receiver as the link names them, and what is known of them."""

    to: int
    kind: HolderKind
    identified_by: frozenset[Identifier] = frozenset()
    guardianship: int | None = None
    permit: int | None = None
    case_number: str = ""
    reason: str = ""
    known: dict[str, Any] = field(default_factory=dict)

    @property
    def identifiers(self) -> tuple[str, ...]:
        return tuple(sorted(self.identified_by))


@transaction.atomic
def release_child(*, actor: Actor, at: datetime, tap: Tap, pupil: "Pupil", into: Hands) -> Event:
    """Let a child go into the hands of somebody who may have it (7.3.a, 7.3.b, 7.3.d).

    To an adult named for this child, known by two things; alone, with the permit shown today; or
    to police or doctors under their case number. Only whoever has the child lets it go. Sent twice
    it is one release.
    """
    authorise(actor, may_release, pupil)
    hold_phone(tap)
    day = city_day(at)
    links = chains_of([pupil.pk], day).get(pupil.pk, ())
    way = _way(pupil, into, day)
    sent_before = next((link for link in links if link.id == tap.event_of(pupil.pk)), None)
    if sent_before is not None:
        return _the_same(sent_before, way)
    if not links:
        raise refuse("child_not_taken_over_yet", "7.3.a")

    head = links[-1]
    link = _link(tap, pupil, day, way, after=head)
    holder = actor.somebody
    known = Circumstances(acting=holder, **way.known)
    against = admissible_event(link, head, known, Ordinance(day)).against
    if isinstance(into, ToAdult):
        against += known_by_two(way.identified_by).against
    Verdict(against).require()

    addition = Addition(
        link,
        school=pupil.school_id,
        recorded_by=holder,
        identified_by=way.identifiers,
    )
    (event,) = add([addition], tap=tap, at=at)
    detail = {"event": event.pk, "to_kind": event.to_kind, "to": event.to_holder_id}
    journal.record("custody.child_released", pupil, actor=actor, at=at, detail=detail)
    return event


def _the_same(link: Link, way: _Way) -> Event:
    """The release that this very act made before."""
    event = Event.objects.get(pk=link.id)
    was = (event.to_kind, event.to_holder_id, tuple(event.identified_by), event.case_number)
    if was != (way.kind, way.to, way.identifiers, way.case_number):
        raise Conflict("the same release was sent before with other content")
    return event


def _link(tap: Tap, pupil: "Pupil", day: date, way: _Way, *, after: Link) -> Link:
    return Link(
        id=tap.event_of(pupil.pk),
        pupil=pupil.pk,
        day=day,
        stream=after.stream,
        kind=Kind.RELEASE,
        number=after.number + 1,
        to_holder=way.to,
        to_kind=way.kind,
        previous=after.id,
        previous_kind=after.to_kind,
        from_holder=after.to_holder,
        guardianship=way.guardianship,
        permit=way.permit,
        case_number=way.case_number,
        reason=way.reason,
    )


def _way(pupil: "Pupil", into: Hands, day: date) -> _Way:
    """Read what decides: the guardianship or the permit as they stand now."""
    if isinstance(into, ToAdult):
        return _to_adult(pupil, into, day)
    if isinstance(into, Alone):
        return _alone(pupil, into, day)
    return _Way(
        to=pupil.person_id,
        kind=HolderKind.AUTHORITY,
        case_number=into.case_number.strip(),
        reason=into.reason.strip(),
    )


def _to_adult(pupil: "Pupil", into: ToAdult, day: date) -> _Way:
    """What this adult is to this child: a ban in any row outweighs a right in another (7.3.a)."""
    named = list(pupil.guardianships.filter(person__guardianships=into.guardianship))
    row = next((row for row in named if row.pk == into.guardianship), None)
    if row is None:
        raise refuse("no_pick_up_right", "7.3.a", day=day)
    return _Way(
        to=row.person_id,
        kind=HolderKind.GUARDIAN,
        identified_by=into.identified_by,
        guardianship=row.pk,
        known={
            "pick_up_right": _in_force(row) if row.may_collect else None,
            "must_not_collect": any(r.must_not_collect and _on(r, day) for r in named),
        },
    )


def _alone(pupil: "Pupil", into: Alone, day: date) -> _Way:
    permit = pupil.permits.filter(
        first_day__lte=day, last_day__gte=day, revoked_at__isnull=True
    ).first()
    span = Days(permit.first_day, permit.last_day + timedelta(days=1)) if permit else None
    shown = {Identifier.PERMIT} if into.permit_was_shown else set()
    return _Way(
        to=pupil.person_id,
        kind=HolderKind.SELF,
        identified_by=frozenset(shown),
        permit=permit.pk if permit else None,
        known={"permit": span, "permit_was_shown": into.permit_was_shown},
    )


def _in_force(row: "Guardianship") -> Days | None:
    """The days of a guardianship; one that ended on the day it began was never in force."""
    return Days(row.first_day, row.until) if row.until != row.first_day else None


def _on(row: "Guardianship", day: date) -> bool:
    span = _in_force(row)
    return span is not None and day in span
