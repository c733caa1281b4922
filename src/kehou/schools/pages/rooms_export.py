"""The rooms of a school as a file."""

from django.http import HttpResponse
from django.utils.translation import get_language, gettext

from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.answers import workbook_answer
from kehou.platform.workbook.writing import write_table
from kehou.schools.permissions import KEEP_SCHOOL
from kehou.schools.queries import rooms_in, school_of


@open_to(*KEEP_SCHOOL, clause="7.3.c")
def rooms_export(request: ActingRequest) -> HttpResponse:
    """What the list shows."""
    rows = (
        (room.campus.name, room.floor, room.name, str(room.get_kind_display()), room.capacity)
        for room in rooms_in(school_of(request.actor))
    )
    titles = (
        gettext("Campus"),
        gettext("Floor"),
        gettext("Name of the room"),
        gettext("Kind"),
        gettext("Capacity"),
    )
    content = write_table(gettext("Rooms"), titles, rows, get_language() or "zh-hans")
    return workbook_answer(content, "rooms")
