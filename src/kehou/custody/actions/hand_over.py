from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from kehou.custody.actions._adding import Addition, add, hold_phone, require_service_hours
from kehou.custody.core.admission import Circumstances, admissible_event
from kehou.custody.core.rolls import taking_over
from kehou.custody.core.taps import Tap
from kehou.custody.models import Event
from kehou.custody.permissions import may_take_over
from kehou.custody.queries.chains import heads_of
from kehou.kernel.explained import Reason, Verdict, refuse
from kehou.ordinance.parameters import Ordinance
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise

if TYPE_CHECKING:
    from kehou.people.models import Pupil
    from kehou.rostering.models import Duty


@transaction.atomic
def hand_over(
    *,
    actor: Actor,
    at: datetime,
    tap: Tap,
    duty: "Duty",
    pupils: "Collection[Pupil]",
    reason: str = "",
) -> Sequence[Event]:
    """Take children over from colleagues, name by name, by the receiver's own act (7.1.b, 7.3.a).

    Until this moment each child stays with whoever had it; an offer alone moves nobody. Whom the
    receiver has already is left as it is, so that sending it twice changes nothing. A catch-up
    child is handed on only for a reason (7.3.d).
    """
    authorise(actor, may_take_over, duty)
    hold_phone(tap)
    if duty.day != city_day(at):
        raise refuse("receiver_not_on_duty", "7.1.b")
    require_service_hours(duty, at)
    receiver = duty.person_id
    known = Circumstances(acting=receiver, accepted_by=receiver, receiver_is_on_duty=True)
    heads = heads_of([pupil.pk for pupil in pupils], duty.day)
    against: dict[str, Reason] = {}
    additions = []
    for pupil in pupils:
        head = heads.get(pupil.pk)
        if head is None:
            raise refuse("child_not_taken_over_yet", "7.3.a")
        link = taking_over(
            pupil.pk,
            head,
            by=receiver,
            day=duty.day,
            event_id=tap.event_of(pupil.pk),
            reason=reason.strip(),
        )
        if link is None:
            continue
        verdict = admissible_event(link, head, known, Ordinance(duty.day))
        against |= {why.code: why for why in verdict.against}
        additions.append(Addition(link, school=duty.school_id, recorded_by=receiver, duty=duty.pk))
    Verdict(tuple(against.values())).require()

    events = add(additions, tap=tap, at=at)
    if events:
        detail = {"pupils": [event.pupil_id for event in events]}
        journal.record("custody.children_handed_over", duty, actor=actor, at=at, detail=detail)
    return events
