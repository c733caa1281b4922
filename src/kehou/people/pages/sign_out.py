from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect

from kehou.people import actions
from kehou.people.queries.sessions import account_of
from kehou.platform.clock import now
from kehou.platform.http import ActingRequest, open_to


@open_to(methods=("POST",))
def sign_out(request: ActingRequest) -> HttpResponse:
    """End the session. What the browser keeps of pages is cleared: the computer may be shared."""
    account = account_of(request)
    if account is not None:
        actions.sign_out(actor=request.actor, at=now(), account=account)
        logout(request)
    response = redirect("home")
    response["Clear-Site-Data"] = '"cache"'
    return response
