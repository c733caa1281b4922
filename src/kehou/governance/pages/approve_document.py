from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kehou.governance import actions
from kehou.governance.permissions import AT_SCHOOL, versions_of
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to


@open_to(*AT_SCHOOL, methods=("POST",), clause="7.2.a")
def approve_document(request: ActingRequest, version_id: int) -> HttpResponse:
    """Approve, as a member of the leading group, the words that were on the page (7.1.a, 7.2.a)."""
    version = get_object_or_404(versions_of(request.actor), pk=version_id)
    version = actions.approve_document(
        actor=request.actor,
        at=now(),
        version=version,
        content_hash=request.POST.get("content_hash", ""),
    )
    if version.state == version.State.IN_FORCE:
        messages.success(request, _("Approved. With your approval it is in force."))
    else:
        messages.success(request, _("Approved. Others of the leading group are still asked."))
    return redirect("governance:version", version.pk)
