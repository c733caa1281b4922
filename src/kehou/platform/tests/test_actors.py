"""Who acts, how far they reach, and whether they may."""

import pytest

from kehou.ordinance.roles import Role
from kehou.platform.actors import EVERYWHERE, NOWHERE, Actor, Reach
from kehou.platform.errors import Forbidden
from kehou.platform.permissions import authorise, plays

TWO = Reach(frozenset({2, 10}))


def test_a_reach_contains_its_schools_or_all_of_them() -> None:
    assert [school in TWO for school in (1, 2, 10)] == [False, True, True]
    assert 1 in EVERYWHERE
    assert 1 not in NOWHERE


def test_a_reach_is_told_to_the_database_as_ids_or_a_star() -> None:
    assert [r.setting() for r in (NOWHERE, TWO, EVERYWHERE)] == ["", "2,10", "*"]


def test_the_public_reaches_nothing_and_a_part_of_the_platform_everything() -> None:
    public, worker = Actor.public(), Actor.system("worker")

    assert (public.role, public.reads, public.writes) == (Role.PUBLIC, NOWHERE, NOWHERE)
    assert (worker.role, worker.reads, worker.writes) == (Role.SYSTEM, EVERYWHERE, EVERYWHERE)
    assert worker.name == "worker"


def test_an_actor_seated_in_one_school_knows_which() -> None:
    assert Actor(Role.OFFICE, reads=Reach(frozenset({7}))).one_school == 7


@pytest.mark.parametrize("reads", [NOWHERE, TWO, EVERYWHERE])
def test_an_actor_seated_in_none_or_several_has_no_one_school(reads: Reach) -> None:
    with pytest.raises(LookupError, match="does not sit in one school"):
        _ = Actor(Role.DISTRICT_REVIEWER, reads=reads).one_school


def test_leave_is_given_or_the_act_is_forbidden_by_name() -> None:
    def may_try(actor: Actor, subject: str) -> bool:
        return subject == "own"

    office = Actor(Role.OFFICE)

    authorise(office, may_try, "own")
    with pytest.raises(Forbidden, match="office may not: may_try"):
        authorise(office, may_try, "another's")


def test_a_role_is_played_within_reach_only() -> None:
    office = Actor(Role.OFFICE, reads=Reach(frozenset({7})))

    assert plays(office, Role.PRINCIPAL, Role.OFFICE, at_school=7)
    assert not plays(office, Role.OFFICE, at_school=8)
    assert not plays(office, Role.PRINCIPAL, at_school=7)
