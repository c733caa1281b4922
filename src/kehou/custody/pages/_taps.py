"""What every act on a phone carries: its own number, and the phone it was made on."""

from datetime import datetime
from typing import Final, TypeVar
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from kehou.custody.core.taps import Tap

COOKIE: Final = "kehou-phone"
COOKIE_AGE: Final = 365 * 24 * 3600

Answer = TypeVar("Answer", bound=HttpResponse)


class ActForm(forms.Form):
    """A form whose act has a number from the moment the page was shown.

    A thumb that taps twice, or a reload after a lost answer, sends the same number again.
    """

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def tap(self, request: HttpRequest, at: datetime) -> Tap:
        """The act of this form on the phone of this request."""
        return Tap(key=self.cleaned_data["key"], device=phone_of(request), told_at=at)


def phone_of(request: HttpRequest) -> UUID:
    """The phone, by its cookie. A new one gets its number with the first answer (`remember`)."""
    if not hasattr(request, "_phone"):
        request._phone = _known(request) or uuid4()  # type: ignore[attr-defined]
    phone: UUID = request._phone  # type: ignore[attr-defined]
    return phone


def remember(request: HttpRequest, answer: Answer) -> Answer:
    """Let the phone carry its number from now on."""
    if _known(request) is None:
        answer.set_cookie(
            COOKIE,
            str(phone_of(request)),
            max_age=COOKIE_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return answer


def _known(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.COOKIES.get(COOKIE, ""))
    except ValueError:
        return None
