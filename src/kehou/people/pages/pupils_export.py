"""The roll as a file."""

from django.http import HttpResponse
from django.utils.translation import get_language, gettext

from kehou.people.pages.pupils import RollFilter
from kehou.people.permissions import KEEP_ROLL
from kehou.people.queries.rolls import exported, roll_of
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.answers import workbook_answer
from kehou.platform.workbook.writing import write_table


@open_to(*KEEP_ROLL, clause="3.1")
def pupils_export(request: ActingRequest) -> HttpResponse:
    """What the list shows, with whom to call; no identity numbers."""
    sieve = RollFilter(request.GET, request.actor)
    found = roll_of(request.actor, **sieve.asked())  # type: ignore[arg-type]
    titles = (
        *(gettext("Class"), gettext("Name"), gettext("Gender")),
        *(gettext("On the roll from"), gettext("Guardians")),
    )
    content = write_table(
        gettext("Roll"), titles, exported(request.actor, found), get_language() or "zh-hans"
    )
    return workbook_answer(content, f"roll-{city_day(now()):%Y%m%d}")
