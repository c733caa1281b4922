"""What waits about institutions, for themselves and for their district (5.2.a)."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kehou.ordinance import spoken, wording
from kehou.ordinance.roles import Role
from kehou.platform.actors import Actor
from kehou.platform.clock import city_day
from kehou.providers.queries import (
    institution_of,
    portrait_of,
    waiting_admissions,
    white_list_of,
)
from kehou.web.desk import Wanting

if TYPE_CHECKING:
    pass


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
