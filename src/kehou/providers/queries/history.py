"""What an institution has been through, and what differs between two versions of its file."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language

from kehou.ordinance import spoken
from kehou.providers.core.file import InstitutionFile, changed_parts, percent
from kehou.providers.models import FileVersion

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kehou.providers.models import Institution

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Change:
    """One part of a file, as it was and as it became."""

    part: str
    before: str
    after: str


def changes_between(before: InstitutionFile, after: InstitutionFile) -> list[Change]:
    """What differs between two versions, part by part, in the language of the page (5.2.a)."""
    language = get_language() or "zh-hans"
    return [
        Change(
            part=_name_of(part, language),
            before=_say(part, getattr(before, part), language),
            after=_say(part, getattr(after, part), language),
        )
        for part in changed_parts(before, after)
    ]


def versions_of(institution: "Institution") -> "QuerySet[FileVersion]":
    """Every version of a file, the newest first."""
    versions = FileVersion.objects.filter(institution=institution)
    return versions.select_related("written_by").order_by("-number")


def _name_of(part: str, language: str) -> str:
    match part:
        case "shareholders" | "teachers" | "documents":
            return spoken.word(part, language)
    return str(FileVersion._meta.get_field(part).verbose_name)  # type: ignore[union-attr]


def _say(part: str, value: Any, language: str) -> str:
    match part:
        case "shareholders":
            told = [f"{one.name} {percent(one.share)}%" for one in value]
        case "teachers":
            told = [_teacher(one.name, one.certificate, one.vetted_on, language) for one in value]
        case "documents":
            told = [f"{spoken.word(kind, language)} {hash_[:8]}" for kind, hash_ in value]
        case "educations":
            told = [spoken.word(name, language) for name in value]
        case "courses":
            told = list(value)
        case "permit_kind":
            told = [str(FileVersion.PermitKind(value).label)] if value else []
        case _:
            told = [spoken.spoken(value, language)] if value else []
    return spoken.listed(told, language) if told else NOTHING


def _teacher(name: str, certificate: str, vetted_on: date | None, language: str) -> str:
    vetted = f" · {spoken.spoken(vetted_on, language)}" if vetted_on else ""
    return f"{name} {certificate}{vetted}"
