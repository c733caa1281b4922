import ast
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kehou.allocation.core import verifier
from kehou.allocation.core.applications import Slot
from kehou.allocation.core.documents import recomputed, write_input
from kehou.allocation.core.verifier import verify
from kehou.allocation.tests.schools import a_draw, a_pupil, an_offering
from kehou.ordinance.bilingual import LANGUAGES
from kehou.ordinance.wording import say

MONDAY, LATE, TUESDAY = Slot(1, 1), Slot(1, 2), Slot(2, 1)
# The lots fall a, b, c: a has chess, b and c have judo; drama closes, nobody needs the choir.
DRAW_FILE = write_input(
    a_draw(
        (
            an_offering("chess", MONDAY, capacity=1),
            an_offering("choir", MONDAY, LATE, capacity=2),
            an_offering("drama", TUESDAY, capacity=3, minimum=3),
            an_offering("judo", TUESDAY, capacity=2, minimum=2),
        ),
        (
            a_pupil("a", "chess", "choir", "judo"),
            a_pupil("b", "chess", "judo", "drama"),
            a_pupil("c", "judo", "chess", "drama"),
        ),
        seed=7,
    )
)
Outcome = dict[str, Any]


def checked(change: Callable[[Outcome], None]) -> list[str]:
    """What the check finds when somebody has changed the published outcome."""
    outcome = json.loads(recomputed(DRAW_FILE))
    change(outcome)
    against = verify(DRAW_FILE, json.dumps(outcome)).against
    assert all(say(reason, language) for reason in against for language in LANGUAGES)
    return sorted({reason.code for reason in against})


def swap(pupil: str, gone: str, *instead: tuple[str, int]) -> Callable[[Outcome], None]:
    """Take one place of a pupil away and put others there."""

    def change(outcome: Outcome) -> None:
        places = outcome["places"][pupil]
        outcome["places"][pupil] = [p for p in places if p[0] != gone] + list(map(list, instead))

    return change


def test_the_outcome_as_computed_is_right() -> None:
    outcome = json.loads(recomputed(DRAW_FILE))
    drawn = {
        name: [offering for offering, won in places if won]
        for name, places in outcome["places"].items()
    }

    assert drawn == {"a": ["chess"], "b": ["judo"], "c": ["judo"]}
    assert outcome["closed"] == {"drama": 2}
    assert checked(lambda _: None) == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda outcome: outcome.update(draw_sha256="0" * 64), ["check_other_draw"]),
        (lambda outcome: outcome["lots"].pop("a"), ["check_other_pupils"]),
        (lambda outcome: outcome["refused"].update(d=[]), ["check_other_pupils"]),
        (swap("a", "chess", ("ballet", 1)), ["check_other_offerings"]),
        (swap("a", "", ("chess", 1)), ["check_other_offerings"]),
        (lambda outcome: outcome["closed"].update(ballet=0), ["check_other_offerings"]),
        (lambda outcome: outcome["lots"].update(a=2, b=1), ["check_lot"]),
        (swap("a", "room-5.2"), ["check_periods"]),
        (swap("a", "room-1.2", ("choir", 1)), ["check_periods"]),
        (swap("a", "chess", ("room-1.1", 1)), ["check_place"]),
        (swap("a", "chess", ("chess", 0)), ["check_place"]),
        (swap("b", "room-1.1", ("chess", 1)), ["check_seats"]),
        (swap("c", "judo", ("room-2.1", 0)), ["check_minimum"]),
        (lambda outcome: outcome["closed"].update(drama=3), ["check_closed"]),
        (lambda outcome: outcome["closed"].update(choir=0), ["check_closed"]),
        (lambda outcome: outcome["closed"].update(judo=1), ["check_closed"]),
        (lambda outcome: outcome["refused"]["a"].pop(), ["check_reason_missing"]),
        (
            lambda outcome: outcome["refused"]["a"].append(outcome["refused"]["a"][0]),
            ["check_reason_missing"],
        ),
        (lambda outcome: outcome["profile"].update(fallback=26), ["check_profile"]),
    ],
)
def test_a_tampered_outcome_is_found_out(
    change: Callable[[Outcome], None], found: list[str]
) -> None:
    assert checked(change) == found


