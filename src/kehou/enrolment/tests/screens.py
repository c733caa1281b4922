"""The screens of a family: their addresses, and how far somebody has come."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.test import Client
from django.urls import reverse

from kehou.enrolment.core.draft import Draft, Drafts
from kehou.people.testing import AFTERNOON

if TYPE_CHECKING:
    from kehou.enrolment.models import Window
    from kehou.people.models import Pupil

# Within the time for which a session stays open without a tap.
SOON = AFTERNOON + timedelta(minutes=5)


def url(page: str, child: "Pupil", window: "Window") -> str:
    return reverse(f"enrolment:{page}", args=[child.pk, window.pk])


def writing(client: Client, child: "Pupil", window: "Window", draft: Draft) -> None:
    """Put into the session what a guardian has written so far."""
    session = client.session
    Drafts(session).keep(child.pk, window.pk, draft)
    session.save()


def written(client: Client, child: "Pupil", window: "Window") -> Draft | None:
    """What the session has of it."""
    return Drafts(client.session).of(child.pk, window.pk)
