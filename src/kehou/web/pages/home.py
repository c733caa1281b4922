from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kehou.ordinance.roles import Role
from kehou.platform.clock import city_time, now
from kehou.platform.http import ActingRequest, open_to
from kehou.web import menus
from kehou.web.desk import wanting_of
from kehou.web.what_waits import SOURCES


@open_to()
def home(request: ActingRequest) -> HttpResponse:
    """What wants doing now; for whoever is not signed in, what the service is (2.3.a)."""
    if request.actor.role is Role.PUBLIC:
        return render(
            request,
            "web/welcome.html",
            {"schools_url": menus.open_url("disclosure:schools", Role.PUBLIC)},
        )
    at = now()
    desk = {
        "greeting": _greeting(city_time(at)),
        "wanting": wanting_of(request.actor, at=at, sources=SOURCES),
    }
    return render(request, "web/home.html", desk)


def _greeting(there: datetime) -> Promise:
    if there.hour < 11:
        return _("Good morning")
    return _("Good afternoon") if there.hour < 18 else _("Good evening")
