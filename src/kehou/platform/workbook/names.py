"""People's names as lists write them: padded with blanks, with any dot, with rare characters."""

import re
import unicodedata

from kehou.kernel.explained import refuse
from kehou.platform.workbook import cells
from kehou.platform.workbook.grid import Value

NAME_CHARACTERS_MAX = 60

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff\ue000-\uf8ff"
_DOT = re.compile(rf"(?<=[{_HAN}]) ?[.•・‧∙⋅●·] ?(?=[{_HAN}])")
_PADDING = re.compile(rf"(?<=[{_HAN}]) (?=[{_HAN}])")
_SIGNS_BESIDE_LETTERS = frozenset("·-' .")
_FIRST_BEYOND_THE_BASIC_PLANE = 0x10000
_PRIVATE_USE = "Co"


def person_name(value: Value) -> str | None:
    """A name: 张 三 is 张三, any dot between Chinese characters is ·, digits are refused."""
    written = cells.text(value)
    if written is None:
        return None
    name = _PADDING.sub("", _DOT.sub("·", written))
    if len(name) > NAME_CHARACTERS_MAX:
        raise refuse("text_too_long", most=NAME_CHARACTERS_MAX)
    if not all(_belongs(sign) for sign in name) or not any(sign.isalpha() for sign in name):
        raise refuse("name_with_strange_signs")
    return name


def has_rare_character(name: str) -> bool:
    """Whether some screens and printers may fail to show it, such as 𠮷 or a maker's own sign."""
    return any(
        ord(sign) >= _FIRST_BEYOND_THE_BASIC_PLANE or unicodedata.category(sign) == _PRIVATE_USE
        for sign in name
    )


def _belongs(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category[0] in "LM" or category == _PRIVATE_USE or sign in _SIGNS_BESIDE_LETTERS
