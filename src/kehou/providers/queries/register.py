"""The register of institutions and the white list of a district, line by line."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import F, QuerySet

from kehou.kernel.explained import Reason
from kehou.ordinance.parameters import Ordinance
from kehou.ordinance.rules.providers import Lapse, lapses, may_serve
from kehou.platform.clock import city_day
from kehou.providers.models import Admission, BlackListing, Caution, FileVersion, Institution
from kehou.providers.permissions import admissions_of
from kehou.providers.queries.files import black_listings, facts_of, whole_versions

if TYPE_CHECKING:
    from kehou.platform.actors import Actor


@dataclass(frozen=True, slots=True)
class Listed:
    """An institution on the white list of a district, as it was admitted, and how it stands today.

    `against` says why it may not serve today; empty where it may.
    """

    admission: Admission
    version: FileVersion
    against: tuple[Reason, ...]
    lapses: tuple[Lapse, ...]
    cautions: int


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """An institution in the register: its newest file, where it is listed or waits, what bars it.

    `admissions` are those that stand, in the actor's reach.
    """

    institution: Institution
    version: FileVersion
    admissions: tuple[Admission, ...]
    black_listing: BlackListing | None
    lapses: tuple[Lapse, ...]
    cautions: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """One row of a district's queue; `before` is what it has admitted, where it has."""

    admission: Admission
    version: FileVersion
    days: int
    before: Admission | None


def white_list_of(actor: "Actor", *, on: date) -> list[Listed]:
    """What the actor's district has admitted, by name. Seven queries, however many."""
    listed = admissions_of(actor).filter(state=Admission.State.ADMITTED)
    return listed_of(listed, on=on)


def listed_of(admissions: QuerySet[Admission], *, on: date) -> list[Listed]:
    """Admissions with the version that was admitted, and what stands against it on that day."""
    rows = list(admissions.select_related("institution", "district").order_by("version__name"))
    versions = whole_versions().in_bulk({row.version_id for row in rows})
    barred = _barred({row.institution_id for row in rows}, on=on)
    cautions = _cautions({row.institution_id for row in rows})
    ordinance, found = Ordinance(on), []
    for row in rows:
        version = versions[row.version_id]
        is_listed = row.state == Admission.State.ADMITTED
        is_barred = row.institution_id in barred
        facts = facts_of(version, is_listed=is_listed, is_black_listed=is_barred)
        found.append(
            Listed(
                admission=row,
                version=version,
                against=may_serve(facts, ordinance).against,
                lapses=lapses(facts, ordinance),
                cautions=cautions[row.institution_id],
            )
        )
    return found


def register_lines(
    actor: "Actor", institutions: Iterable[Institution], *, on: date
) -> list[RegisterLine]:
    """These institutions as the register shows them. Seven queries, however many."""
    rows = {one.pk: one for one in institutions}
    standing = whole_versions().filter(institution__in=rows, number=F("institution__version"))
    versions = {version.institution_id: version for version in standing}
    barred, cautions = _barred(rows, on=on), _cautions(rows)
    admissions: dict[int, list[Admission]] = defaultdict(list)
    current = (Admission.State.WAITING, Admission.State.ADMITTED, Admission.State.RETURNED)
    for admission in (
        admissions_of(actor)
        .filter(institution__in=rows, state__in=current)
        .select_related("district")
        .order_by("sent_at", "pk")
    ):
        admissions[admission.institution_id].append(admission)
    ordinance = Ordinance(on)
    return [
        RegisterLine(
            institution=institution,
            version=versions[pk],
            admissions=_newest_by_district(admissions[pk]),
            black_listing=barred.get(pk),
            lapses=lapses(
                facts_of(versions[pk], is_listed=False, is_black_listed=pk in barred), ordinance
            ),
            cautions=cautions[pk],
        )
        for pk, institution in rows.items()
    ]


def waiting_admissions(actor: "Actor", *, at: datetime) -> list[Waiting]:
    """What waits for this district, the longest waiting first (5.2.a)."""
    mine = admissions_of(actor).select_related("institution", "version__written_by", "district")
    listed = {one.institution_id: one for one in mine.filter(state=Admission.State.ADMITTED)}
    waiting = mine.filter(state=Admission.State.WAITING).order_by("sent_at", "pk")
    return [
        Waiting(
            admission=one,
            version=one.version,
            days=(city_day(at) - city_day(one.sent_at)).days,
            before=listed.get(one.institution_id),
        )
        for one in waiting
    ]


def _newest_by_district(admissions: Sequence[Admission]) -> tuple[Admission, ...]:
    """For each district what stands there: the list, and what was sent or returned after it."""
    told: dict[int, list[Admission]] = {}
    for one in admissions:
        there = told.setdefault(one.district_id, [])
        # Whatever came before a place on the list, or before another answer, is history.
        if one.state == Admission.State.ADMITTED or not _is_listed(there):
            there.clear()
        told[one.district_id] = [*there[:1], one]
    return tuple(one for there in told.values() for one in there)


def _is_listed(there: Sequence[Admission]) -> bool:
    return bool(there) and there[0].state == Admission.State.ADMITTED


def _barred(institutions: Iterable[int], *, on: date) -> Mapping[int, BlackListing]:
    found = black_listings(on).filter(institution__in=list(institutions))
    return {one.institution_id: one for one in found}


def _cautions(institutions: Iterable[int]) -> Mapping[int, int]:
    given: dict[int, int] = defaultdict(int)
    found = Caution.objects.filter(institution__in=list(institutions))
    for institution_id in found.values_list("institution_id", flat=True):
        given[institution_id] += 1
    return given
