from collections.abc import Collection, Iterator
from datetime import date, datetime

from django.db import transaction

from kehou.kernel.explained import Reason, Verdict, refuse
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.rules.providers import fit_to_serve
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.errors import Conflict
from kehou.platform.permissions import authorise
from kehou.providers.core.file import complete
from kehou.providers.models import Admission
from kehou.providers.permissions import may_decide
from kehou.providers.queries.files import facts_of, file_in, is_black_listed


@transaction.atomic
def review_admission(
    *,
    actor: Actor,
    at: datetime,
    admission: Admission,
    outcome: str,
    checked: Collection[str] = (),
    remarks: str = "",
) -> Admission:
    """Put an institution on the district's white list, or return its file with remarks (5.2.a).

    What is admitted is the version that the reviewer read: `Conflict` when the file was written
    anew meanwhile. An earlier admission to the same district is replaced by this one.
    """
    authorise(actor, may_decide, admission)
    locks.hold("providers.institution", admission.institution_id)
    read, admission = admission.version_id, Admission.objects.get(pk=admission.pk)
    if admission.state != Admission.State.WAITING:
        raise refuse("admission_is_decided_already", "5.2.a")
    if admission.version_id != read:
        raise Conflict(f"admission {admission.pk} waits with another version than {read}")
    is_admitted = outcome == Admission.State.ADMITTED
    against = _against_admitting(admission, checked, city_day(at)) if is_admitted else ()
    Verdict((*_against_deciding(actor, admission, is_admitted, remarks), *against)).require()

    if is_admitted:
        _replace_earlier(admission, by_id=actor.somebody, at=at)
    admission.state = outcome
    admission.checked = sorted(checked)
    admission.remarks = remarks.strip()
    admission.decided_by_id, admission.decided_at = actor.somebody, at
    admission.save()
    detail = {
        "admission": admission.pk,
        "version": admission.version.number,
        "outcome": outcome,
    }
    journal.record(
        "providers.admission_reviewed", admission.institution, actor=actor, at=at, detail=detail
    )
    return admission


def _against_deciding(
    actor: Actor, admission: Admission, is_admitted: bool, remarks: str
) -> Iterator[Reason]:
    if admission.sent_by_id == actor.person_id:
        yield Reason("nobody_admits_what_they_sent", "5.2.a")
    if not is_admitted and not remarks.strip():
        yield Reason("returned_admission_says_why", "5.2.a")


def _against_admitting(
    admission: Admission, checked: Collection[str], today: date
) -> tuple[Reason, ...]:
    barred = is_black_listed(admission.institution, on=today)
    facts = facts_of(admission.version, is_listed=False, is_black_listed=barred)
    against = (
        complete(file_in(admission.version)).against + fit_to_serve(facts, Ordinance(today)).against
    )
    if set(Admission.Point.values) - set(checked):
        return (*against, Reason("admission_answers_every_point", "5.2.a"))
    return against


def _replace_earlier(admission: Admission, *, by_id: int, at: datetime) -> None:
    Admission.objects.filter(
        institution=admission.institution_id,
        district=admission.district_id,
        state=Admission.State.ADMITTED,
    ).update(state=Admission.State.REPLACED, ended_by=by_id, ended_at=at)
