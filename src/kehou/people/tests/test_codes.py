from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.people.core.codes import (
    DIGITS,
    STEP_SECONDS,
    enrolment_address,
    grouped,
    new_code,
    new_secret,
    step_of,
    time_based_code,
)

# RFC 6238, appendix B, for SHA-1: the last six of its eight digits.
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
RFC_CODES = {
    59: "287082",
    1111111109: "081804",
    1111111111: "050471",
    1234567890: "005924",
    2000000000: "279037",
    20000000000: "353130",
}
MOMENTS = st.integers(10**9, 4 * 10**9).map(lambda s: datetime.fromtimestamp(s, UTC))


@pytest.mark.parametrize("second", RFC_CODES)
def test_shows_what_the_standard_shows(second: int) -> None:
    at = datetime.fromtimestamp(second, UTC)

    assert time_based_code(RFC_SECRET, at=at) == RFC_CODES[second]


@given(MOMENTS)
def test_a_code_lives_through_its_step_and_the_next_and_no_longer(shown_at: datetime) -> None:
    code = time_based_code(RFC_SECRET, at=shown_at)
    start = shown_at - timedelta(seconds=shown_at.timestamp() % STEP_SECONDS)

    def counts(seconds: int) -> bool:
        at = start + timedelta(seconds=seconds)
        return step_of(RFC_SECRET, code, at=at, used=0) == start.timestamp() // STEP_SECONDS

    assert counts(0)
    assert counts(59)
    assert not counts(60)
    assert not counts(-1)


@given(MOMENTS)
def test_a_code_of_a_minute_ago_proves_nothing(at: datetime) -> None:
    code = time_based_code(RFC_SECRET, at=at - timedelta(seconds=60))

    assert step_of(RFC_SECRET, code, at=at, used=0) is None


@given(MOMENTS)
def test_a_code_is_good_once(at: datetime) -> None:
    code = time_based_code(RFC_SECRET, at=at)
    used = step_of(RFC_SECRET, code, at=at, used=0)

    assert used is not None
    assert step_of(RFC_SECRET, code, at=at, used=used) is None


def test_codes_and_secrets_are_of_the_right_kind() -> None:
    codes, secrets = {new_code() for _ in range(200)}, {new_secret() for _ in range(50)}

    assert all(len(code) == DIGITS and code.isdigit() for code in codes)
    assert len(codes) > 190
    assert all(len(secret) == 32 for secret in secrets)
    assert len(secrets) == 50


def test_the_address_of_a_secret_is_escaped() -> None:
    address = enrolment_address("ABCD", account="li hua&x", issuer="课后")

    assert address == (
        "otpauth://totp/%E8%AF%BE%E5%90%8E%3Ali%20hua%26x?secret=ABCD&issuer=%E8%AF%BE%E5%90%8E"
    )
    assert grouped("ABCDEFGHIJ") == "ABCD EFGH IJ"
