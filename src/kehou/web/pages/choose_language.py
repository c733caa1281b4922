from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect

from kehou.platform.http import ActingRequest, open_to
from kehou.web.coming_back import COOKIE_AGE, back_to


@open_to(methods=("POST",))
def choose_language(request: ActingRequest) -> HttpResponse:
    """Remember the reader's language and go back to where they were. No clause: a convenience."""
    response = HttpResponseRedirect(back_to(request))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=COOKIE_AGE,
            samesite="Lax",
            secure=settings.HTTPS,
        )
    return response
