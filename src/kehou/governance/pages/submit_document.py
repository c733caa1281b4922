from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kehou.governance import actions
from kehou.governance.permissions import versions_of
from kehou.ordinance.roles import Role
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to


@open_to(Role.OFFICE, methods=("POST",), clause="7.2.a")
def submit_document(request: ActingRequest, version_id: int) -> HttpResponse:
    """Lay a draft before the leading group, from the button on its page (7.2.a)."""
    version = get_object_or_404(versions_of(request.actor), pk=version_id)
    actions.submit_document(actor=request.actor, at=now(), version=version)
    messages.success(request, _("It lies before the leading group now."))
    return redirect("governance:version", version.pk)
