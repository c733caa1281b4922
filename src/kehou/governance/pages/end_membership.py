from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kehou.governance import actions
from kehou.governance.permissions import memberships_of
from kehou.ordinance.roles import Role
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to


@open_to(Role.PRINCIPAL, methods=("GET", "POST"), clause="7.1.a")
def end_membership(request: ActingRequest, membership_id: int) -> HttpResponse:
    """Say what ending an office means, and end it (7.1.a)."""
    memberships = memberships_of(request.actor).select_related("person", "school")
    membership = get_object_or_404(memberships, pk=membership_id)
    if request.method == "POST":
        actions.end_membership(actor=request.actor, at=now(), membership=membership)
        messages.success(request, _("The office has ended, and its powers with it."))
        return redirect("governance:leading_group")
    return render(request, "governance/end_membership.html", {"membership": membership})
