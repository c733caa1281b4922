"""Builders for tests. Each makes something whole and plausible; say only what the test is about."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING

from kehou.enrolment.core.consent import consent_text_on
from kehou.enrolment.models import Application, Window, Wish
from kehou.enrolment.queries import SEED_SHARE
from kehou.people.testing import AFTERNOON, a_guardian
from kehou.platform.clock import city_day
from kehou.platform.sealed import seal
from kehou.schools.testing import the_term

if TYPE_CHECKING:
    from kehou.catalogue.models import Activity
    from kehou.people.models import Person, Pupil
    from kehou.schools.models import School, Term

_numbers = count(1)

SHARE = bytes(range(32))
OPENS = AFTERNOON - timedelta(days=1)
CLOSES = AFTERNOON + timedelta(days=6)


def an_open_window(
    school: "School",
    *,
    opens: datetime = OPENS,
    closes: datetime = CLOSES,
    term: "Term | None" = None,
) -> Window:
    """A window that is open on the afternoon on which tests take place."""
    window = Window(school=school, term=term or the_term(), opens=opens, closes=closes)
    window.seed_commitment = sha256(SHARE).hexdigest()
    window.seed_share_sealed = seal(SEED_SHARE, window.key, SHARE.hex())
    window.save()
    return window


def an_application(
    pupil: "Pupil",
    wishes: "Mapping[int, Sequence[Activity]] | None" = None,
    *,
    weekdays: Collection[int] = (1, 2, 3, 4, 5),
    window: Window | None = None,
    guardian: "Person | None" = None,
    sent_at: datetime = AFTERNOON,
    needs: str = "",
) -> Application:
    """What a guardian of this pupil has sent: by weekday, the activities in the order ranked."""
    text = consent_text_on(city_day(sent_at)).shown("zh-hans")
    window = window or Window.objects.filter(school=pupil.school).first()
    application = Application.objects.create(
        school=pupil.school,
        window=window or an_open_window(pupil.school),
        pupil=pupil,
        guardian=guardian or a_guardian(pupil).person,
        weekdays=sorted(weekdays),
        needs=needs,
        consent_version=text.version,
        consent_text_hash=text.sha256,
        receipt=f"TEST-{next(_numbers):06d}",
        sent_at=sent_at,
    )
    Wish.objects.bulk_create(
        Wish(
            school=pupil.school,
            application=application,
            activity=activity,
            weekday=weekday,
            rank=rank,
        )
        for weekday, ranked in (wishes or {}).items()
        for rank, activity in enumerate(ranked, start=1)
    )
    return application
