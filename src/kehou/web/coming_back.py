"""Back to where the reader was, as long as that is here."""

from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

COOKIE_AGE: Final = 365 * 24 * 3600


def back_to(request: HttpRequest) -> str:
    """The page named in the form, or the home page when it names none of ours."""
    url = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if is_ours else reverse("home")
