import os

import pytest

from kehou.ordinance.wording import say
from kehou.people.core.roll_sheet import ROLL, PupilRow, read_roll
from kehou.people.tests.bent_lines import a_roll
from kehou.people.tests.crooked_cells import CROOKED
from kehou.platform.workbook.tables import Fault, Reading
from kehou.platform.workbook.writing import write_given_back, write_template

# Of this process and the child that parses, so that a busy machine fails nothing.
CPU_SECONDS_FOR_3000_LINES = 5


def read(content: bytes) -> Reading[PupilRow]:
    return read_roll(content, school_year=2025)


def told(faults: tuple[Fault, ...]) -> tuple[str, ...]:
    return tuple(f"{f.reason.code} {f.sheet}!{f.column}{f.row}" for f in faults)


def test_there_are_enough_crooked_rolls() -> None:
    assert len(CROOKED) >= 45


@pytest.mark.parametrize("name", CROOKED)
def test_a_crooked_roll_is_told_exactly_what_is_wrong(name: str) -> None:
    expected = CROOKED[name]

    reading = read(expected.make())

    assert told(reading.faults) == expected.faults
    assert told(reading.notes) == expected.notes
    assert len(reading.rows) == expected.rows
    for said in (*reading.faults, *reading.notes):
        for language in ("zh-hans", "en"):
            assert "{" not in say(said.reason, language)


def test_three_thousand_lines_are_read_in_time() -> None:
    content = CROOKED["three_thousand_lines"].make()
    began = sum(os.times()[:4])

    read(content)

    assert sum(os.times()[:4]) - began < CPU_SECONDS_FOR_3000_LINES


@pytest.mark.parametrize(
    "name",
    [
        *("ids_in_scientific_notation", "ids_that_are_wrong", "student_numbers_of_all_kinds"),
        *(
            "cells_that_contradict_each_other",
            "class_names_of_all_kinds",
            "words_outside_the_lists",
        ),
        *("dates_that_are_none", "phones_and_guardians_by_half", "names_rare_odd_and_missing"),
    ],
)
def test_faulty_lines_given_back_and_sent_again_have_the_same_faults(name: str) -> None:
    first = read(CROOKED[name].make())

    again = read(write_given_back(first.given_back, first.faults, "zh-hans"))

    codes = [(f.column, f.reason.code) for f in first.faults]
    assert [(f.column, f.reason.code) for f in again.faults] == codes
    assert again.rows == ()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_template_of_the_roll_is_read_without_a_remark(language: str) -> None:
    reading = read(write_template(ROLL, language))

    assert [fault.reason.code for fault in reading.faults] == ["no_rows"]
    assert reading.notes == ()


def test_reasons_carry_no_identity_numbers() -> None:
    for name in ("ids_that_are_wrong", "student_numbers_of_all_kinds"):
        for fault in read(CROOKED[name].make()).faults:
            assert not [fact for fact in fault.reason.facts.values() if len(str(fact)) > 8]


def test_a_sound_roll_has_nothing_to_be_said() -> None:
    reading = read(a_roll())

    assert (len(reading.rows), reading.faults, reading.notes) == (1, (), ())
