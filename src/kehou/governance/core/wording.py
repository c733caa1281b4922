"""The words of one version, the fingerprint of all that is approved with it, and differences."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from kehou.governance.core.sections import SECTIONS, Section


@dataclass(frozen=True, slots=True)
class Wording:
    """What one version says. The days are those in which rules are valid; a plan has its year."""

    title: str
    sections: Mapping[str, str] = field(default_factory=dict)
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One section that two versions word differently."""

    section: Section
    before: str
    after: str


def fingerprint(wording: Wording, *, subject: str, number: int, attachment_hash: str) -> str:
    """SHA-256 of all that is approved: the words, what they are about, and the attached file.

    `subject` names the school, kind and year, so that an approval fits no other school's text.
    """
    told = {
        "subject": subject,
        "number": number,
        "title": wording.title,
        "sections": dict(wording.sections),
        "first_day": wording.first_day and wording.first_day.isoformat(),
        "last_day": wording.last_day and wording.last_day.isoformat(),
        "attachment": attachment_hash,
    }
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def differences(
    kind: str, before: Mapping[str, str], after: Mapping[str, str]
) -> tuple[Difference, ...]:
    """What two versions word differently, section by section in the order of the form."""
    return tuple(
        Difference(one, old, new)
        for one in SECTIONS[kind]
        if (old := before.get(one.key, "")) != (new := after.get(one.key, ""))
    )
