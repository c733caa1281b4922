"""How far a long import has come."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from kehou.kernel.explained import Reason, Refused
from kehou.people.actions import call_off_import
from kehou.people.permissions import KEEP_ROLL, imports_of
from kehou.people.queries.import_progress import STEPS_SAID, is_worked_on
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to

SECONDS_BETWEEN_LOOKS = 2


@open_to(*KEEP_ROLL, methods=("GET", "POST"), clause="3.1")
def import_progress(request: ActingRequest, import_id: int) -> HttpResponse:
    """Rows done of rows, looked at again by itself; a job that stands still can be taken back."""
    imports = imports_of(request.actor).select_related("school", "handed_in_by")
    handed_in = get_object_or_404(imports, pk=import_id)
    against: tuple[Reason, ...] = ()
    if request.method == "POST":
        try:
            call_off_import(actor=request.actor, at=now(), handed_in=handed_in)
        except Refused as refused:
            against = refused.against
            handed_in.refresh_from_db()
    if handed_in.state != handed_in.State.APPLYING:
        return redirect("people:import_preview", handed_in.pk)
    context = {
        "handed_in": handed_in,
        "step": STEPS_SAID.get(handed_in.step),
        "steps": STEPS_SAID.items(),
        "is_worked_on": is_worked_on(handed_in),
        "against": against,
    }
    answer = render(request, "people/import_progress.html", context, status=422 if against else 200)
    # By the browser itself: no script, so it goes on where scripts are off.
    answer["Refresh"] = f"{SECONDS_BETWEEN_LOOKS}; url={request.path}"
    return answer
