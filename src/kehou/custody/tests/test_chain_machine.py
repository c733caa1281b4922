"""Three caretakers and four children, anything anybody may try, on phones that know old news.

Every attempt follows some link that once was the head. The pure core and the database judge it
apart from each other: they must agree, and whatever they let in leaves one unbroken chain (7.3.a).
"""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from kehou.custody.core.admission import Circumstances, admissible_event
from kehou.custody.core.events import Event as Link
from kehou.custody.core.states import chain
from kehou.custody.models import Event
from kehou.custody.queries.chains import as_link
from kehou.custody.testing import a_permit
from kehou.custody.tests.rows import Row, collected, handed_on, opened, refusal_of, went_alone
from kehou.kernel.spans import Days
from kehou.ordinance.parameters import Ordinance
from kehou.people.testing import a_guardian, a_pupil
from kehou.rostering.testing import TODAY, a_duty, a_group, a_group_with
from kehou.schools.testing import TERM_FIRST_DAY, a_school

TERM = Days(TERM_FIRST_DAY)
CHILDREN, STAFF = 4, 3


class ThreePhones(RuleBasedStateMachine):
    """What was accepted is in `news`: a phone may act on any of it, however old."""

    news = Bundle("news")

    @initialize()
    def begin(self) -> None:
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        school = a_school()
        self.children = [a_pupil(school) for _ in range(CHILDREN)]
        self.duties = [
            a_duty(a_group_with(self.children)),
            *(a_duty(a_group(school)) for _ in range(STAFF - 1)),
        ]
        self.mothers = {child.pk: a_guardian(child) for child in self.children}
        self.permits = {child.pk: a_permit(child) for child in self.children}
        self.by_id = {child.pk: child for child in self.children}
        self.heads: dict[int, Link] = {}

    def teardown(self) -> None:
        if hasattr(self, "transaction"):
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    @rule(target=news, child=st.integers(0, CHILDREN - 1), staff=st.integers(0, STAFF - 1))
    def take_over_first(self, child: int, staff: int) -> Any:
        duty = self.duties[staff]
        row = opened(self.children[child], duty)
        known = Circumstances(duty.person_id, duty.person_id, receiver_is_on_duty=True)
        return self._attempt(row, known)

    @rule(target=news, before=news, staff=st.integers(0, STAFF - 1))
    def accept(self, before: Row, staff: int) -> Any:
        duty = self.duties[staff]
        row = handed_on(before, duty)
        known = Circumstances(duty.person_id, duty.person_id, receiver_is_on_duty=True)
        return self._attempt(row, known)

    @rule(target=news, before=news)
    def release_to_the_mother(self, before: Row) -> Any:
        row = collected(before, self.mothers[self._pupil(before)])
        return self._attempt(row, Circumstances(self._holder(before), pick_up_right=TERM))

    @rule(target=news, before=news, is_shown=st.booleans())
    def let_go_alone(self, before: Row, is_shown: bool) -> Any:
        pupil = self._pupil(before)
        row = went_alone(before, self.by_id[pupil], self.permits[pupil])
        if not is_shown:
            row["identified_by"] = []
        holder = self._holder(before)
        known = Circumstances(holder, permit=TERM, permit_was_shown=is_shown)
        return self._attempt(row, known)

    @rule(target=news, before=news, staff=st.integers(0, STAFF - 1))
    def release_in_a_colleagues_name(self, before: Row, staff: int) -> Any:
        row = collected(before, self.mothers[self._pupil(before)])
        row["recorded_by_id"] = self.duties[staff].person_id
        known = Circumstances(self.duties[staff].person_id, pick_up_right=TERM)
        return self._attempt(row, known)

    def _attempt(self, row: Row, known: Circumstances) -> Any:
        link = _link(row)
        head = self.heads.get(link.pupil)
        verdict = admissible_event(link, head, known, Ordinance(TODAY))

        refusal = refusal_of(row)

        assert bool(verdict) == (refusal == ""), (verdict.against, refusal)
        if refusal:
            return multiple()
        self.heads[link.pupil] = link
        return row

    def _pupil(self, row: Row) -> int:
        return _link(row).pupil

    def _holder(self, row: Row) -> int:
        return _link(row).to_holder

    @invariant()
    def every_chain_is_whole(self) -> None:
        for child in getattr(self, "children", []):
            links = [as_link(event) for event in Event.objects.filter(pupil=child)]
            followed = {link.previous for link in links}
            heads = [link for link in links if link.id not in followed]
            assert chain(links) == tuple(sorted(links, key=lambda link: link.number))
            assert len(heads) == bool(links)
            assert heads == [self.heads[child.pk]] if links else child.pk not in self.heads
            assert sum(link.kind == "release" for link in links) <= 1


def _link(row: Row) -> Link:
    """The row as the core reads it."""
    return as_link(Event(**row))


@pytest.mark.django_db
def test_anything_anybody_may_try_leaves_one_unbroken_chain() -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        ThreePhones,
        settings=settings(
            max_examples=20,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
