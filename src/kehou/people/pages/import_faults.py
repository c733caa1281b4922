"""The faulty lines of a workbook as a file."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from kehou.people.permissions import KEEP_ROLL, imports_of
from kehou.people.queries.given_back import given_back
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.answers import workbook_answer


@open_to(*KEEP_ROLL, clause="3.1")
def import_faults(request: ActingRequest, import_id: int) -> HttpResponse:
    """The lines that have faults, as they came, each with what is wrong, to be mended."""
    waiting = imports_of(request.actor).filter(content_sealed__isnull=False)
    handed_in = get_object_or_404(waiting.select_related("school"), pk=import_id)
    at = now()
    content = given_back(handed_in, on=city_day(at), language=get_language() or "zh-hans")
    return workbook_answer(content, f"faults-{handed_in.pk}-{city_day(at):%Y%m%d}")
