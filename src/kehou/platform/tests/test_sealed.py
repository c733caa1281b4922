"""A sealed number opens in its own column and row only, and an index tells nothing by itself."""

from uuid import UUID, uuid4

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from kehou.platform.sealed import blind_index, seal, unseal

COLUMN, ROW = "people.person.phone", UUID(int=7)
FIRST, SECOND = bytes(range(32)), bytes(range(32, 64))


@given(st.text(), st.uuids())
def test_what_was_sealed_opens_again(text: str, row: UUID) -> None:
    assert unseal(COLUMN, row, seal(COLUMN, row, text)) == text


@given(st.text(min_size=1))
def test_the_same_text_is_sealed_differently_each_time(text: str) -> None:
    assert seal(COLUMN, ROW, text) != seal(COLUMN, ROW, text)


def test_a_value_moved_to_another_row_does_not_open() -> None:
    sealed = seal(COLUMN, ROW, "13800000001")

    with pytest.raises(InvalidTag):
        unseal(COLUMN, uuid4(), sealed)


def test_a_value_moved_to_another_column_does_not_open() -> None:
    sealed = seal(COLUMN, ROW, "13800000001")

    with pytest.raises(InvalidTag):
        unseal("people.person.resident_id", ROW, sealed)


@given(st.data())
def test_one_changed_bit_keeps_it_shut(chosen: st.DataObject) -> None:
    sealed = bytearray(seal(COLUMN, ROW, "13800000001"))
    at = chosen.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[at // 8] ^= 1 << (at % 8)

    # The first byte is the format, the second names the key.
    expected = {0: ValueError, 1: KeyError}.get(at // 8, InvalidTag)
    with pytest.raises(expected):
        unseal(COLUMN, ROW, bytes(sealed))


def test_a_new_key_seals_what_comes_and_the_old_one_opens_what_was(
    settings: Settings,
) -> None:
    settings.SEAL_KEYS, settings.SEAL_KEY_ID = {1: FIRST}, 1
    before = seal(COLUMN, ROW, "13800000001")
    settings.SEAL_KEYS, settings.SEAL_KEY_ID = {1: FIRST, 2: SECOND}, 2
    after = seal(COLUMN, ROW, "13800000001")

    assert (before[1], after[1]) == (1, 2)
    assert unseal(COLUMN, ROW, before) == unseal(COLUMN, ROW, after) == "13800000001"

    settings.SEAL_KEYS = {2: SECOND}
    assert unseal(COLUMN, ROW, after) == "13800000001"
    with pytest.raises(KeyError):
        unseal(COLUMN, ROW, before)


def test_a_key_of_the_same_number_but_another_safe_opens_nothing(
    settings: Settings,
) -> None:
    settings.SEAL_KEYS, settings.SEAL_KEY_ID = {1: FIRST}, 1
    sealed = seal(COLUMN, ROW, "13800000001")

    settings.SEAL_KEYS = {1: SECOND}

    with pytest.raises(InvalidTag):
        unseal(COLUMN, ROW, sealed)


@given(st.text(), st.text())
def test_an_index_is_equal_for_equal_texts_only(one: str, other: str) -> None:
    assert (blind_index(COLUMN, one) == blind_index(COLUMN, other)) == (one == other)


def test_an_index_has_32_bytes_and_is_of_its_column_and_key(settings: Settings) -> None:
    phone = blind_index(COLUMN, "13800000001")

    assert len(phone) == 32
    assert blind_index("people.person.resident_id", "13800000001") != phone
    settings.INDEX_KEY = SECOND
    assert blind_index(COLUMN, "13800000001") != phone
