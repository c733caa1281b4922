"""Pages for what went wrong: each says what, why and what to do next."""

from collections.abc import Sequence
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, HttpResponseServerError
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string

from kehou.kernel.explained import Reason


def refused(request: HttpRequest, against: Sequence[Reason], *, status: int) -> HttpResponse:
    return render(request, "errors/refused.html", {"against": against}, status=status)


def forbidden(request: HttpRequest) -> HttpResponse:
    return render(request, "errors/forbidden.html", status=403)


def conflict(request: HttpRequest, what: str) -> HttpResponse:
    return render(request, "errors/conflict.html", {"what": what}, status=409)


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """Send a browser to the sign-in page; whatever changes something is simply refused."""
    if request.method not in ("GET", "HEAD"):
        return render(request, "errors/sign_in_first.html", status=401)
    came_for = quote(request.get_full_path())
    return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?next={came_for}")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "errors/stale_form.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/not_found.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Without the request: whoever asks for it is in a room where the lights may be out."""
    return HttpResponseServerError(render_to_string("errors/broken.html"))
