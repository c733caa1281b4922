from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kehou.catalogue import actions
from kehou.catalogue.permissions import activities_of
from kehou.ordinance.roles import Role
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to


@open_to(Role.OFFICE, methods=("POST",), clause="2.3.b")
def submit_activity(request: ActingRequest, activity_id: int) -> HttpResponse:
    """Hand a draft to its review, from the button on its page (2.3.b)."""
    activity = get_object_or_404(activities_of(request.actor), pk=activity_id)
    actions.submit_activity(actor=request.actor, at=now(), activity=activity)
    messages.success(request, _("Submitted. It is with the principal for review now."))
    return redirect("catalogue:activity", activity.pk)
