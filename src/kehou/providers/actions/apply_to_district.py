from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from kehou.kernel.explained import Reason, Verdict
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.rules.providers import fit_to_serve
from kehou.platform import locks
from kehou.platform.actors import Actor
from kehou.platform.audit import journal
from kehou.platform.clock import city_day
from kehou.platform.permissions import authorise
from kehou.providers.core.file import complete
from kehou.providers.models import Admission, FileVersion, Institution
from kehou.providers.permissions import may_write_file
from kehou.providers.queries.files import facts_of, file_in, is_black_listed, newest_version

if TYPE_CHECKING:
    from kehou.schools.models import District


@transaction.atomic
def apply_to_district(
    *, actor: Actor, at: datetime, institution: Institution, district: "District"
) -> Admission:
    """Ask a district for a place on its white list, with the file as it stands (4.2, 5.2.a)."""
    authorise(actor, may_write_file, institution)
    locks.hold("providers.institution", institution.pk)
    institution = Institution.objects.get(pk=institution.pk)
    version, today = newest_version(institution), city_day(at)
    barred = is_black_listed(institution, on=today)
    facts = facts_of(version, is_listed=False, is_black_listed=barred)
    Verdict(
        complete(file_in(version)).against
        + fit_to_serve(facts, Ordinance(today)).against
        + tuple(_already(institution, district, version))
    ).require()

    admission = Admission.objects.create(
        institution=institution,
        district=district,
        version=version,
        sent_by_id=actor.somebody,
        sent_at=at,
    )
    detail = {"admission": admission.pk, "district": district.pk, "version": version.number}
    journal.record("providers.admission_sent", institution, actor=actor, at=at, detail=detail)
    return admission


def _already(
    institution: Institution, district: "District", version: FileVersion
) -> Iterator[Reason]:
    there = Admission.objects.filter(institution=institution, district=district)
    if there.filter(state=Admission.State.WAITING).exists():
        yield Reason("institution_waits_once_a_district", "5.2.a")
    if there.filter(state=Admission.State.ADMITTED, version=version).exists():
        yield Reason("institution_is_listed_once_a_district", "5.2.a")
