"""What waits as a term unfolds: applications, draws, activities under review (2.3.b to 7.2.b)."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from kehou.allocation.permissions import draws_of
from kehou.allocation.queries.draws import newest_draw
from kehou.catalogue.permissions import activities_of
from kehou.catalogue.queries import activities_found, waiting_for
from kehou.enrolment.queries import Stand, TermLine, child_cards, terms_with_windows
from kehou.enrolment.queries.family import Standing
from kehou.platform.actors import Actor
from kehou.web.desk import Wanting

if TYPE_CHECKING:
    from kehou.enrolment.models import Window


def children_who_may_apply(actor: Actor, at: datetime) -> Iterator[Wanting]:
    """A window is open, and the family has not sent anything for a child (2.3.c)."""
    waiting = {
        card.pupil.pk
        for card in child_cards(actor, at=at)
        for term in card.terms
        if term.standing is Standing.MAY_APPLY
    }
    if waiting:
        yield Wanting(
            title=_("Apply for the after-school service"),
            hint=_(
                "The window is open. Taking part is voluntary; being early makes no difference."
            ),
            count=len(waiting),
            url=reverse("enrolment:my_children"),
            icon="user-heart",
        )


def windows_to_open(actor: Actor, at: datetime) -> Iterator[Wanting]:
    """A term that is not over and for which no family can apply (7.2.b)."""
    for line in terms_with_windows(actor, at=at):
        if line.window is None:
            yield Wanting(
                title=_("Open a window for applications"),
                hint=str(line.term),
                count=None,
                url=reverse("enrolment:windows"),
                icon="calendar-time",
            )


def draws_to_hold(actor: Actor, at: datetime) -> Iterator[Wanting]:
    """A window has closed, and nobody has drawn (7.2.b)."""
    for window, line in _closed_windows(actor, at):
        if newest_draw(draws_of(actor), window) is None:
            yield Wanting(
                title=_("Hold the draw"),
                hint=_("The window of this term has closed: %(term)s") % {"term": line.term},
                count=line.applied,
                url=reverse("allocation:draw", args=[window.pk]),
                icon="dice-5",
            )


def draws_to_publish(actor: Actor, at: datetime) -> Iterator[Wanting]:
    """The office has drawn; the principal checks and publishes, as a second person (7.2.b)."""
    for window, _line in _closed_windows(actor, at):
        drawn = newest_draw(draws_of(actor), window)
        if drawn is not None and drawn.published_at is None:
            yield Wanting(
                title=_("Check and publish the draw"),
                hint=_("The office has held it. Families see nothing before you publish."),
                count=None,
                url=reverse("allocation:draw", args=[window.pk]),
                icon="dice-5",
            )


def returned_activities(actor: Actor, at: datetime) -> Iterator[Wanting]:
    """A reviewer sent an activity back; it cannot be offered as it is (2.3.b)."""
    returned = activities_found(activities_of(actor), state="returned").count()
    if returned:
        yield Wanting(
            title=_("Activities were returned for change"),
            hint=_("Read what the reviewer wrote, change it, and submit it again."),
            count=returned,
            url=f"{reverse('catalogue:activities')}?state=returned",
            icon="arrow-back-up",
        )


def activities_to_review(actor: Actor, at: datetime) -> Iterator[Wanting]:
    """What this reviewer can decide today; what is their own, somebody else reviews (5.4.b)."""
    waiting = [row for row in waiting_for(actor, at=at) if not row.is_own]
    if waiting:
        yield Wanting(
            title=_("Activities wait for your review"),
            hint=_("The longest has waited for %(days)s days.") % {"days": waiting[0].days},
            count=len(waiting),
            url=reverse("catalogue:reviews"),
            icon="clipboard-list",
        )


def _closed_windows(actor: Actor, at: datetime) -> Iterator[tuple["Window", TermLine]]:
    for line in terms_with_windows(actor, at=at):
        if line.window is not None and line.stand is Stand.CLOSED:
            yield line.window, line
