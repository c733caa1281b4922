from itertools import combinations

import pytest

from kehou.ordinance.roles import (
    APPOINTS,
    HEADS,
    PARTS,
    RESETS_SECOND_FACTOR,
    SECOND_FACTOR_ROLES,
    Role,
    Seat,
)
from kehou.people.core.ranks import BELOW, Held, ranks_above

# Written out a second time, role by role: whom each rank appoints.
TABLE = {
    Role.OFFICE: {Role.STAFF},
    Role.PRINCIPAL: {Role.STAFF, Role.OFFICE, Role.SAFETY_OFFICER, Role.SCHOOL_FINANCE},
    Role.DISTRICT_REVIEWER: {Role.PRINCIPAL},
    Role.CITY_BUREAU: {
        Role.DISTRICT_REVIEWER,
        Role.DISTRICT_FINANCE,
        Role.CITY_BUREAU,
        Role.CITY_FINANCE,
        Role.AUDITOR,
    },
}
APPOINTED = [r for r in Role if PARTS[r].seat in (Seat.SCHOOL, Seat.DISTRICT, Seat.CITY)]


def held(role: Role, *, school: int = 1, district: int = 1) -> Held:
    match PARTS[role].seat:
        case Seat.SCHOOL:
            return Held(role, school, district)
        case Seat.DISTRICT:
            return Held(role, None, district)
        case _:
            return Held(role)


@pytest.mark.parametrize("rank", Role)
@pytest.mark.parametrize("role", Role)
def test_the_table_says_of_every_role_who_appoints_to_it(rank: Role, role: Role) -> None:
    assert (role in APPOINTS.get(rank, ())) == (role in TABLE.get(rank, ()))


@pytest.mark.parametrize("role", APPOINTED)
def test_every_seat_is_given_by_somebody_and_descends_from_the_city(role: Role) -> None:
    assert any(role in given for given in APPOINTS.values())
    assert role in BELOW[Role.CITY_BUREAU]


def test_money_and_safety_are_never_given_by_the_office() -> None:
    assert not APPOINTS[Role.OFFICE] & SECOND_FACTOR_ROLES


def test_who_appoints_others_is_kept_unless_another_rank_does_the_same() -> None:
    assert APPOINTS.keys() - {Role.OFFICE} == HEADS
    assert APPOINTS[Role.OFFICE] <= APPOINTS[Role.PRINCIPAL]


@pytest.mark.parametrize("role", APPOINTED)
def test_whoever_holds_one_seat_is_looked_after_only_by_who_may_give_it(role: Role) -> None:
    assert ranks_above([held(role)]) == {rank for rank in TABLE if role in TABLE[rank]}


@pytest.mark.parametrize(("one", "other"), [*combinations(APPOINTED, 2)])
def test_a_rank_looks_after_two_seats_only_from_above_both(one: Role, other: Role) -> None:
    ranks = ranks_above([held(one), held(other)])

    assert ranks
    assert all({one, other} <= BELOW[rank] for rank in ranks)
    if Role.CITY_BUREAU not in ranks:
        own = {role for role in (one, other) if role in SECOND_FACTOR_ROLES}
        assert all(own <= TABLE[rank] for rank in ranks), "no money or safety but one's own"


def test_teachers_of_several_schools_are_the_districts_and_of_several_districts_the_citys() -> None:
    here = held(Role.STAFF)

    assert ranks_above([here, held(Role.STAFF, school=2)]) == {Role.DISTRICT_REVIEWER}
    assert ranks_above([here, held(Role.STAFF, school=3, district=2)]) == {Role.CITY_BUREAU}
    assert ranks_above([held(Role.SCHOOL_FINANCE), held(Role.SCHOOL_FINANCE, school=2)]) == {
        Role.CITY_BUREAU
    }


def test_a_principal_who_also_looks_after_children_is_the_districts() -> None:
    assert ranks_above([held(Role.PRINCIPAL), held(Role.STAFF)]) == {Role.DISTRICT_REVIEWER}


def test_whoever_holds_nothing_is_looked_after_by_nobody() -> None:
    assert ranks_above([]) == frozenset()


@pytest.mark.parametrize("role", sorted(SECOND_FACTOR_ROLES))
def test_whoever_hands_out_a_password_takes_away_no_second_factor_below_the_city(
    role: Role,
) -> None:
    gives = ranks_above([held(role)])
    resets = {rank for rank, whose in RESETS_SECOND_FACTOR.items() if role in whose}

    assert resets
    assert gives & resets <= {Role.CITY_BUREAU}
    assert all(role in BELOW[rank] for rank in resets)
