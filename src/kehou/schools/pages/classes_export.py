"""The classes of the school year as a file."""

from django.http import HttpResponse
from django.utils.translation import get_language, gettext

from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.answers import workbook_answer
from kehou.platform.workbook.writing import write_table
from kehou.schools.permissions import KEEP_SCHOOL
from kehou.schools.queries import classes_in, school_of, school_year_on


@open_to(*KEEP_SCHOOL, clause="3.1")
def classes_export(request: ActingRequest) -> HttpResponse:
    """What the list shows."""
    today = city_day(now())
    school_year = school_year_on(today)
    rows = (
        (c.campus.name, c.grade, str(c), c.home_room.name if c.home_room else "")
        for c in classes_in(school_of(request.actor), school_year=school_year)
    )
    titles = (gettext("Campus"), gettext("Grade"), gettext("Class"), gettext("Room"))
    content = write_table(gettext("Classes"), titles, rows, get_language() or "zh-hans")
    return workbook_answer(content, f"classes-{school_year}")
