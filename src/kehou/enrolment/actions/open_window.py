from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import transaction

from kehou.enrolment.models import Window
from kehou.enrolment.permissions import may_open_window
from kehou.enrolment.queries import SEED_SHARE, shelter_of
from kehou.kernel.explained import Reason, Verdict
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.rules.validity import admissible_opening
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise
from kehou.platform.sealed import seal

if TYPE_CHECKING:
    from kehou.schools.models import School, Term

SHARE_BYTES = 32


@transaction.atomic
def open_window(
    *,
    actor: Actor,
    at: datetime,
    school: "School",
    term: "Term",
    opens: datetime,
    closes: datetime,
    seed_share: bytes,
) -> Window:
    """Say when families may choose for a term, and commit to the draw before they do (7.2.b, 4.1).

    `seed_share` are 32 random bytes. Their SHA-256 is published with the window, they themselves
    are sealed until the draw: so nobody can choose the school's part of the seed to suit the
    lists. There must be room for every child in every period before anyone is asked to choose.
    """
    authorise(actor, may_open_window, school)
    assert len(seed_share) == SHARE_BYTES
    locks.hold("enrolment.window", school.pk, term.pk)
    Verdict(
        admissible_opening(Ordinance(city_day(at))).against
        + tuple(_against_dates(at, opens, closes, school, term))
        + shelter_of(school, term).against
    ).require()

    window = Window(school=school, term=term, opens=opens, closes=closes)
    window.seed_commitment = sha256(seed_share).hexdigest()
    window.seed_share_sealed = seal(SEED_SHARE, window.key, seed_share.hex())
    window.save()
    detail = {"opens": opens, "closes": closes, "commitment": window.seed_commitment}
    journal.record("enrolment.window_opened", window, actor=actor, at=at, detail=detail)
    return window


def _against_dates(
    at: datetime, opens: datetime, closes: datetime, school: "School", term: "Term"
) -> Iterator[Reason]:
    if Window.objects.filter(school=school, term=term).exists():
        yield Reason("window_exists_once_a_term", "7.2.b")
    if opens < at:
        yield Reason("window_opens_in_the_past", "7.2.b", {"opens": opens})
    if closes <= opens:
        yield Reason("window_closes_after_it_opens", "7.2.b")
    if city_day(closes) > term.last_day:
        yield Reason("window_closes_after_its_term", "7.2.b", {"last_day": term.last_day})
