"""Cutting the children of one activity and period into groups that fit the rooms (7.2.b)."""

from collections.abc import Sequence
from typing import TypeVar

from kehou.kernel.explained import refuse

Child = TypeVar("Child")


def cut(children: Sequence[Child], seats: Sequence[int]) -> list[list[Child]]:
    """Groups for rooms with these seats, in their order: as few as hold everybody, evenly filled.

    The order of the children is kept, so that children listed by class stay with their class. No
    group is larger than its room. `Refused` when all rooms together are too small.
    """
    used: list[int] = []
    for room in seats:
        if sum(used) >= len(children) and used:
            break
        used.append(room)
    if sum(used) < len(children):
        raise refuse("rooms_too_small", "7.2.b", children=len(children), seats=sum(used))
    groups: list[list[Child]] = []
    start = 0
    for number, room in enumerate(used):
        left = len(children) - start
        after = sum(used[number + 1 :])
        even = -(-left // (len(used) - number))
        size = min(room, max(even, left - after))
        groups.append(list(children[start : start + size]))
        start += size
    return groups
