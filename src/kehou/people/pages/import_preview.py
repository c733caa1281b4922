"""What a workbook would do, and deciding about it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from kehou.kernel.explained import Reason, Refused
from kehou.people.actions import apply_import, begin_import, discard_import
from kehou.people.permissions import KEEP_ROLL, imports_of
from kehou.people.queries.import_plans import preview_of
from kehou.people.queries.import_progress import is_long, refused_with
from kehou.people.queries.rolls import proposed_to_leave
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to

FAULTS_SHOWN_MAX = 500
DISCARD, GOOD_ROWS = "discard", "good_rows"


@open_to(*KEEP_ROLL, methods=("GET", "POST"), clause="3.1")
def import_preview(request: ActingRequest, import_id: int) -> HttpResponse:
    """New, changed, missing, and every fault; then all of it, the good rows, or nothing."""
    waiting = imports_of(request.actor).select_related("school", "handed_in_by")
    handed_in = get_object_or_404(waiting, pk=import_id)
    against: tuple[Reason, ...] = ()
    if handed_in.state == handed_in.State.APPLYING and request.method != "POST":
        return redirect("people:import_progress", handed_in.pk)
    decision = request.POST.get("decision", "") if request.method == "POST" else None
    try:
        if decision == DISCARD:
            discard_import(actor=request.actor, at=now(), handed_in=handed_in)
            return redirect("people:import_workbook")
        if decision is not None:
            carry_out = begin_import if is_long(handed_in) else apply_import
            carry_out(
                actor=request.actor,
                at=now(),
                handed_in=handed_in,
                good_rows_only=decision == GOOD_ROWS,
                leaving=[int(pk) for pk in request.POST.getlist("leaving") if pk.isdecimal()],
            )
            return redirect("people:import_preview", handed_in.pk)
    except Refused as refused:
        against = refused.against
    else:
        against = refused_with(handed_in)
    preview = preview_of(handed_in)
    context = {
        "handed_in": handed_in,
        "is_waiting": handed_in.state == handed_in.State.PREVIEWED,
        "preview": preview,
        "faults": preview.faults[:FAULTS_SHOWN_MAX],
        "leaving": proposed_to_leave(request.actor, preview.gone),
        "against": against,
    }
    status = 422 if decision is not None else 200
    return render(request, "people/import_preview.html", context, status=status)
