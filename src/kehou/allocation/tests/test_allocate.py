from collections import Counter
from dataclasses import replace
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kehou.allocation.core.allocate import allocate
from kehou.allocation.core.applications import Draw, Offering, Pupil, Slot, Wish, obstacle
from kehou.allocation.core.documents import write_input, write_output
from kehou.allocation.core.draft import DEMAND, Request, Seeker, crowding
from kehou.allocation.core.outcome import Outcome, Place, Profile
from kehou.allocation.core.verifier import verify
from kehou.allocation.tests.schools import ALL_GRADES, a_draw, a_pupil, a_school, an_offering, draws
from kehou.kernel.explained import Reason
from kehou.ordinance.bilingual import LANGUAGES
from kehou.ordinance.wording import say

T = TypeVar("T")
MONDAY, MONDAY_LATE, TUESDAY = Slot(1, 1), Slot(1, 2), Slot(2, 1)


def held(outcome: Outcome, pupil: str) -> set[str]:
    """What a pupil holds beside the fall-back."""
    return {place.offering for place in outcome.places[pupil] if place.round}


@given(draws())
def test_each_child_has_one_place_in_each_attended_period(draw: Draw) -> None:
    outcome = allocate(draw)

    slots = {offering.name: offering.slots for offering in draw.offerings}
    for pupil in draw.pupils:
        places = outcome.places[pupil.pseudonym]
        covered = [slot for place in places for slot in slots[place.offering]]
        assert sorted(covered) == sorted(pupil.attends)


@given(draws())
def test_no_offering_is_overfull_or_runs_below_its_minimum(draw: Draw) -> None:
    outcome = allocate(draw)

    taken = Counter(place.offering for places in outcome.places.values() for place in places)
    for offering in draw.offerings:
        if offering.capacity is not None:
            assert taken[offering.name] <= offering.capacity
        if offering.name in outcome.closed:
            assert taken[offering.name] == 0
            assert outcome.closed[offering.name] < offering.minimum
        else:
            assert taken[offering.name] >= offering.minimum


@given(draws())
def test_nobody_prefers_a_free_place_that_fits_to_what_they_hold(draw: Draw) -> None:
    outcome = allocate(draw)

    offerings = {offering.name: offering for offering in draw.offerings}
    taken = Counter(place.offering for places in outcome.places.values() for place in places)
    for pupil in draw.pupils:
        ranks = dict(pupil.wishes)
        mine = held(outcome, pupil.pseudonym)
        for wish in pupil.wishes:
            offering = offerings[wish.offering]
            full = offering.capacity is not None and taken[wish.offering] >= offering.capacity
            if wish.offering in {*mine, *outcome.closed} or full or obstacle(pupil, offering):
                continue
            in_the_way = [name for name in mine if offerings[name].slots & offering.slots]
            assert min(ranks[name] for name in in_the_way) <= wish.rank


