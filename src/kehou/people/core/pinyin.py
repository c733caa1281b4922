"""How a name sounds: the order of lists, and what a hurried office types to find somebody."""

import re

from pypinyin import lazy_pinyin

SORT_KEY_CHARACTERS_MAX = 120

_LETTERS = re.compile(r"[a-z]+")


def sort_key(name: str) -> str:
    """A name's pinyin, a blank between the syllables: 林小雨 is `lin xiao yu`."""
    return " ".join(lazy_pinyin(name)).lower()[:SORT_KEY_CHARACTERS_MAX]


def by_initials(typed: str) -> str:
    """A pattern of sort keys whose syllables begin with these letters; "" where none are typed.

    `lxy` finds 林小雨. Letters only, so nothing that was typed means anything to the pattern.
    """
    letters = typed.casefold()
    if not _LETTERS.fullmatch(letters):
        return ""
    return "^" + " ".join(f"{letter}[^ ]*" for letter in letters)
