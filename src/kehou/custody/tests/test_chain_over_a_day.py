"""Any afternoon: whatever is tried, in any order, each child has exactly one holder (7.3.a)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kehou.custody.core.events import Event, HolderKind, Kind, Stream
from kehou.custody.core.states import Expected, Held, Released, board
from kehou.custody.tests.chains import (
    ALONE,
    GRANDMA,
    LI,
    POLICE,
    WANG,
    ZHAO,
    Link,
    collected,
    corrected,
    handed_on,
    judged,
    opened,
    taken_by_police,
    went_alone,
)

CHILDREN = st.sampled_from((101, 102, 103))
STAFF = st.sampled_from((LI, WANG, ZHAO))
STREAMS = st.sampled_from(Stream)
LIES: list[dict[str, Any]] = [
    {"previous": UUID(int=7)},
    {"from_holder": 99},
    {"previous_kind": HolderKind.AUTHORITY},
    {"pupil": 999},
    {"kind": Kind.OPEN},
]


class Afternoon(RuleBasedStateMachine):
    """`holder` is the model: one line per child, overwritten by what was accepted."""

    @initialize()
    def begin(self) -> None:
        self.chains: dict[int, list[Event]] = {}
        self.holder: dict[int, tuple[HolderKind, int]] = {}
        self.stale: dict[int, Event] = {}

    def head(self, child: int) -> Event | None:
        return self.chains[child][-1] if child in self.chains else None

    def offer(self, link: Link, child: int) -> bool:
        """Ask, and append only what was allowed."""
        allowed = bool(judged(link, self.head(child)))
        if allowed:
            event = link[0]
            self.chains.setdefault(child, []).append(event)
            self.holder[child] = (event.to_kind, event.to_holder)
        return allowed

    def is_held(self, child: int) -> bool:
        return self.holder.get(child, (None, 0))[0] == HolderKind.STAFF

    @rule(child=CHILDREN, by=STAFF, stream=STREAMS)
    def take_over(self, child: int, by: int, stream: Stream) -> None:
        first = child not in self.chains
        assert self.offer(opened(by, pupil=child, stream=stream), child) == first

    @rule(child=CHILDREN, to=STAFF, reason=st.sampled_from(("", "交接班")))
    def hand_on(self, child: int, to: int, reason: str) -> None:
        if head := self.head(child):
            needs_reason = head.stream == Stream.CATCH_UP and not reason
            may = self.is_held(child) and head.to_holder != to and not needs_reason
            self.stale[child] = head
            assert self.offer(handed_on(head, to, reason=reason), child) == may

    @rule(child=CHILDREN, to=st.sampled_from((GRANDMA, ALONE, POLICE)))
    def release(self, child: int, to: int) -> None:
        if head := self.head(child):
            leave = {GRANDMA: collected, ALONE: went_alone, POLICE: taken_by_police}[to]
            may = self.is_held(child) and (head.stream == Stream.CARE or to == GRANDMA)
            self.stale[child] = head
            assert self.offer(leave(head), child) == may

    @rule(child=CHILDREN, to=STAFF, officer=STAFF)
    def mend(self, child: int, to: int, officer: int) -> None:
        if head := self.head(child):
            may = to not in (officer, head.to_holder)
            assert self.offer(corrected(head, to, officer=officer), child) == may

    @rule(child=CHILDREN, lie=st.sampled_from(LIES), days=st.integers(0, 1))
    def forge(self, child: int, lie: dict[str, Any], days: int) -> None:
        if head := self.head(child):
            link, known = collected(head)
            forged = replace(link, **lie, day=link.day + timedelta(days=days))
            assert not self.offer((forged, known), child)

    @rule(child=CHILDREN, thief=STAFF)
    def release_what_another_holds(self, child: int, thief: int) -> None:
        head = self.head(child)
        if head and head.to_holder != thief:
            link, known = collected(head)
            assert not self.offer((link, replace(known, acting=thief)), child)

    @rule(child=CHILDREN)
    def hand_over_a_second_time(self, child: int) -> None:
        if (earlier := self.stale.get(child)) and earlier != self.head(child):
            assert not self.offer(collected(earlier), child)

    @invariant()
    def every_child_has_exactly_one_holder(self) -> None:
        now = board([101, 102, 103], [link for links in self.chains.values() for link in links])
        having = [child for children in now.who_has_whom().values() for child in children]

        assert sorted([*having, *now.released(), *now.expected()]) == [101, 102, 103]
        for child, state in now.states.items():
            match state:
                case Held(by=by):
                    assert self.holder[child] == (HolderKind.STAFF, by)
                case Released(to=to, how=how):
                    assert self.holder[child] == (how, to)
                case Expected():
                    assert child not in self.holder


TestAfternoon = Afternoon.TestCase
TestAfternoon.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)
