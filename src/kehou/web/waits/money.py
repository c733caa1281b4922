"""What waits for whoever answers for the money (6.3.d)."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from kehou.disclosure.queries import drafts_of, months_to_draft, months_to_publish
from kehou.platform.actors import Actor
from kehou.web.desk import Wanting

if TYPE_CHECKING:
    pass


def statements_to_sign(actor: Actor, at: datetime) -> Iterator[Wanting]:
    """Finance has drafted a statement; the principal answers for it (6.3.d)."""
    drafts = drafts_of(actor).count()
    if drafts:
        yield Wanting(
            title=_("Statements wait for your signature"),
            hint=_("Compare the figures, then sign and publish."),
            count=drafts,
            url=reverse("disclosure:publications"),
            icon="speakerphone",
        )


def statements_to_draft(actor: Actor, at: datetime) -> Iterator[Wanting]:
    """Months that are settled, or settled anew, and told to nobody yet (6.3.d)."""
    untold = months_to_draft(actor)
    if untold:
        yield Wanting(
            title=_("Draft the statement of a settled month"),
            hint=_("The month is settled; the public has not seen it yet."),
            count=len(untold),
            url=reverse("disclosure:publications"),
            icon="speakerphone",
        )


def months_not_published(actor: Actor, at: datetime) -> Iterator[Wanting]:
    """Schools in reach have settled months that the public cannot read yet (6.3.d)."""
    unpublished = months_to_publish(actor)
    if unpublished:
        yield Wanting(
            title=_("Settled months that are not published"),
            hint=_(
                "The school has settled them; its principal has not signed them for the public yet."
            ),
            count=unpublished,
            url=reverse("funds:settlements"),
            icon="report-money",
        )
