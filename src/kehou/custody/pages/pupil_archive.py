from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from kehou.custody.actions import record_reading
from kehou.custody.pages._months import SIGNS, MonthForm, month_asked, printed, sheet_of
from kehou.custody.queries import month_of_pupil
from kehou.ordinance.roles import Role
from kehou.people.permissions import pupils_of
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.exports import export_answer, is_export


@open_to(Role.OFFICE, Role.PRINCIPAL, Role.SAFETY_OFFICER, clause="7.2.b")
def pupil_archive(request: ActingRequest, pupil_id: int) -> HttpResponse:
    """The attendance archive of one pupil, a month at a time (7.2.b)."""
    at = now()
    pupils = pupils_of(request.actor).select_related("person", "class_by_day", "school")
    child = get_object_or_404(pupils, pk=pupil_id)
    form = MonthForm(request.GET, city_day(at))
    month = month_asked(form)
    record_reading(
        actor=request.actor, at=at, school=child.school, pupil=child, page="pupil_archive"
    )
    grid = month_of_pupil(request.actor, child, month)
    if is_export(request):
        return export_answer(f"attendance-of-{child.pk}-{month:%Y%m}", sheet_of(grid))
    page = {
        "child": child,
        "form": form,
        "month": month,
        "grid": grid,
        "lines": printed(grid),
        "signs": SIGNS.values(),
    }
    return render(request, "custody/pupil_archive.html", page)
