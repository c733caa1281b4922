from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kehou.kernel.explained import Reason, Refused
from kehou.ordinance.roles import Role
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to
from kehou.rostering.actions import relieve_duty
from kehou.rostering.permissions import duties_known_to


@open_to(Role.OFFICE, methods=("GET", "POST"), clause="7.1.b")
def relieve(request: ActingRequest, duty_id: int) -> HttpResponse:
    """Take a duty off somebody, after a look at whose it is (7.1.b)."""
    duties = duties_known_to(request.actor).filter(relieved_at__isnull=True)
    known = duties.select_related("school", "person", "group__activity", "room")
    duty = get_object_or_404(known, pk=duty_id)
    against: tuple[Reason, ...] = ()
    if request.method == "POST":
        try:
            relieve_duty(actor=request.actor, at=now(), duty=duty)
        except Refused as refused:
            against = refused.against
        else:
            messages.success(request, _("The duty was relieved."))
            return redirect(f"{reverse('rostering:week')}?day={duty.day}")
    page = {"duty": duty, "against": against}
    return render(request, "rostering/relieve.html", page, status=422 if against else 200)
