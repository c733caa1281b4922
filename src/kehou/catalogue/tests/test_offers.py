"""What is offered: only what passed both reviews (5.4.b)."""

from typing import Any

import pytest

from kehou.catalogue.models import Activity
from kehou.catalogue.queries import Slot, offered_in
from kehou.catalogue.testing import a_fall_back, an_activity, stand
from kehou.schools.testing import a_campus, a_school, the_term

pytestmark = pytest.mark.django_db


def test_only_approved_activities_are_offered() -> None:
    school = a_school()
    chess = an_activity(school, title="国际象棋", slots=((3, 2), (1, 1)), grades=(3, 4))
    for state in (Activity.State.SUBMITTED, Activity.State.SCHOOL_APPROVED):
        stand(an_activity(school, approved=False), state)
    an_activity(school, approved=False)
    an_activity(a_school())

    (offer,) = offered_in(school_id=school.pk, term_id=the_term().pk)

    assert (offer.activity_id, offer.title) == (chess.pk, "国际象棋")
    assert offer.slots == (Slot(1, 1), Slot(3, 2))
    assert offer.weekdays == (1, 3)
    assert offer.grades == {3, 4}
    assert (offer.smallest, offer.largest, offer.is_fall_back) == (5, 20, False)


def test_an_offer_suits_its_grades_on_its_campus() -> None:
    school = a_school()
    north, south = a_campus(school, "北校园"), a_campus(school, "南校园")
    an_activity(school, campus=south, grades=(3,))

    (offer,) = offered_in(school_id=school.pk, term_id=the_term().pk)

    assert offer.suits(grade=3, campus_id=south.pk)
    assert not offer.suits(grade=4, campus_id=south.pk)
    assert not offer.suits(grade=3, campus_id=north.pk)


def test_some_may_be_asked_for() -> None:
    school = a_school()
    chess, shelter = an_activity(school), a_fall_back(school)
    an_activity(school)
    draft = an_activity(school, approved=False)

    asked = offered_in(
        school_id=school.pk, term_id=the_term().pk, among=[chess.pk, shelter.pk, draft.pk]
    )

    assert {offer.activity_id: offer.is_fall_back for offer in asked} == {
        chess.pk: False,
        shelter.pk: True,
    }


@pytest.mark.parametrize("rows", [1, 3, 9])
def test_two_queries_however_many(rows: int, django_assert_num_queries: Any) -> None:
    school = a_school()
    for _ in range(rows):
        an_activity(school)
    term = the_term()

    with django_assert_num_queries(2):
        assert len(offered_in(school_id=school.pk, term_id=term.pk)) == rows
