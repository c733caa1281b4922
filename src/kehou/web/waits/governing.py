"""What waits for whoever leads a school, and for whom its papers are filed with (7.2.a, 8.a)."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kehou.governance.queries import (
    has_plan,
    returned_to,
    waiting_filings,
    waiting_for_approval,
)
from kehou.ordinance import wording
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.rules.validity import notice_of_end
from kehou.platform.actors import Actor
from kehou.platform.clock import city_day
from kehou.schools.queries import school_year_on, term_on
from kehou.web.desk import Wanting

if TYPE_CHECKING:
    pass


def documents_to_approve(actor: Actor, at: datetime) -> Iterator[Wanting]:
    """Whoever is in the leading group today, in whatever seat, is asked for approval (7.1.a)."""
    waiting = waiting_for_approval(actor, on=city_day(at))
    if waiting:
        yield Wanting(
            title=_("The leading group is asked for its approval"),
            hint=waiting[0].title,
            count=len(waiting),
            url=reverse("governance:version", args=[waiting[0].pk]),
            icon="notebook",
        )


def plan_of_the_year(actor: Actor, at: datetime) -> Iterator[Wanting]:
    """A term is running, and no plan of the year was laid before the leading group (7.2.a)."""
    today = city_day(at)
    if term_on(today) and not has_plan(actor, school_year=school_year_on(today)):
        yield Wanting(
            title=_("The plan of this school year is missing"),
            hint=_("Write it, have the leading group approve it, and file it with the district."),
            count=None,
            url=reverse("governance:documents"),
            icon="notebook",
        )


def returned_filings(actor: Actor, at: datetime) -> Iterator[Wanting]:
    """The district returned what the school filed, and nobody has written it anew (7.2.a)."""
    returned = returned_to(actor)
    if returned:
        yield Wanting(
            title=_("The district returned a filing"),
            hint=returned[0].title,
            count=len(returned),
            url=reverse("governance:version", args=[returned[0].pk]),
            icon="arrow-back-up",
        )


def filings_to_answer(actor: Actor, at: datetime) -> Iterator[Wanting]:
    """Plans and rules that schools filed and that wait for the district's answer (2.1)."""
    waiting = waiting_filings(actor, at=at)
    if waiting:
        yield Wanting(
            title=_("Filings wait for your answer"),
            hint=_("The longest has waited for %(days)s days.") % {"days": waiting[0].days},
            count=len(waiting),
            url=reverse("governance:filings"),
            icon="folder",
        )


def end_of_the_ordinance(actor: Actor, at: datetime) -> Iterator[Wanting]:
    """The city is told in time that the ordinance ends (8.a)."""
    notice = notice_of_end(Ordinance(city_day(at)))
    if notice is not None:
        yield Wanting(
            title=_("The ordinance needs a successor"),
            hint=wording.say(notice, get_language() or "zh-hans"),
            count=None,
            url=reverse("ordinance"),
            icon="hourglass",
        )
