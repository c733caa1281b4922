"""The unified social credit code (5.2.a)."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.cn import uscc

from kehou.kernel.explained import Refused
from kehou.providers.core.credit_code import credit_code

SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
FRONTS = st.tuples(
    st.text("0123456789", min_size=8, max_size=8), st.text(SIGNS, min_size=9, max_size=9)
).map("".join)


def refusal(written: str) -> str:
    with pytest.raises(Refused) as refused:
        credit_code(written)
    (why,) = refused.value.against
    return why.code


@given(FRONTS)
def test_a_code_with_its_check_digit_is_read_in_every_manner_of_writing(front: str) -> None:
    code = front + uscc.calc_check_digit(front)

    assert credit_code(code) == code
    assert credit_code(f" {code[:2]} {code[2:8]}-{code[8:]} ".lower()) == code


@given(FRONTS, st.integers(0, 17), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_found(front: str, place: int, sign: str) -> None:
    code = front + uscc.calc_check_digit(front)
    assume(code[place] != sign)

    expected = {"credit_code_check_digit"}
    if place < 8 and not sign.isdigit():
        expected = {"credit_code_signs"}
    assert refusal(code[:place] + sign + code[place + 1 :]) in expected


@given(FRONTS, st.integers(0, 16))
def test_two_neighbours_changed_about_are_found(front: str, place: int) -> None:
    code = front + uscc.calc_check_digit(front)
    assume(code[place] != code[place + 1])
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    assert refusal(swapped) in {"credit_code_check_digit", "credit_code_signs"}


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("9111000060003734", "credit_code_has_eighteen_signs"),
        ("", "credit_code_has_eighteen_signs"),
        ("91110000600037341O", "credit_code_signs"),
        ("9111000A600037341L", "credit_code_signs"),
        ("91110000600037341M", "credit_code_check_digit"),
    ],
)
def test_what_is_no_code_is_refused_and_told_why(written: str, code: str) -> None:
    assert refusal(written) == code


def test_a_code_of_a_real_licence_is_read() -> None:
    assert credit_code("91110000600037341L") == "91110000600037341L"
