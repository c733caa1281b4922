from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.allocation.core.lottery import commitment, lots, number, seed_of

PARTS: dict[str, Any] = {
    "secret": b"secret",
    "wishes_sha256": "ab" * 32,
    "public_value": "2026134 03 11 19",
    "school": "2144000001",
    "term": "2026-1",
}


def test_a_number_is_what_any_tool_for_sha256_prints() -> None:
    # printf 'seed-of-the-draw''pupil-1' | sha256sum
    assert number(b"seed-of-the-draw", "pupil-1") == (
        "ab267e81d5bf3e8529d572902badb40ac1e91f6b5fac563b2dcc1a94826348c5"
    )


@given(st.binary(min_size=32, max_size=32), st.sets(st.text(max_size=8), max_size=20))
def test_every_pupil_has_a_lot_of_its_own_in_the_order_of_the_numbers(
    seed: bytes, names: set[str]
) -> None:
    drawn = lots(seed, names)

    assert sorted(drawn.values()) == list(range(1, len(names) + 1))
    line = sorted(names, key=lambda name: drawn[name])
    assert [number(seed, name) for name in line] == sorted(number(seed, name) for name in names)


def test_the_commitment_binds_the_secret() -> None:
    assert commitment(b"secret") == sha256(b"secret").hexdigest()
    assert commitment(b"secret") != commitment(b"Secret")


@pytest.mark.parametrize("part", PARTS)
def test_everything_that_goes_in_changes_the_seed(part: str) -> None:
    other = {**PARTS, part: b"other" if part == "secret" else "other"}

    assert len(seed_of(**PARTS)) == 32
    assert seed_of(**PARTS) == seed_of(**PARTS)
    assert seed_of(**other) != seed_of(**PARTS)
