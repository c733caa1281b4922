"""An institution's file: all of it that a district looks at before it admits (5.2.a)."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from kehou.kernel.explained import Reason, Verdict

WHOLE = 10_000  # basis points


@dataclass(frozen=True, order=True, slots=True)
class Shareholder:
    """Who owns a part of the institution, in basis points of the whole."""

    name: str
    share: int


@dataclass(frozen=True, order=True, slots=True)
class Teacher:
    """Somebody whom the institution sends: the certificate, and the day of a clean vetting."""

    name: str
    certificate: str
    vetted_on: date | None = None


@dataclass(frozen=True, slots=True)
class InstitutionFile:
    """One version of a file. "" and None stand for what has not been filled in yet.

    `documents` are kinds with the hash of what was handed in.
    """

    name: str
    legal_representative: str = ""
    address: str = ""
    licence_number: str = ""
    licence_office: str = ""
    licence_until: date | None = None
    permit_kind: str = ""
    permit_number: str = ""
    permit_office: str = ""
    permit_until: date | None = None
    educations: tuple[str, ...] = ()
    courses: tuple[str, ...] = ()
    shareholders: tuple[Shareholder, ...] = ()
    teachers: tuple[Teacher, ...] = ()
    documents: tuple[tuple[str, str], ...] = ()

    def in_order(self) -> "InstitutionFile":
        """The same file with its lists sorted, so that equal files have equal hashes."""
        return replace(
            self,
            educations=tuple(sorted(self.educations)),
            courses=tuple(sorted(self.courses)),
            shareholders=tuple(sorted(self.shareholders)),
            teachers=tuple(sorted(self.teachers, key=_teacher_key)),
            documents=tuple(sorted(self.documents)),
        )

    @property
    def content_hash(self) -> str:
        """What stands for this very file: anyone who has its content computes the same."""
        written = json.dumps(asdict(self.in_order()), default=str, ensure_ascii=False)
        return hashlib.sha256(written.encode()).hexdigest()


# Where the institution sits decides nothing; everything else was looked at when it was admitted.
NOT_LOOKED_AT = frozenset({"address"})
NEEDED = (
    *("legal_representative", "address"),
    *("licence_number", "licence_office", "licence_until"),
    *("permit_kind", "permit_number", "permit_office", "permit_until"),
    *("educations", "courses", "shareholders", "teachers"),
)
DOCUMENTS_NEEDED = ("licence_scan", "permit_scan")


def changed_parts(before: InstitutionFile, after: InstitutionFile) -> tuple[str, ...]:
    """The names of what differs, in the order in which a file is told."""
    old, new = _parts(before), _parts(after)
    return tuple(part for part in old if old[part] != new[part])


def needs_another_look(before: InstitutionFile, after: InstitutionFile) -> bool:
    """Whether a district that admitted the one file must look at the other (5.2.a)."""
    return bool(set(changed_parts(before, after)) - NOT_LOOKED_AT)


def complete(file: InstitutionFile) -> Verdict:
    """Whether everything is there that a district needs to decide (5.2.a)."""
    enclosed = {kind for kind, _ in file.documents}
    missing = [part for part in NEEDED if not getattr(file, part)]
    missing += [kind for kind in DOCUMENTS_NEEDED if kind not in enclosed]
    if not missing:
        return Verdict()
    return Verdict((Reason("file_lacks", "5.2.a", {"parts": missing}),))


def consistent(file: InstitutionFile) -> Verdict:
    """Whether what is filled in can be true at all: names, shares, nobody twice (5.2.a)."""
    return Verdict(tuple(_contradictions(file)))


def _contradictions(file: InstitutionFile) -> Iterator[Reason]:
    if not file.name.strip():
        yield Reason("institution_has_a_name", "5.2.a")
    if any(not 0 < holder.share <= WHOLE for holder in file.shareholders):
        yield Reason("share_is_a_part_of_the_whole", "5.2.a")
    held = sum(holder.share for holder in file.shareholders)
    if held > WHOLE:
        yield Reason("shares_are_at_most_the_whole", "5.2.a")
    holders = [holder.name for holder in file.shareholders]
    if len(set(holders)) < len(holders):
        yield Reason("shareholder_is_named_once", "5.2.a")
    # Namesakes differ by their certificates.
    teachers = [(teacher.name, teacher.certificate) for teacher in file.teachers]
    if not all(name and certificate for name, certificate in teachers):
        yield Reason("teacher_has_a_certificate", "5.2.a")
    if len(set(teachers)) < len(teachers):
        yield Reason("teacher_is_named_once", "5.2.a")


def percent(share: int) -> str:
    """Basis points as people write a share: 3350 is 33.5."""
    return f"{share // 100}.{share % 100:02d}".rstrip("0").rstrip(".")


def _parts(file: InstitutionFile) -> dict[str, Any]:
    return asdict(file.in_order())


def _teacher_key(teacher: Teacher) -> tuple[str, str, date]:
    return teacher.name, teacher.certificate, teacher.vetted_on or date.min
