"""An empty table to fill in."""

from django.http import Http404, HttpResponse
from django.utils.translation import get_language

from kehou.people.permissions import KEEP_ROLL
from kehou.people.queries.import_plans import DESCRIPTIONS
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.answers import workbook_answer
from kehou.platform.workbook.writing import write_template


@open_to(*KEEP_ROLL, clause="3.1")
def import_template(request: ActingRequest, kind: str) -> HttpResponse:
    """The template of a kind of table, with a page that explains each column."""
    if kind not in DESCRIPTIONS:
        raise Http404
    content = write_template(DESCRIPTIONS[kind], get_language() or "zh-hans")
    return workbook_answer(content, f"template-{kind}")
