"""The text that a guardian agrees to (2.3.c, 2.3.d)."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from kehou.enrolment.core.consent import consent_text_on, versions


def test_the_text_is_kept_in_both_languages_with_the_hash_of_what_was_shown() -> None:
    text = consent_text_on(date(2026, 10, 14))
    chinese, english = text.shown("zh-hans"), text.shown("en")

    assert (chinese.version, english.version) == ("2026-1", "2026-1")
    assert chinese.sha256 == sha256(chinese.text.encode()).hexdigest()
    assert text.is_hash_of_this(chinese.sha256)
    assert text.is_hash_of_this(english.sha256)
    assert not text.is_hash_of_this("")
    assert "不收取任何费用" in chinese.text


def test_what_was_agreed_to_is_never_edited() -> None:
    # A change of the text is a new version in the file; this hash stands for ever (2.3.c).
    text = versions()[0]

    assert {language: text.shown(language).sha256[:12] for language in ("zh", "en")} == {
        "zh": "171427893b9a",
        "en": "6b48c885832d",
    }


def test_there_is_no_text_before_the_first() -> None:
    with pytest.raises(LookupError, match="2024-08-31"):
        consent_text_on(date(2024, 8, 31))


def test_a_later_version_takes_over_on_its_day(tmp_path: Path) -> None:
    row = '[[version]]\nid = "{}"\nfrom = {}\nzh = "{}"\nen = "{}"\n'
    file = tmp_path / "consent.toml"
    file.write_text(
        row.format("a", "2026-01-01", "旧", "old") + row.format("b", "2026-06-01", "新", "new")
    )

    assert [text.version for text in versions(file)] == ["a", "b"]
