from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kehou.ordinance.roles import Role
from kehou.people import actions
from kehou.people.queries.sessions import account_of
from kehou.platform.clock import now
from kehou.platform.http import EVERYONE, ActingRequest, open_to


@open_to(*sorted(EVERYONE - {Role.PUBLIC}), methods=("POST",))
def sign_out_elsewhere(request: ActingRequest) -> HttpResponse:
    """Every other device of one's own account is signed out."""
    account = account_of(request)
    if account is None:
        raise Http404
    actions.sign_out_elsewhere(actor=request.actor, at=now(), account=account)
    update_session_auth_hash(request, account)
    messages.success(request, _("Every other device is signed out."))
    return redirect("people:my_account")
