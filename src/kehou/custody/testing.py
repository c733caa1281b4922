"""Builders for tests. Each makes something whole and plausible; say only what the test is about."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from kehou.allocation.queries.groups import pupils_in
from kehou.custody.actions import call_roll, release_child
from kehou.custody.core.hands import Identifier, ToAdult
from kehou.custody.core.rolls import Mark
from kehou.custody.core.taps import Tap
from kehou.custody.models import Event, Permit, RollCall
from kehou.ordinance.roles import Role
from kehou.people.testing import AFTERNOON, a_person, the_actor
from kehou.platform.actors import Actor
from kehou.rostering.testing import TODAY, a_duty

if TYPE_CHECKING:
    from kehou.allocation.models import Group
    from kehou.people.models import Guardianship, Pupil
    from kehou.rostering.models import Duty

KNOWN_BY_TWO = frozenset({Identifier.NAME, Identifier.FACE})


def a_tap() -> Tap:
    """One act on a phone that was never seen before."""
    return Tap(key=uuid4(), device=uuid4(), told_at=AFTERNOON)


def on_duty(duty: "Duty") -> Actor:
    """The caretaker who has this duty, signed in as such."""
    return the_actor(duty.person, Role.STAFF)


def a_called_roll(
    group: "Group",
    duty: "Duty | None" = None,
    *,
    absent: "Collection[Pupil]" = (),
    at: datetime = AFTERNOON,
) -> RollCall:
    """The group's roll, called today by whoever has this duty (somebody new, unless named)."""
    duty = duty or a_duty(group)
    marks = {place.pupil_id: Mark.PRESENT for place in pupils_in(group, TODAY)}
    marks |= {pupil.pk: Mark.ABSENT for pupil in absent}
    return call_roll(actor=on_duty(duty), at=at, tap=a_tap(), duty=duty, marks=marks)


def a_collection(by: "Guardianship", duty: "Duty", *, at: datetime = AFTERNOON) -> Event:
    """The adult of this guardianship collects the child from whoever has the duty."""
    hands = ToAdult(by.pk, KNOWN_BY_TWO)
    return release_child(actor=on_duty(duty), at=at, tap=a_tap(), pupil=by.pupil, into=hands)


def a_permit(pupil: "Pupil") -> Permit:
    """A permit to go home alone, from today for a term."""
    return Permit.objects.create(
        school=pupil.school,
        pupil=pupil,
        approved_by=a_person(),
        first_day=TODAY,
        last_day=TODAY + timedelta(days=90),
    )
