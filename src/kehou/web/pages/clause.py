from django.http import Http404, HttpResponse
from django.shortcuts import render

from kehou.ordinance import clauses
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.roles import PARTS
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.web import menus
from kehou.web.carried_out import carried_out_by
from kehou.web.figures import in_force


@open_to(clause="8.a")
def clause(request: ActingRequest, clause_id: str) -> HttpResponse:
    """One clause in both languages, and all that the platform does with it (8.a)."""
    today = Ordinance(city_day(now()))
    try:
        shown = clauses.clause(clause_id)
    except LookupError as unknown:
        raise Http404 from unknown
    version = clauses.version_on(shown.in_force_from)
    order = list(version.clauses)
    place = order.index(clause_id)
    text = {
        "shown": shown,
        "version": version,
        "chapter": next(c for c in version.chapters if shown in c.clauses),
        "figures": [figure for figure in in_force(today) if figure.clause == clause_id],
        "parts": [part.role for part in PARTS.values() if part.clause == clause_id],
        "pages": menus.pages_for(clause_id, request.actor.role),
        "carried_out": carried_out_by(clause_id),
        "before": order[place - 1] if place else "",
        "after": order[place + 1] if place + 1 < len(order) else "",
    }
    return render(request, "web/clause.html", text)
