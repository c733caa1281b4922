from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.kernel.explained import Refused
from kehou.people.core.identity import (
    Gender,
    birth_in,
    birth_of,
    gender_of,
    has_known_area,
    resident_id,
    resident_id_in,
    student_number,
)
from kehou.people.tests.bent_lines import a_resident_id
from kehou.platform.workbook.grid import Value

BIRTHS = st.dates(min_value=date(1930, 1, 1), max_value=date(2030, 1, 1))
IDS = st.builds(a_resident_id, st.integers(0, 999), BIRTHS, st.sampled_from(["110101", "440309"]))


def code_for(parse: object, value: Value) -> str:
    assert callable(parse)
    with pytest.raises(Refused) as refused:
        parse(value)
    return refused.value.against[0].code


@given(st.integers(0, 999), BIRTHS)
def test_a_resident_id_tells_birth_and_gender(serial: int, birth: date) -> None:
    number = a_resident_id(serial, birth)

    assert resident_id(f" {number.lower()} ") == number
    assert birth_of(number) == birth
    assert gender_of(number) is (Gender.BOY if serial % 2 else Gender.GIRL)


@given(IDS, st.integers(0, 17), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_noticed(number: str, at: int, digit: str) -> None:
    wrong = number[:at] + digit + number[at + 1 :]

    if wrong != number:
        with pytest.raises(Refused):
            resident_id(wrong)


@pytest.mark.parametrize("area", ["440309", "440311", "330113", "830000", "990101"])
def test_an_id_of_a_new_or_unknown_area_is_taken(area: str) -> None:
    number = a_resident_id(1, date(2015, 1, 1), area)

    assert resident_id(number) == number
    assert has_known_area(number) is (area != "990101")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("440305150307001", "resident_id_is_old"),
        ("44030520150307001", "resident_id_has_eighteen_signs"),
        ("E12345678", "resident_id_has_eighteen_signs"),
        ("440305201502300018", "resident_id_without_birth"),
        ("440305001503070018", "resident_id_without_birth"),
        (440305201503070018, "digits_lost"),
    ],
)
def test_what_is_no_resident_id_is_refused(value: Value, code: str) -> None:
    assert code_for(resident_id, value) == code


@given(IDS, st.sampled_from("GJ"))
def test_a_student_number_is_a_letter_and_a_number_with_its_check_digit(
    number: str, letter: str
) -> None:
    written = letter + number

    assert student_number(written.lower()) == written
    assert birth_in(written) == birth_of(number)
    assert resident_id_in(written) == (number if letter == "G" else None)


@given(BIRTHS, st.integers(0, 9999))
def test_a_number_for_the_time_being_has_no_check_digit(birth: date, random: int) -> None:
    written = f"L440305{birth:%Y%m%d}{random:04d}"

    assert student_number(written) == written
    assert resident_id_in(written) is None


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (a_resident_id(1), "student_number_without_letter"),
        ("G44030520150307", "student_number_malformed"),
        (f"K{a_resident_id(1)}", "student_number_malformed"),
        ("L44030520150307123X", "student_number_malformed"),
        ("L440305201502301234", "student_number_without_birth"),
        ("G440305201503070011", "student_number_check_digit"),
        ("J440305201503070011", "student_number_check_digit"),
        (20150001, "digits_lost"),
    ],
)
def test_what_is_no_student_number_is_refused(value: Value, code: str) -> None:
    assert code_for(student_number, value) == code


def test_blanks_are_no_numbers() -> None:
    assert resident_id(" ") is None
    assert student_number(None) is None
