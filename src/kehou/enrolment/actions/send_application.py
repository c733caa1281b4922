from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from kehou.catalogue.queries import Offer, offered_in
from kehou.enrolment.core.consent import consent_text_on
from kehou.enrolment.core.draft import Wishes
from kehou.enrolment.core.receipts import receipt_of
from kehou.enrolment.models import Application, Window, Wish
from kehou.kernel.explained import Reason, Verdict
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.rules import enrolment as rules
from kehou.people.permissions import answers_for, pupils_of
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise
from kehou.platform.sealed import blind_index

if TYPE_CHECKING:
    from kehou.people.models import Pupil


@transaction.atomic
def send_application(
    *,
    actor: Actor,
    at: datetime,
    window: Window,
    pupil: "Pupil",
    weekdays: Collection[int],
    wishes: Wishes,
    needs: str,
    agreed_to: str,
) -> Application:
    """Apply for one's own child, or replace the whole list sent before (2.3.c, 3.1, 7.2.b).

    `agreed_to` is the hash of the consent text that the guardian ticked, "" when they did not. One
    child's list is held at a time: two guardians sending at once leave one whole list, and no
    family waits for another. The moment of asking decides, not the moment of writing.
    """
    authorise(actor, answers_for, pupil)
    assert window.school_id == pupil.school_id
    locks.hold("enrolment.application", window.pk, pupil.pk)
    pupil = pupils_of(actor).select_related("class_by_day").get(pk=pupil.pk)
    wished = {activity for ranked in wishes.values() for activity in ranked}
    offers = {
        offer.activity_id: offer
        for offer in offered_in(school_id=pupil.school_id, term_id=window.term_id, among=wished)
    }
    text = consent_text_on(city_day(at))
    facts = rules.Application(
        applicant=_applicant(pupil, at),
        ranking=rules.Ranking(
            opens=window.opens,
            closes=window.closes,
            asked_at=at,
            grade=pupil.class_by_day.grade,
            weekdays=frozenset(weekdays),
            wishes=tuple(_asked(wishes, offers)),
        ),
        # The box is empty on every page that shows it.
        consent=rules.Consent(is_by_guardian=True, says_yes=bool(agreed_to), was_preselected=False),
    )
    against = [*rules.admissible_application(facts, Ordinance(city_day(at))).against]
    against += _against_wishes(pupil.class_by_day.campus_id, wishes, offers)
    if agreed_to and not text.is_hash_of_this(agreed_to):
        against.append(Reason("consent_text_is_not_the_one_in_force", "2.3.c"))
    Verdict(tuple(against)).require()

    application = _standing(window, pupil)
    application.guardian_id = actor.somebody
    application.weekdays = sorted(weekdays)
    application.needs = needs.strip()
    application.consent_version = text.version
    application.consent_text_hash = agreed_to
    application.sent_at = at
    application.save()
    _write(application, wishes)
    detail = {"revision": application.revision, "weekdays": sorted(weekdays), "wishes": wishes}
    journal.record("enrolment.application_sent", application, actor=actor, at=at, detail=detail)
    return application


def _applicant(pupil: "Pupil", at: datetime) -> rules.Applicant:
    day = city_day(at)
    has_left = pupil.on_roll_until is not None and pupil.on_roll_until <= day
    return rules.Applicant(
        is_on_roll=pupil.on_roll_from <= day and not has_left, grade=pupil.class_by_day.grade
    )


def _asked(wishes: Wishes, offers: Mapping[int, Offer]) -> Iterator[rules.Wish]:
    """What is offered of what was wished for, as the ordinance judges it."""
    for ranked in wishes.values():
        for activity in ranked:
            if offer := offers.get(activity):
                weekdays = frozenset(offer.weekdays)
                yield rules.Wish(activity, offer.title, weekdays, offer.grades)


def _against_wishes(
    campus_id: int, wishes: Wishes, offers: Mapping[int, Offer]
) -> Iterator[Reason]:
    """What the ordinance does not say: what is offered at all, where, and on which day."""
    for weekday, ranked in wishes.items():
        for activity in ranked:
            offer = offers.get(activity)
            if offer is None or offer.is_fall_back:
                yield Reason("wish_is_for_an_approved_activity", "2.3.b")
            elif offer.campus_id != campus_id:
                facts: dict[str, object] = {"activity": offer.title, "campus": offer.campus}
                yield Reason("wish_on_another_campus", "2.2.a", facts)
            elif weekday not in offer.weekdays:
                facts = {"activity": offer.title, "weekday": weekday}
                yield Reason("wish_on_another_weekday", "7.2.b", facts)


def _standing(window: Window, pupil: "Pupil") -> Application:
    """The child's application as a new revision, or a new one with a receipt of its own.

    The receipt is made from what nobody outside can know, and not from chance: the same act gives
    the same number.
    """
    sent = Application.objects.filter(window=window, pupil=pupil)
    standing = sent.filter(withdrawn_at__isnull=True).first()
    if standing is not None:
        standing.revision += 1
        return standing
    secret = blind_index("enrolment.application", f"{window.key}/{pupil.key}/{sent.count()}")
    return Application(
        school_id=pupil.school_id, window=window, pupil=pupil, receipt=receipt_of(secret)
    )


def _write(application: Application, wishes: Wishes) -> None:
    Wish.objects.filter(application=application).delete()
    Wish.objects.bulk_create(
        Wish(
            school_id=application.school_id,
            application=application,
            activity_id=activity,
            weekday=weekday,
            rank=rank,
        )
        for weekday, ranked in wishes.items()
        for rank, activity in enumerate(ranked, start=1)
    )
