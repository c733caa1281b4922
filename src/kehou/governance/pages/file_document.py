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
def file_document(request: ActingRequest, version_id: int) -> HttpResponse:
    """File what is in force with the district, from the button on its page (2.1, 7.2.a)."""
    version = get_object_or_404(versions_of(request.actor), pk=version_id)
    actions.file_document(actor=request.actor, at=now(), version=version)
    messages.success(request, _("Filed. The district acknowledges it or returns it."))
    return redirect("governance:version", version.pk)
