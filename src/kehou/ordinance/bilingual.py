"""The two languages of the platform: Simplified Chinese first, English beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def language_of(code: str) -> Language:
    """The language behind a code such as `zh-hans` or `en`. `LookupError` for any other."""
    for language in LANGUAGES:
        if code.partition("-")[0].lower() == language:
            return language
    raise LookupError(f"there are no words in {code!r}, only in {' and '.join(LANGUAGES)}")


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same words in both languages: `{{ title.zh }}`, or `title.say("zh-hans")`."""

    zh: str
    en: str

    @classmethod
    def of(cls, table: Mapping[str, str]) -> "Bilingual":
        """Read from a table with both languages and nothing else."""
        return cls(**table)

    def say(self, language: str) -> str:
        return self.zh if language_of(language) == "zh" else self.en
