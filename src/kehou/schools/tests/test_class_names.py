from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.kernel.explained import Refused
from kehou.platform.workbook.grid import Value
from kehou.schools.core.class_names import (
    CLASS_NUMBERS,
    GRADES,
    ClassName,
    lost_zero,
    read_class,
    read_grades,
    was_day,
)

DIGITS = "一二三四五六七八九"
NAMES = st.builds(
    ClassName,
    st.integers(GRADES[0], GRADES[-1]),
    st.integers(CLASS_NUMBERS[0], CLASS_NUMBERS[-1]),
)


def read(value: Value, first_grade: int = 1, grades: tuple[int, ...] = ()) -> ClassName | None:
    return read_class(value, school_year=2025, first_grade=first_grade, grades=grades)


def code_for(value: Value, grades: tuple[int, ...] = ()) -> str:
    with pytest.raises(Refused) as refused:
        read(value, grades=grades)
    return refused.value.against[0].code


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones - 1]
    return (DIGITS[tens - 1] if tens > 1 else "") + "十" + (DIGITS[ones - 1] if ones else "")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        *(
            (w, (1, 1))
            for w in ("一（1）班", "1.1", "101", "一年级1班", "1年级(1)班", "1-1", "一1班")
        ),
        *(
            (w, (1, 1))
            for w in ("一年级一班", "一（一）班", "１．１", "0101", "1(1)", "一 （ 1 ） 班")
        ),
        *(
            (w, (1, 1))
            for w in (101, 1.1, "一〔1〕班", "小学一年级1班", "一年级第1班", "一（1）班级")
        ),
        *(
            (w, (7, 2))
            for w in ("七（2）班", "初一2班", "初一（2）班", "7.2", "702", "初中一年级2班")
        ),
        *(
            (w, (1, 12))
            for w in ("一（12）班", "1.12", "112", "一年级十二班", "一12班", "一十二班")
        ),
        ("九（60）班", (9, 60)),
        ("初三(11)班", (9, 11)),
        ("三年20班", (3, 20)),
        ("一一班", (1, 1)),
    ],
)
def test_reads_a_class_however_it_is_written(written: Value, name: tuple[int, int]) -> None:
    assert read(written) == ClassName(*name)


@given(NAMES)
def test_every_way_to_write_a_class_says_the_same(name: ClassName) -> None:
    grade, number = DIGITS[name.grade - 1], name.number
    written = [
        str(name),
        f"{name.grade}.{number}",
        f"{name.grade}-{number}班",
        f"{name.grade}{number:02d}",
        f"{name.grade}年级{number}班",
        f"{grade}年级（{number}）班",
        f"{grade}（{chinese(number)}）班",
        f"{grade}{number}班",
    ]

    assert {read(text) for text in written} == {name}
    assert {read(text, grades=(name.grade,)) for text in written} == {name}
    assert read(number, grades=(name.grade,)) == name


@given(
    st.one_of(st.text(), st.text(alphabet="一二三十123456789()（）.班年级初高小 -"), st.floats())
)
def test_a_class_is_read_or_refused_and_never_out_of_range(value: Value) -> None:
    try:
        name = read(value)
    except Refused:
        return
    assert name is None or (name.grade in GRADES and name.number in CLASS_NUMBERS)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("高一（1）班", "class_is_senior"),
        ("高三2班", "class_is_senior"),
        ("1班", "class_without_grade"),
        ("（1）班", "class_without_grade"),
        (12, "class_without_grade"),
        ("二十一班", "class_ambiguous"),
        ("A班", "class_unreadable"),
        ("火箭班", "class_unreadable"),
        ("一（61）班", "class_unreadable"),
        ("一（0）班", "class_unreadable"),
        ("初四1班", "class_unreadable"),
        ("1001", "class_unreadable"),
        ("大班", "class_unreadable"),
    ],
)
def test_refuses_what_names_no_single_class(written: Value, code: str) -> None:
    assert code_for(written) == code


def test_a_column_of_grades_says_what_the_class_leaves_open() -> None:
    assert read("1班", grades=(3,)) == ClassName(3, 1)
    assert read("二十一班", grades=(3,)) == ClassName(3, 21)
    assert read("十一班", grades=(4,)) == ClassName(4, 11)
    assert code_for("二十一班", grades=(2,)) == "class_ambiguous"
    assert code_for("三（2）班", grades=(4,)) == "class_contradicts_grade"
    assert read("", grades=(4,)) is None


def test_years_of_entry_are_grades_of_the_school_year() -> None:
    assert read("2025级1班") == ClassName(1, 1)
    assert read("2020级（3）班") == ClassName(6, 3)
    assert read("23级2班") == ClassName(3, 2)
    assert read("2025级1班", first_grade=7) == ClassName(7, 1)
    assert read("初2025级1班") == ClassName(7, 1)
    assert read("2025级1班", grades=(7,)) == ClassName(7, 1)
    assert read("2025级1班", grades=(1, 7)) == ClassName(1, 1)
    assert code_for("2026级1班") == "cohort_not_at_school"
    assert code_for("2012级1班") == "cohort_not_at_school"


def test_a_class_that_excel_took_for_a_day_is_read_back_if_the_year_fits() -> None:
    assert read(date(2025, 1, 10)) == ClassName(1, 10)
    assert read("1月10日") == ClassName(1, 10)
    assert was_day("1月10日")
    assert not was_day("1-10")
    # "1-32" becomes January 1932.
    assert code_for(date(1932, 1, 1)) == "class_is_a_day"
    assert code_for(date(2025, 10, 1)) == "class_unreadable"
    assert code_for(date(2025, 3, 2), grades=(4,)) == "class_contradicts_grade"


def test_a_number_may_have_lost_a_zero_only_where_class_nine_exists() -> None:
    first, ninth = ClassName(1, 1), ClassName(1, 9)

    assert lost_zero(1.1, first, {first}) is None
    assert lost_zero("1.1", first, {first, ninth}) is None
    assert lost_zero(1.1, first, {first, ClassName(2, 9)}) is None
    reason = lost_zero(1.1, first, {first, ninth})
    assert reason
    assert reason.facts == {"short": 1, "long": 10}


@pytest.mark.parametrize(
    ("written", "grades"),
    [
        *(
            (w, (3,))
            for w in ("三年级", "三", 3, "3", "3年级", "小学三年级", "小三", "G3", "Grade 3", 3.0)
        ),
        *((w, (9,)) for w in ("九年级", "初三", "初中三年级", 9)),
        ("2023级", (3, 9)),
        ("2019级", (7,)),
        ("", ()),
        (None, ()),
    ],
)
def test_reads_a_grade_however_it_is_written(written: Value, grades: tuple[int, ...]) -> None:
    assert read_grades(written, school_year=2025) == grades


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("高一", "class_is_senior"),
        (10, "grade_unreadable"),
        (0, "grade_unreadable"),
        ("初四", "grade_unreadable"),
        ("大班", "grade_unreadable"),
    ],
)
def test_refuses_other_grades(written: Value, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_grades(written, school_year=2025)

    assert refused.value.against[0].code == code


def test_a_class_is_shown_as_schools_write_it() -> None:
    assert str(ClassName(1, 12)) == "一（12）班"
    assert ClassName(1, 12) < ClassName(2, 1)
