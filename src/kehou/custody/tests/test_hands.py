"""By what an adult at the gate is known (7.3.a)."""

from itertools import combinations

import pytest

from kehou.custody.core.hands import OF_AN_ADULT, Identifier, known_by_two


@pytest.mark.parametrize("pair", list(combinations(sorted(OF_AN_ADULT), 2)))
def test_any_two_things_of_the_adult_are_enough(pair: tuple[Identifier, Identifier]) -> None:
    assert known_by_two(pair)


@pytest.mark.parametrize("alone", sorted(Identifier))
def test_one_thing_is_not_nor_told_twice_nor_with_the_childs_permit(alone: Identifier) -> None:
    for told in ([], [alone], [alone, alone], [alone, Identifier.PERMIT]):
        codes = [reason.code for reason in known_by_two(told).against]
        assert codes == ["guardian_is_known_by_two_identifiers"]
