from django.http import HttpResponse
from django.shortcuts import render

from kehou.allocation.permissions import groups_of
from kehou.custody.pages._months import SIGNS, GroupAndMonthForm, month_asked, printed
from kehou.custody.queries import month_of_group
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to


@open_to(Role.OFFICE, Role.PRINCIPAL, Role.SAFETY_OFFICER, clause="7.2.b")
def archive(request: ActingRequest) -> HttpResponse:
    """The attendance archive of a group, a month at a time (7.2.b)."""
    groups = groups_of(request.actor).select_related("activity")
    in_order = list(groups.order_by("weekday", "period", "activity__title", "number"))
    form = GroupAndMonthForm(request.GET, city_day(now()), in_order)
    month = month_asked(form)
    chosen = form.cleaned_data["group"]
    group = next((group for group in in_order if group.pk == chosen), None)
    grid = month_of_group(request.actor, group, month) if group else None
    page = {
        "form": form,
        "month": month,
        "group": group,
        "grid": grid,
        "lines": printed(grid) if grid else [],
        "signs": SIGNS.values(),
    }
    return render(request, "custody/archive.html", page)
