"""Where the home page asks what waits: a source for each thing, by role, the most urgent first."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kehou.allocation.permissions import draws_of
from kehou.allocation.queries.draws import newest_draw
from kehou.catalogue.permissions import activities_of
from kehou.catalogue.queries import activities_found, waiting_for
from kehou.custody.core.events import HolderKind
from kehou.custody.queries import counts_of, held_by, newest_links
from kehou.disclosure.queries import drafts_of, months_to_draft, months_to_publish
from kehou.enrolment.queries import Stand, TermLine, child_cards, terms_with_windows
from kehou.enrolment.queries.family import Standing
from kehou.governance.queries import (
    has_plan,
    returned_to,
    waiting_filings,
    waiting_for_approval,
)
from kehou.ordinance import spoken, wording
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.roles import Role
from kehou.ordinance.rules.validity import notice_of_end
from kehou.platform.actors import Actor
from kehou.platform.clock import city_day
from kehou.providers.queries import (
    institution_of,
    portrait_of,
    waiting_admissions,
    white_list_of,
)
from kehou.rostering.queries import duties_of, week_of
from kehou.schools.queries import school_of, school_year_on, term_on
from kehou.web.desk import Source, Wanting

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


def statements_to_sign(actor: Actor, at: datetime) -> Iterator[Wanting]:
    """Finance has drafted a statement; the principal answers for it (6.3.d)."""
    drafts = drafts_of(actor).count()
    if drafts:
        yield Wanting(
            title=_("Statements wait for your signature"),
            hint=_("Compare the figures, then sign and publish."),
            count=drafts,
            url=reverse("disclosure:publications"),
            icon="speakerphone",
        )


def statements_to_draft(actor: Actor, at: datetime) -> Iterator[Wanting]:
    """Months that are settled, or settled anew, and told to nobody yet (6.3.d)."""
    untold = months_to_draft(actor)
    if untold:
        yield Wanting(
            title=_("Draft the statement of a settled month"),
            hint=_("The month is settled; the public has not seen it yet."),
            count=len(untold),
            url=reverse("disclosure:publications"),
            icon="speakerphone",
        )


def months_not_published(actor: Actor, at: datetime) -> Iterator[Wanting]:
    """Schools in reach have settled months that the public cannot read yet (6.3.d)."""
    unpublished = months_to_publish(actor)
    if unpublished:
        yield Wanting(
            title=_("Settled months that are not published"),
            hint=_(
                "The school has settled them; its principal has not signed them for the public yet."
            ),
            count=unpublished,
            url=reverse("funds:settlements"),
            icon="report-money",
        )


def file_to_complete(actor: Actor, at: datetime) -> Iterator[Wanting]:
    """The own file lacks what a district needs, or one returned it with remarks (5.2.a)."""
    portrait = portrait_of(actor, institution_of(actor), on=city_day(at))
    newest = {one.admission.district_id: one for one in reversed(portrait.standings)}
    returned = [one for one in newest.values() if one.admission.state == "returned"]
    if returned:
        yield Wanting(
            title=_("A district returned your file"),
            hint=_("Read its remarks, mend the file, and apply again."),
            count=len(returned),
            url=reverse("providers:my_institution"),
            icon="arrow-back-up",
        )
    if portrait.lacking:
        yield Wanting(
            title=_("Complete your file"),
            hint=wording.say(portrait.lacking[0], get_language() or "zh-hans"),
            count=None,
            url=reverse("providers:write_file"),
            icon="pencil",
        )


def papers_that_lapse(actor: Actor, at: datetime) -> Iterator[Wanting]:
    """Papers of institutions on the white list that lapse soon or have lapsed (5.2.a)."""
    listed = white_list_of(actor, on=city_day(at))
    nearing = [lapse for one in listed for lapse in one.lapses]
    if nearing:
        nearest = min(nearing, key=lambda lapse: lapse.last_day)
        is_own = actor.role is Role.INSTITUTION
        yield Wanting(
            title=_("Licence, permit or vetting lapses"),
            hint=_("The first: %(paper)s, %(day)s. After it nothing is served.")
            % {
                "paper": spoken.word(nearest.what, get_language() or "zh-hans"),
                "day": spoken.spoken(nearest.last_day, get_language() or "zh-hans"),
            },
            count=len(nearing),
            url=reverse("providers:my_institution" if is_own else "providers:register"),
            icon="hourglass",
        )


def institutions_to_admit(actor: Actor, at: datetime) -> Iterator[Wanting]:
    """Institutions that applied to this district, or changed an admitted file (5.2.a)."""
    waiting = waiting_admissions(actor, at=at)
    if waiting:
        yield Wanting(
            title=_("Institutions wait for your review"),
            hint=_("The longest has waited for %(days)s days.") % {"days": waiting[0].days},
            count=len(waiting),
            url=reverse("providers:admissions"),
            icon="briefcase",
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


def _closed_windows(actor: Actor, at: datetime) -> Iterator[tuple["Window", TermLine]]:
    for line in terms_with_windows(actor, at=at):
        if line.window is not None and line.stand is Stand.CLOSED:
            yield line.window, line


SOURCES: Mapping[Role, tuple[Source, ...]] = MappingProxyType(
    {
        Role.GUARDIAN: (children_in_school, children_who_may_apply),
        Role.STAFF: (children_in_ones_hands, duties_of_today, documents_to_approve),
        Role.SAFETY_OFFICER: (afternoon_that_is_not_closed, documents_to_approve),
        Role.OFFICE: (
            afternoon_that_is_not_closed,
            groups_without_a_lead,
            draws_to_hold,
            windows_to_open,
            returned_activities,
            documents_to_approve,
            plan_of_the_year,
            returned_filings,
        ),
        Role.PRINCIPAL: (
            draws_to_publish,
            activities_to_review,
            statements_to_sign,
            documents_to_approve,
        ),
        Role.SCHOOL_FINANCE: (statements_to_draft, documents_to_approve),
        Role.DISTRICT_REVIEWER: (
            activities_to_review,
            filings_to_answer,
            institutions_to_admit,
            papers_that_lapse,
        ),
        Role.INSTITUTION: (file_to_complete, papers_that_lapse),
        Role.DISTRICT_FINANCE: (months_not_published,),
        Role.CITY_BUREAU: (end_of_the_ordinance,),
        Role.CITY_FINANCE: (months_not_published,),
        Role.AUDITOR: (months_not_published,),
    }
)
