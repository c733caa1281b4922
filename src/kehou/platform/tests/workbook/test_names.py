import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.kernel.explained import Refused
from kehou.platform.workbook.grid import Value
from kehou.platform.workbook.names import has_rare_character, person_name


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("李明", "李明"),
        (" 张　伟 ", "张伟"),
        ("欧 阳 明 月", "欧阳明月"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽 . 买买提", "阿依古丽·买买提"),
        ("John  Smith", "John Smith"),
        ("O'Neil-Li", "O'Neil-Li"),
        ("𠮷田", "𠮷田"),
        ("\ue000明", "\ue000明"),
        ("", None),
    ],
)
def test_a_name_is_read_as_it_is_said(value: Value, name: str | None) -> None:
    assert person_name(value) == name


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("张伟1", "name_with_strange_signs"),
        ("张伟（转学）", "name_with_strange_signs"),
        ("张?", "name_with_strange_signs"),
        ("张\ufffd", "name_with_strange_signs"),
        (12, "name_with_strange_signs"),
        ("·", "name_with_strange_signs"),
        ("张" * 61, "text_too_long"),
    ],
)
def test_what_is_no_name_is_refused(value: Value, code: str) -> None:
    with pytest.raises(Refused) as refused:
        person_name(value)

    assert refused.value.against[0].code == code


@given(st.text(alphabet="张伟买𠮷 .·•abZ\u3000\u200b'-", max_size=12))
def test_a_name_once_read_stays(written: str) -> None:
    try:
        name = person_name(written)
    except Refused:
        return
    assert person_name(name) == name


def test_rare_characters_are_noticed() -> None:
    assert has_rare_character("𠮷田")
    assert has_rare_character("张\ue000")
    assert not has_rare_character("张䶮")
