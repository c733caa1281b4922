import json
from dataclasses import replace

import pytest
from hypothesis import given

from kehou.allocation.core.allocate import allocate
from kehou.allocation.core.applications import Draw, Offering, Pupil, Slot, Wish
from kehou.allocation.core.documents import (
    read_input,
    recomputed,
    sha256_of,
    write_input,
    write_output,
)
from kehou.allocation.tests.schools import a_school, draws
from kehou.kernel.explained import Refused

MONDAY, TUESDAY = Slot(1, 1), Slot(2, 1)
SMALL = Draw(
    seed=bytes(32),
    weights=(10_000, 7_500),
    slots=(TUESDAY, MONDAY),
    offerings=(
        Offering("自习", frozenset({MONDAY}), None, 0, frozenset({3})),
        Offering("围棋", frozenset({MONDAY}), 1, 1, frozenset({3, 4}), "north"),
    ),
    pupils=(Pupil("p1", 3, "north", frozenset({MONDAY}), (Wish("围棋", 1), Wish("自习", 2))),),
)


def test_the_draw_is_one_line_that_anyone_can_read() -> None:
    assert write_input(SMALL) == (
        '{"format":"kehou-draw-1","offerings":['
        '{"campus":"north","capacity":1,"grades":[3,4],"minimum":1,"name":"围棋","slots":["1.1"]},'
        '{"campus":"","capacity":null,"grades":[3],"minimum":0,"name":"自习","slots":["1.1"]}],'
        '"pupils":[{"attends":["1.1"],"campus":"north","grade":3,"pseudonym":"p1",'
        '"wishes":[["围棋",1],["自习",2]]}],'
        f'"seed":"{"0" * 64}","slots":["1.1","2.1"],"weights":[10000,7500]}}'
    )


def test_the_outcome_is_bound_to_its_draw_and_tells_every_reason() -> None:
    assert json.loads(write_output(SMALL, allocate(SMALL))) == {
        "format": "kehou-outcome-1",
        "draw_sha256": sha256_of(write_input(SMALL)),
        "lots": {"p1": 1},
        "places": {"p1": [["围棋", 1]]},
        "refused": {
            "p1": [
                {
                    "code": "wish_conflicts",
                    "clause": "7.2.b",
                    "facts": {"offering": "自习", "rank": 2, "held": "围棋", "held_rank": 1},
                }
            ]
        },
        "closed": {},
        "profile": {"granted": [[1, 1]], "fallback": 0, "empty_handed": 0},
    }


@given(draws())
def test_what_was_written_is_read_and_anyone_computes_the_same_outcome(draw: Draw) -> None:
    text = write_input(draw)

    assert write_input(read_input(text)) == text
    assert recomputed(text) == write_output(draw, allocate(draw))


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ("", "JSONDecodeError"),
        ("[]", "TypeError"),
        ('{"format":"kehou-draw-2"}', "format 'kehou-draw-2'"),
        (write_input(SMALL).replace('"seed":"0', '"seed":"x'), "fromhex"),
        (write_input(SMALL).replace('"minimum":1', '"minimum":1.0'), "1.0 is no whole number"),
        (write_input(SMALL).replace('"minimum":1', '"minimum":true'), "True is no whole number"),
        (write_input(SMALL).replace('"pseudonym":"p1"', '"pseudonym":1'), "1 is no text"),
        (write_input(SMALL).replace('"1.1"', '"1"'), "unpack"),
        (write_input(SMALL).replace('"campus"', '"kampus"'), "KeyError: 'campus'"),
    ],
)
def test_a_file_that_is_no_draw_is_refused_with_the_place_that_is_wrong(
    broken: str, fault: str
) -> None:
    with pytest.raises(Refused) as refused:
        read_input(broken)

    (reason,) = refused.value.against
    assert reason.code == "draw_file_unreadable"
    assert fault in str(reason.facts["fault"])


def test_every_machine_comes_to_the_same_file() -> None:
    file = write_input(a_school(pupils=240, offerings=24, seats_percent=40))

    assert sha256_of(file) == "731ffafa502057abd4412ca616808a00b44de882691d8bd71a0db60bdd00a149"
    assert (
        sha256_of(recomputed(file))
        == "e884123b8c7819813e9f5929ecb69066e907ccbbbbe98190c17db56f854e282c"
    )


def test_another_seed_is_another_file() -> None:
    assert sha256_of(write_input(replace(SMALL, seed=bytes([1] * 32)))) != sha256_of(
        write_input(SMALL)
    )
