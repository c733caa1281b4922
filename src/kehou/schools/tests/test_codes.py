import pytest

from kehou.kernel.explained import Refused
from kehou.platform.workbook.grid import Value
from kehou.schools.core.codes import is_province, school_code


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("2144000123", "2144000123"),
        (3144000123, "3144000123"),
        (" ３１４４０００１２３ ", "3144000123"),
        ("5144000123", "5144000123"),
        ("", None),
    ],
)
def test_reads_a_school_code(value: Value, code: str | None) -> None:
    assert school_code(value) == code


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("214400012", "school_code_has_ten_digits"),
        ("21440001234", "school_code_has_ten_digits"),
        ("A144000123", "school_code_has_ten_digits"),
        ("4144000123", "school_code_of_other_kind"),
        ("2199000123", "school_code_without_province"),
    ],
)
def test_refuses_what_is_no_code_of_such_a_school(value: Value, code: str) -> None:
    with pytest.raises(Refused) as refused:
        school_code(value)

    assert refused.value.against[0].code == code


def test_knows_provinces_and_the_prefixes_of_residence_permits() -> None:
    known = [two for two in range(100) if is_province(f"{two:02d}")]

    assert len(known) == 35
    assert {11, 44, 65, 71, 81, 82, 83} <= set(known)
