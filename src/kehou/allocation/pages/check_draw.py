from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from kehou.allocation.permissions import CHECK_DRAWS, published_draws_of
from kehou.allocation.queries.checks import own_receipts, seed_parts_of
from kehou.allocation.queries.draws import every_draw_of
from kehou.ordinance.roles import Role
from kehou.platform.http import ActingRequest, open_to


@open_to(*CHECK_DRAWS, clause="7.2.b")
def check_draw(request: ActingRequest, window_id: int) -> HttpResponse:
    """All that made a published draw, and every draw ever held; no child has a name (7.2.b)."""
    published = published_draws_of(request.actor).select_related("window__school", "window__term")
    drawn = get_object_or_404(published, window_id=window_id)
    is_guardian = request.actor.role is Role.GUARDIAN
    page = {
        "draw": drawn,
        "window": drawn.window,
        "draws": every_draw_of(drawn.window),
        "parts": seed_parts_of(drawn),
        "receipts": own_receipts(request.actor, drawn) if is_guardian else (),
    }
    return render(request, "allocation/check_draw.html", page)