@pytest.mark.parametrize(
    ("pupil", "told", "lie"),
    [
        ("a", "choir", {"code": "offering_full"}),
        ("a", "choir", {"code": "offering_closed"}),
        ("a", "choir", {"code": "wish_other_grade"}),
        ("a", "choir", {"code": "wish_other_campus"}),
        ("a", "choir", {"code": "wish_not_attended"}),
        ("a", "choir", {"code": "no_luck"}),
        ("a", "choir", {"held": "room-1.2"}),
        ("a", "choir", {"held_rank": 2}),
        ("a", "choir", {"rank": 1}),
        ("a", "judo", {"code": "wish_conflicts", "held": "chess", "held_rank": 1}),
        ("a", "judo", {"places": 3}),
        ("a", "judo", {"wished": 4}),
        ("a", "judo", {"lot": 2}),
        ("a", "judo", {"pupils": 4}),
        ("b", "drama", {"reached": 1}),
        ("b", "drama", {"minimum": 2}),
    ],
)
def test_an_untrue_reason_is_found_out(pupil: str, told: str, lie: dict[str, Any]) -> None:
    every_figure = {"places": 2, "wished": 3, "lot": 1, "pupils": 3, "reached": 2, "minimum": 3}

    def change(outcome: Outcome) -> None:
        (reason,) = [r for r in outcome["refused"][pupil] if r["facts"]["offering"] == told]
        reason["code"] = lie.get("code", reason["code"])
        figures = {name: fact for name, fact in lie.items() if name != "code"}
        reason["facts"] = {**every_figure, **reason["facts"], **figures}

    assert checked(change) == ["check_reason_untrue"]


@pytest.mark.parametrize(
    ("pupil", "place", "left_out", "found"),
    [
        ("a", 0, "held", "check_reason_untrue"),
        ("a", 0, "held_rank", "check_reason_untrue"),
        ("a", 0, "offering", "check_reason_missing"),
        ("a", 1, "rank", "check_reason_untrue"),
        ("a", 1, "places", "check_reason_untrue"),
        ("a", 1, "lot", "check_reason_untrue"),
        ("b", 1, "reached", "check_reason_untrue"),
    ],
)
def test_a_figure_left_out_is_found_out(pupil: str, place: int, left_out: str, found: str) -> None:
    def change(outcome: Outcome) -> None:
        del outcome["refused"][pupil][place]["facts"][left_out]

    assert checked(change) == [found]


def test_a_place_that_stays_free_beside_a_wish_for_it_is_found_out() -> None:
    def left_out(outcome: Outcome) -> None:
        outcome["places"]["a"] = [["room-1.1", 0], *outcome["places"]["a"][1:]]
        outcome["profile"] = {"granted": [[1, 1], [2, 1]], "fallback": 28, "empty_handed": 1}
        full = {"rank": 1, "places": 1, "wished": 2, "lot": 1, "pupils": 3}
        told = {"code": "offering_full", "facts": {"offering": "chess", **full}}
        outcome["refused"]["a"].insert(0, told)

    assert "check_passed_over" in checked(left_out)


def test_a_seat_given_to_a_child_further_back_in_line_is_found_out() -> None:
    def exchanged(outcome: Outcome) -> None:
        for giver, taker, offering, room in (("a", "b", "chess", "1.1"), ("b", "a", "judo", "2.1")):
            swap(giver, offering, (f"room-{room}", 0))(outcome)
            swap(taker, f"room-{room}", (offering, 1))(outcome)

    assert "check_passed_over" in checked(exchanged)


def test_the_check_shares_no_code_with_the_draw() -> None:
    source = Path(verifier.__file__).read_text("utf-8")

    imported = {
        node.module for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)
    }
    assert {name for name in imported if name and name.startswith("kehou")} == {
        "kehou.kernel.explained"
    }
