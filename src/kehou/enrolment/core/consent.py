"""The text that a guardian agrees to: which one stood on a day, and the hash of what was shown."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

TEXTS = Path(__file__).with_name("consent.toml")


@dataclass(frozen=True, slots=True)
class ConsentText:
    """One version of the text in both languages, in force from its first day (2.3.c)."""

    version: str
    since: date
    texts: Mapping[str, str]

    def shown(self, language: str) -> "ShownText":
        """The text as a page in this language shows it: `zh-hans` or `en`."""
        text = self.texts[language.partition("-")[0]]
        return ShownText(self.version, text, sha256(text.encode()).hexdigest())

    def is_hash_of_this(self, shown: str) -> bool:
        """Whether a guardian who saw a text with this hash saw this version, in either language."""
        return shown in {self.shown(language).sha256 for language in self.texts}


@dataclass(frozen=True, slots=True)
class ShownText:
    """What stood on the guardian's screen, and the fingerprint that the application keeps."""

    version: str
    text: str
    sha256: str


def consent_text_on(day: date) -> ConsentText:
    """The version that is shown on that day. `LookupError` before the first."""
    for text in reversed(versions()):
        if text.since <= day:
            return text
    raise LookupError(f"there was no consent text on {day}")


@cache
def versions(path: Path = TEXTS) -> tuple[ConsentText, ...]:
    """Every version, oldest first."""
    written = tomllib.loads(path.read_text("utf-8"))["version"]
    return tuple(
        ConsentText(
            version=row["id"],
            since=row["from"],
            texts={language: row[language].strip() for language in ("zh", "en")},
        )
        for row in written
    )
