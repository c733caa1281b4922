"""The window of the demo city and the applications sent in it, each by a guardian (2.3.c)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from random import Random
from uuid import UUID

from kehou.enrolment.core.consent import consent_text_on
from kehou.enrolment.core.receipts import receipt_of
from kehou.enrolment.models import Application, Window, Wish
from kehou.platform import bulk
from kehou.platform.clock import city_day
from kehou.platform.sealed import seal

JOIN_PERCENT = 55
WISHES_MAX = 3


@dataclass(frozen=True, slots=True)
class Applicant:
    """A child whose guardian may apply, with the activities that suit it: id → weekdays.

    `comes_daily`: applies for certain, and for every afternoon of the week.
    """

    pupil_id: int
    guardian_id: int
    suited: dict[int, tuple[int, ...]]
    comes_daily: bool = False


@dataclass(frozen=True, slots=True)
class SeededApplication:
    pupil_id: int
    receipt: str
    weekdays: tuple[int, ...]


def seed_window(
    chance: Random, *, school_id: int, term_id: int, opens: datetime, closes: datetime
) -> Window:
    """A window with its sealed share of the seed and the share's hash."""
    share = chance.randbytes(32)
    (window_id,) = bulk.reserve_ids(Window, 1)
    window = Window(
        pk=window_id,
        school_id=school_id,
        term_id=term_id,
        opens=opens,
        closes=closes,
        seed_commitment=sha256(share).hexdigest(),
        key=UUID(int=chance.getrandbits(128), version=4),
    )
    window.seed_share_sealed = seal("enrolment.window.seed_share", window.key, share.hex())
    window.save(force_insert=True)
    return window


def seed_applications(
    chance: Random, window: Window, applicants: Iterable[Applicant]
) -> list[SeededApplication]:
    """About half of the children apply, for three to five afternoons, each with a few wishes."""
    asking = [a for a in applicants if a.comes_daily or chance.randrange(100) < JOIN_PERCENT]
    consent = consent_text_on(city_day(window.opens)).shown("zh-hans")
    ids = bulk.reserve_ids(Application, len(asking))
    made = [
        SeededApplication(
            pupil_id=applicant.pupil_id,
            receipt=receipt_of(chance.randbytes(32)),
            weekdays=_weekdays_of(chance, applicant),
        )
        for applicant in asking
    ]
    span = int((window.closes - window.opens).total_seconds())
    bulk.copy(
        Application,
        (
            *("id", "school_id", "window_id", "pupil_id", "guardian_id", "weekdays", "needs"),
            *("consent_version", "consent_text_hash", "receipt", "sent_at", "revision"),
        ),
        (
            (
                *(application_id, window.school_id, window.pk, applicant.pupil_id),
                *(applicant.guardian_id, list(sent.weekdays), ""),
                *(consent.version, consent.sha256, sent.receipt),
                *(window.opens + timedelta(seconds=chance.randrange(span)), 1),
            )
            for application_id, applicant, sent in zip(ids, asking, made, strict=True)
        ),
    )
    _seed_wishes(chance, window.school_id, list(zip(ids, asking, made, strict=True)))
    return made


def _weekdays_of(chance: Random, applicant: Applicant) -> tuple[int, ...]:
    afternoons = range(1, 6)
    if applicant.comes_daily:
        return tuple(afternoons)
    return tuple(sorted(chance.sample(afternoons, chance.choice((3, 4, 5)))))


def _seed_wishes(
    chance: Random,
    school_id: int,
    sent: Sequence[tuple[int, Applicant, SeededApplication]],
) -> None:
    rows = []
    for application_id, applicant, application in sent:
        wished: set[int] = set()
        for weekday in application.weekdays:
            open_to_it = [a for a, days in applicant.suited.items() if weekday in days]
            wishes = [a for a in _some(chance, open_to_it) if a not in wished]
            wished.update(wishes)
            rows += [
                (school_id, application_id, activity_id, weekday, rank)
                for rank, activity_id in enumerate(wishes, start=1)
            ]
    bulk.copy(Wish, ("school_id", "application_id", "activity_id", "weekday", "rank"), rows)


def _some(chance: Random, activities: Sequence[int]) -> list[int]:
    return chance.sample(activities, min(len(activities), chance.randrange(WISHES_MAX + 1)))
