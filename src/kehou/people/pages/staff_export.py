"""The staff as a file."""

from django.http import HttpResponse
from django.utils.translation import get_language, gettext

from kehou.people.permissions import KEEP_ROLL
from kehou.people.queries.staff import staff_in_service
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.answers import workbook_answer
from kehou.platform.workbook.writing import write_table


@open_to(*KEEP_ROLL, clause="7.1.b")
def staff_export(request: ActingRequest) -> HttpResponse:
    """What the list shows; no identity numbers."""
    rows = (
        (m.staff_number, m.person.name, m.position, "、".join(m.subjects), m.vetted_on)
        for m in staff_in_service(request.actor)
    )
    titles = (
        *(gettext("Staff number"), gettext("Name"), gettext("Position")),
        *(gettext("Subjects"), gettext("Vetted on")),
    )
    content = write_table(gettext("Staff"), titles, rows, get_language() or "zh-hans")
    return workbook_answer(content, f"staff-{city_day(now()):%Y%m%d}")
