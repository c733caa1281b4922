"""What allocation does when enrolment tells it something."""

from django.db import transaction

from kehou.allocation.actions import end_places
from kehou.allocation.queries.draws import published_draw
from kehou.enrolment.events import ApplicationWithdrawn
from kehou.platform import locks, outbox
from kehou.platform.actors import Actor
from kehou.platform.clock import now


@outbox.takes(ApplicationWithdrawn)
def end_places_of_a_leaver(event: ApplicationWithdrawn) -> None:
    """Whoever withdrew is not expected in a group from their day on (2.3.c).

    Before the draw is published there is no place; publishing looks at who has left by itself.
    One that is being published right now is waited for: it may have looked before this withdrawal.
    """
    with transaction.atomic():
        locks.hold("allocation.draw", event.window_id)
        draw = published_draw(window_id=event.window_id)
        if draw is not None:
            end_places(
                actor=Actor.system("allocation.handlers"),
                at=now(),
                draw=draw,
                pupil_id=event.pupil_id,
                until=event.ends_before,
            )
