"""The roll as a file."""

from django.http import HttpResponse
from django.utils.translation import gettext

from kehou.people.actions import export_roll
from kehou.people.pages.pupils import RollFilter
from kehou.people.permissions import KEEP_ROLL
from kehou.people.queries.rolls import roll_of
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.exports import export_answer
from kehou.platform.workbook.writing import Filled
from kehou.schools.queries import school_of


@open_to(*KEEP_ROLL, clause="3.1")
def pupils_export(request: ActingRequest) -> HttpResponse:
    """What the list shows, and no more; who takes it away is written down.

    Telephones and numbers are shown one pupil at a time, to whoever is written down for each.
    """
    sieve = RollFilter(request.GET, request.actor)
    found = list(roll_of(request.actor, **sieve.asked()))  # type: ignore[arg-type]
    school = school_of(request.actor)
    export_roll(actor=request.actor, at=now(), school=school, pupils=len(found))
    roll = Filled(
        name=gettext("Roll"),
        titles=(gettext("Class"), gettext("Name"), gettext("Gender"), gettext("On the roll from")),
        rows=(
            (str(p.class_by_day), p.person.name, str(p.get_gender_display()), p.on_roll_from)
            for p in found
        ),
    )
    return export_answer("roll", roll)
