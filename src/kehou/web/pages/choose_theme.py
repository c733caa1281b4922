from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect

from kehou.platform.http import ActingRequest, open_to
from kehou.web.coming_back import COOKIE_AGE, back_to
from kehou.web.shell import THEME_COOKIE, THEMES


@open_to(methods=("POST",))
def choose_theme(request: ActingRequest) -> HttpResponse:
    """Remember light or dark, or forget both and follow the device. No clause: a convenience."""
    response = HttpResponseRedirect(back_to(request))
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        response.set_cookie(
            THEME_COOKIE, theme, max_age=COOKIE_AGE, samesite="Lax", secure=settings.HTTPS
        )
    else:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    return response
