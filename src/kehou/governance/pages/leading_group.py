from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from kehou.governance.permissions import READERS, may_set_up_group
from kehou.governance.queries import group_lines, members_in_office, other_memberships
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.schools.queries import schools

SCHOOLS_A_PAGE = 50


@open_to(*READERS, clause="7.1.a")
def leading_group(request: ActingRequest, school_id: int | None = None) -> HttpResponse:
    """Who leads the service at a school, and who did; for several schools, their heads (7.1.a)."""
    reach, today = request.actor.reads, city_day(now())
    reached = schools() if reach.whole_city else schools().filter(pk__in=reach.schools)
    if school_id is None and len(reach.schools) != 1:
        page = Paginator(reached, SCHOOLS_A_PAGE).get_page(request.GET.get("page"))
        lines = group_lines(request.actor, list(page.object_list), on=today)
        return render(request, "governance/leading_groups.html", {"page": page, "lines": lines})
    school = reached.filter(pk=school_id or request.actor.one_school).first()
    if school is None:
        raise Http404("no such school is in reach")
    context = {
        "school": school,
        "members": members_in_office(school, on=today),
        "others": other_memberships(school, on=today),
        "today": today,
        "may_set_up": may_set_up_group(request.actor, school),
    }
    return render(request, "governance/leading_group.html", context)
