from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from kehou.ordinance.roles import APPOINTS
from kehou.people import actions
from kehou.people.permissions import accounts_under
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to


@open_to(*APPOINTS, methods=("POST",), clause="7.1.a")
def enable_account(request: ActingRequest, person_id: int) -> HttpResponse:
    """Somebody whose account was disabled may sign in again (7.1.a)."""
    account = get_object_or_404(accounts_under(request.actor), person=person_id)
    actions.enable_account(actor=request.actor, at=now(), account=account)
    messages.success(request, _("The account is open again."))
    return redirect("people:account", person_id=account.person_id)
