"""The check must be able to fail: each small fault put into the core is found by it."""

from bisect import bisect_left
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from kehou.allocation.core import allocate, applications, draft, grounds, lottery
from kehou.allocation.core.applications import Draw, Offering, Slot
from kehou.allocation.core.documents import recomputed, write_input
from kehou.allocation.core.outcome import Profile
from kehou.allocation.core.verifier import verify
from kehou.allocation.tests.schools import a_school

SCHOOLS = [a_school(90, 12, seed, seats_percent=percent) for seed, percent in ((1, 35), (2, 60))]
REAL_LOTS, REAL_ROUND, REAL_UNWANTED = lottery.lots, draft.one_round, allocate.unwanted


def findings() -> set[str]:
    """What the check says of the two schools, drawn by the core as it now stands."""
    files = [write_input(draw) for draw in SCHOOLS]
    return {reason.code for file in files for reason in verify(file, recomputed(file)).against}


def one_seat_more(ready: draft.Ready, closed: Any) -> list[int]:
    return [
        0 if number in closed else 1 + (offering.capacity or len(ready.pupils))
        for number, offering in enumerate(ready.offerings)
    ]


def may_sit_twice(seeker: draft.Seeker, seats: list[int]) -> bool:
    mine = {request.offering for request, _ in seeker.places}
    seeker.open = [r for r in seeker.open if seats[r.offering] and r.offering not in mine]
    return bool(seeker.open)


def by_lot_alone(seeker: draft.Seeker, line_length: int) -> int:
    return seeker.lot


def late_lots_first(seed: bytes, names: Any) -> dict[str, int]:
    drawn = REAL_LOTS(seed, names)
    return {name: 1 + len(drawn) - lot for name, lot in drawn.items()}


def dearest_last(seeker: draft.Seeker, crowd: list[int]) -> list[draft.Request]:
    return sorted(seeker.open, key=lambda request: -request.rank)


def one_child_waits(asking: list[draft.Seeker], *rest: Any) -> list[Any]:
    granted = REAL_ROUND(asking, *rest)
    return granted[: max(1, len(granted) - 1)]


def one_closed_for_nothing(ready: draft.Ready) -> dict[int, int]:
    return {**REAL_UNWANTED(ready), 0: ready.offerings[0].minimum}


def one_room_for_all(draw: Draw) -> dict[tuple[Slot, int, str], Offering | None]:
    rooms = applications.shelters(draw)
    return dict.fromkeys(rooms, next(iter(rooms.values())))


def all_is_well(*_: Any) -> Any:
    return Profile(granted={}, fallback=0, empty_handed=0)


MUTANTS: list[tuple[ModuleType | type, str, Callable[..., Any], str]] = [
    (draft, "goes_before", lambda turn, other: turn > other, "check_passed_over"),
    (draft, "place_in_line", by_lot_alone, "check_passed_over"),
    (draft, "lots", late_lots_first, "check_lot"),
    (draft, "best_bundle", lambda requests: 10_000, "check_passed_over"),
    (draft, "obstacle", lambda pupil, offering: "", "check_place"),
    (draft, "_by_preference", dearest_last, "check_passed_over"),
    (draft, "_may_still_gain", may_sit_twice, "check_periods"),
    (draft, "one_round", one_child_waits, "check_passed_over"),
    (draft.Ready, "seats", one_seat_more, "check_seats"),
    (allocate, "most_short", lambda *_: None, "check_minimum"),
    (allocate, "unwanted", one_closed_for_nothing, "check_closed"),
    (allocate, "shelters", one_room_for_all, "check_other_offerings"),
    (allocate, "_profile", all_is_well, "check_profile"),
    (grounds, "obstacle", lambda pupil, offering: "wish_other_campus", "check_reason_untrue"),
    (grounds, "bisect_right", bisect_left, "check_reason_untrue"),
]


def test_the_core_as_it_is_passes() -> None:
    assert findings() == set()


@pytest.mark.parametrize(
    ("where", "name", "mutant", "found"), MUTANTS, ids=[name for _, name, _, _ in MUTANTS]
)
def test_a_fault_in_the_core_is_found(
    monkeypatch: pytest.MonkeyPatch,
    where: ModuleType | type,
    name: str,
    mutant: Callable[..., Any],
    found: str,
) -> None:
    monkeypatch.setattr(where, name, mutant)

    assert found in findings()
