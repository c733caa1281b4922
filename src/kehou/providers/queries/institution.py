"""An institution as its page shows it: the file, where it stands, what was said about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kehou.providers.core.file import InstitutionFile, complete, percent
from kehou.providers.models import Admission, FileVersion, Institution, Representative
from kehou.providers.permissions import admissions_of
from kehou.providers.queries.files import (
    contact_phone_of,
    file_in,
    is_black_listed,
    newest_version,
)
from kehou.providers.queries.history import versions_of
from kehou.providers.queries.register import Listed, listed_of
from kehou.schools.queries import districts

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kehou.kernel.explained import Reason
    from kehou.platform.actors import Actor
    from kehou.providers.models import BlackListing, Caution
    from kehou.schools.models import District


@dataclass(frozen=True, slots=True)
class Portrait:
    """Everything about one institution that the actor may read, on one day."""

    institution: Institution
    version: FileVersion
    file: InstitutionFile
    contact_phone: str
    representative: Representative | None
    lacking: tuple["Reason", ...]
    standings: tuple[Listed, ...]
    cautions: Sequence["Caution"]
    black_listings: Sequence["BlackListing"]
    is_black_listed: bool
    versions: Sequence[FileVersion]

    @property
    def shares(self) -> list[tuple[str, str]]:
        """The shareholders with their share in per cent."""
        return [(one.name, percent(one.share)) for one in self.file.shareholders]

    @property
    def enclosed(self) -> list[tuple[str, str, int]]:
        """The documents: what each is, what it is called, and which row it is."""
        return [
            (one.get_kind_display(), one.file_name, one.document_id)
            for one in self.version.enclosures.all()
        ]


def portrait_of(
    actor: "Actor", institution: Institution, *, on: date, version: FileVersion | None = None
) -> Portrait:
    """One institution as its page shows it, in its newest version or in the one given (5.2.a)."""
    version = version or newest_version(institution)
    file = file_in(version)
    speaks = institution.representatives.filter(until__isnull=True).select_related("person")
    standings = listed_of(
        admissions_of(actor).filter(institution=institution).select_related("decided_by"), on=on
    )
    return Portrait(
        institution=institution,
        version=version,
        file=file,
        contact_phone=contact_phone_of(institution),
        representative=speaks.first(),
        lacking=complete(file).against,
        standings=tuple(sorted(standings, key=_newest_first, reverse=True)),
        cautions=list(institution.cautions.select_related("district")),
        black_listings=list(institution.black_listings.all()),
        is_black_listed=is_black_listed(institution, on=on),
        versions=list(versions_of(institution)),
    )


def districts_to_apply_to(institution: Institution, *, on: date) -> "QuerySet[District]":
    """The districts of the city where this institution does not wait already."""
    waiting = Admission.objects.filter(institution=institution, state=Admission.State.WAITING)
    return districts(on=on).exclude(pk__in=waiting.values("district"))


def _newest_first(one: Listed) -> tuple[object, int]:
    return one.admission.sent_at, one.admission.pk
