"""What waits in the afternoon: children, duties, the building (7.1.b to 7.3.a)."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from kehou.custody.core.events import HolderKind
from kehou.custody.queries import counts_of, held_by, newest_links
from kehou.platform.actors import Actor
from kehou.platform.clock import city_day
from kehou.rostering.queries import duties_of, week_of
from kehou.schools.queries import school_of
from kehou.web.desk import Wanting

if TYPE_CHECKING:
    pass


def children_in_school(actor: Actor, at: datetime) -> Iterator[Wanting]:
    """With whom each child of the family is this minute, without a tap (7.3.a)."""
    for link in newest_links(actor, city_day(at)):
        if link.to_kind == HolderKind.STAFF:
            with_whom = {"child": link.pupil.person.name, "adult": link.to_holder.name}
            since = localtime(link.received_at)
            yield Wanting(
                title=_("%(child)s is with %(adult)s") % with_whom,
                hint=_("since %(time)s") % {"time": f"{since:%H:%M}"},
                count=None,
                url=reverse("custody:my_child_today", args=[link.pupil_id]),
                icon="user-shield",
            )


def children_in_ones_hands(actor: Actor, at: datetime) -> Iterator[Wanting]:
    """Children for whom this caretaker answers until somebody takes them over (7.3.a)."""
    held = held_by(actor, city_day(at)).count()
    if held:
        yield Wanting(
            title=_("Children are in your hands"),
            hint=_("You answer for each of them until they are collected or handed over."),
            count=held,
            url=reverse("custody:release"),
            icon="door-exit",
        )


def duties_of_today(actor: Actor, at: datetime) -> Iterator[Wanting]:
    """Whoever is on duty this afternoon (7.1.b)."""
    duties = duties_of(actor, city_day(at)).count()
    if duties:
        yield Wanting(
            title=_("You are on duty today"),
            hint=_("Call the roll of your group when it begins."),
            count=duties,
            url=reverse("custody:roll_call"),
            icon="clipboard-check",
        )


def afternoon_that_is_not_closed(actor: Actor, at: datetime) -> Iterator[Wanting]:
    """Rolls were called today, and nobody has found the building empty yet (7.3.a)."""
    (count,) = counts_of([school_of(actor)], city_day(at))
    if count.rolls and not count.is_closed:
        yield Wanting(
            title=_("Children in the building") if count.here else _("Close the day"),
            hint=_("Watch the board; close the day when the last child is accounted for."),
            count=count.here or None,
            url=reverse("custody:afternoon"),
            icon="shield-check",
        )


def groups_without_a_lead(actor: Actor, at: datetime) -> Iterator[Wanting]:
    """Groups of this week that would meet with nobody responsible (7.2.c)."""
    today = city_day(at)
    gaps = [gap for gap in week_of(school_of(actor), today).gaps if gap.day >= today]
    if gaps:
        yield Wanting(
            title=_("Groups without a caretaker"),
            hint=_("This week they would meet with nobody responsible. Put somebody on duty."),
            count=len(gaps),
            url=reverse("rostering:week"),
            icon="alert-triangle",
        )