@given(draws(), st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_listed_changes_nothing(draw: Draw, chance: Random) -> None:
    def mixed(things: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(chance.sample(things, len(things)))

    other = replace(
        draw,
        slots=mixed(draw.slots),
        offerings=mixed(draw.offerings),
        pupils=mixed(tuple(replace(pupil, wishes=mixed(pupil.wishes)) for pupil in draw.pupils)),
    )

    assert write_output(other, allocate(other)) == write_output(draw, allocate(draw))


@given(draws())
def test_an_independent_check_finds_nothing(draw: Draw) -> None:
    assert verify(write_input(draw), write_output(draw, allocate(draw))).against == ()


def test_a_school_is_drawn_and_checked_as_a_whole() -> None:
    draw = a_school(pupils=400, offerings=40)

    outcome = allocate(draw)

    assert verify(write_input(draw), write_output(draw, outcome)).against == ()
    assert outcome.profile.empty_handed == 0
    assert outcome.profile.granted[1] > outcome.profile.granted[2] > 0
    told = [reason for refused in outcome.refused.values() for reason in refused]
    assert {reason.code for reason in told} >= {"offering_full", "wish_conflicts"}
    assert all(say(reason, language) for reason in told for language in LANGUAGES)


def test_the_last_seat_goes_by_lot_among_equals() -> None:
    draw = a_draw(
        (an_offering("chess", MONDAY, capacity=1),), (a_pupil("a", "chess"), a_pupil("b", "chess"))
    )

    outcome = allocate(draw)

    first, second = sorted(outcome.lots, key=lambda name: outcome.lots[name])
    assert held(outcome, first) == {"chess"}
    assert outcome.refused[second] == (
        Reason(
            "offering_full",
            "7.2.b",
            {"offering": "chess", "rank": 1, "places": 1, "wished": 2, "lot": 2, "pupils": 2},
        ),
    )


@pytest.mark.parametrize("seed", range(8))
def test_who_has_less_goes_before_who_drew_better(seed: int) -> None:
    # Both want chess, which has a seat for either; only one of them also got choir before.
    offerings = (an_offering("chess", TUESDAY, capacity=1), an_offering("choir", MONDAY))
    lucky, other = a_pupil("a", "choir", "chess"), a_pupil("b", "judo", "chess")
    judo = (an_offering("judo", MONDAY, capacity=1),)
    third = a_pupil("c", "judo")
    draw = a_draw((*offerings, *judo), (lucky, other, third), seed)

    outcome = allocate(draw)

    if held(outcome, "c") == {"judo"}:
        assert held(outcome, "b") == {"chess"}
        assert held(outcome, "a") == {"choir"}


def test_equal_ranks_are_asked_where_the_crowd_is_smaller() -> None:
    offerings = (an_offering("judo", MONDAY, capacity=2), an_offering("chess", MONDAY, capacity=2))
    tied = (Wish("chess", 1), Wish("judo", 1))
    undecided = replace(a_pupil("a"), wishes=tied)

    outcome = allocate(a_draw(offerings, (undecided, a_pupil("b", "chess"), a_pupil("c", "chess"))))

    assert [held(outcome, name) for name in "abc"] == [{"judo"}, {"chess"}, {"chess"}]


def test_equal_ranks_prefer_more_periods() -> None:
    offerings = (an_offering("choir", MONDAY), an_offering("robots", MONDAY, MONDAY_LATE))
    undecided = replace(a_pupil("a"), wishes=(Wish("choir", 1), Wish("robots", 1)))

    assert held(allocate(a_draw(offerings, (undecided,))), "a") == {"robots"}


def test_a_dearer_place_at_the_same_time_stands_in_the_way() -> None:
    offerings = (an_offering("choir", MONDAY), an_offering("robots", MONDAY, MONDAY_LATE))

    outcome = allocate(a_draw(offerings, (a_pupil("a", "choir", "robots"),)))

    facts = {"offering": "robots", "rank": 2, "held": "choir", "held_rank": 1}
    assert outcome.refused["a"] == (Reason("wish_conflicts", "7.2.b", facts),)
    assert Place("room-1.2", 0) in outcome.places["a"]
    assert outcome.profile == Profile(granted={1: 1}, fallback=9, empty_handed=0)


def test_an_offering_under_its_minimum_is_closed_and_its_children_compete_again() -> None:
    offerings = (
        an_offering("chess", MONDAY, capacity=3, minimum=3),
        an_offering("judo", MONDAY, capacity=2, minimum=2),
    )
    pupils = (
        a_pupil("a", "chess", "judo"),
        a_pupil("b", "judo", "chess"),
        a_pupil("c", "judo", "chess"),
    )

    outcome = allocate(a_draw(offerings, pupils))

    assert outcome.closed == {"chess": 1}
    on_chess = [
        reason
        for refused in outcome.refused.values()
        for reason in refused
        if reason.facts["offering"] == "chess"
    ]
    assert {reason.code for reason in on_chess} == {"offering_closed"}
    assert {reason.facts["reached"] for reason in on_chess} == {1}
    assert sum(bool(held(outcome, name)) for name in "abc") == 2
    assert outcome.profile.empty_handed == 1


def test_the_offering_that_misses_by_the_largest_part_is_closed_first() -> None:
    # Three wish for both at once: one of them can open, and judo misses one in three only.
    offerings = (
        an_offering("chess", MONDAY, capacity=4, minimum=4),
        an_offering("judo", MONDAY, capacity=4, minimum=3),
    )
    children = [a_pupil(name, "judo", "chess") for name in "ab"]
    children += [a_pupil(name, "chess", "judo") for name in "cd"]

    outcome = allocate(a_draw(offerings, tuple(children)))

    assert outcome.closed == {"chess": 2}
    assert all(held(outcome, name) == {"judo"} for name in "abcd")


def test_of_two_that_miss_by_the_same_part_the_first_by_name_is_closed() -> None:
    offerings = (
        an_offering("art", TUESDAY),
        an_offering("chess", MONDAY, capacity=4, minimum=4),
        an_offering("judo", MONDAY, capacity=4, minimum=4),
    )
    children = [a_pupil(name, "chess", "judo") for name in "ab"]
    children += [a_pupil(name, "judo", "chess") for name in "cd"]

    assert allocate(a_draw(offerings, tuple(children))).closed == {"chess": 2}


def test_the_crowd_is_counted_by_rank_and_by_seats_left() -> None:
    seekers = [
        Seeker(0, [Request(0, 1, 1, 1), Request(1, 2, 2, 1)], 2),
        Seeker(1, [Request(0, 3, 1, 1)], 1),
    ]

    crowd = crowding(seekers, [2, 5, 0])

    assert crowd == [(DEMAND + DEMAND // 3) // 2, DEMAND // 2 // 5, 0]


def test_too_few_wishes_close_an_offering_before_the_draft() -> None:
    outcome = allocate(a_draw((an_offering("chess", MONDAY, minimum=2),), (a_pupil("a", "chess"),)))

    facts = {"offering": "chess", "rank": 1, "minimum": 2, "reached": 1}
    assert outcome.refused["a"] == (Reason("offering_closed", "7.2.b", facts),)


def test_what_is_not_for_the_child_is_refused_with_the_plain_ground() -> None:
    offerings = (
        replace(an_offering("grade", MONDAY), grades=frozenset({5})),
        replace(an_offering("campus", MONDAY), campus="south"),
        an_offering("late", MONDAY_LATE),
    )
    pupil = replace(a_pupil("a", "grade", "campus", "late"), attends=frozenset({MONDAY}))

    outcome = allocate(a_draw(offerings, (pupil,)))

    assert [(r.code, r.clause, dict(r.facts)) for r in outcome.refused["a"]] == [
        ("wish_other_grade", "2.2.a", {"offering": "grade", "rank": 1}),
        ("wish_other_campus", "2.2.a", {"offering": "campus", "rank": 2}),
        ("wish_not_attended", "2.2.a", {"offering": "late", "rank": 3}),
    ]
    assert outcome.places["a"] == (Place("room-1.1", 0),)
    assert outcome.profile == Profile(granted={}, fallback=1, empty_handed=1)


def test_a_fallback_that_a_child_wishes_for_is_a_wish_granted() -> None:
    tutoring = Offering("tutoring", frozenset({MONDAY}), None, 0, ALL_GRADES)
    pupils = tuple(a_pupil(name, "tutoring") for name in "abcde")

    outcome = allocate(a_draw((tutoring,), pupils))

    assert all(outcome.places[name][0] == Place("tutoring", 1) for name in "abcde")


def test_a_child_falls_back_to_the_room_of_its_own_grade_and_campus() -> None:
    rooms = tuple(
        Offering(
            f"a-room-{grade}-{campus}", frozenset({MONDAY}), None, 0, frozenset({grade}), campus
        )
        for grade in (1, 3)
        for campus in ("north", "south")
    )
    pupil = Pupil("a", 3, "south", frozenset({MONDAY}), ())

    assert allocate(a_draw(rooms, (pupil,))).places["a"] == (Place("a-room-3-south", 0),)
