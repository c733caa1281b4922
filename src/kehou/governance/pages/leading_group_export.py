"""The leading group as a file."""

from django.http import Http404, HttpResponse
from django.utils.translation import get_language, gettext

from kehou.governance.permissions import READERS
from kehou.governance.queries import whole_history
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.answers import workbook_answer
from kehou.platform.workbook.writing import write_table
from kehou.schools.queries import schools


@open_to(*READERS, clause="7.1.a")
def leading_group_export(request: ActingRequest, school_id: int) -> HttpResponse:
    """Every office in the group, held and past, with its days (7.1.a)."""
    school = schools().filter(pk=school_id).first()
    if school is None or school.pk not in request.actor.reads:
        raise Http404("no such school is in reach")
    rows = (
        (m.person.name, m.get_part_display(), m.post, m.first_day, m.until)
        for m in whole_history(school)
    )
    titles = (
        *(gettext("Name"), gettext("Office in the group"), gettext("Administrative post")),
        *(gettext("In office from"), gettext("In office until")),
    )
    content = write_table(gettext("Leading group"), titles, rows, get_language() or "zh-hans")
    return workbook_answer(content, f"leading-group-{school.code}-{city_day(now()):%Y%m%d}")
