"""Each constraint is needed: without it, its forgery is let in. So the other tests can fail."""

import pytest
from django.db import DatabaseError, connections, transaction

from kehou.custody.tests.forgeries import FORGERIES
from kehou.custody.tests.rows import Row, a_scene, insert
from kehou.platform.reach import READS, WRITES

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

OF_ITS_DAY = "DROP TRIGGER custody_event_on_its_day ON custody_event"
TO_WHOM = "DROP TRIGGER custody_event_to_whom ON custody_event"
MUTANTS = {
    "to_holder_id": "ALTER TABLE custody_event ALTER COLUMN to_holder_id DROP NOT NULL",
    "childs_day_opens_once": "DROP INDEX childs_day_opens_once",
    "child_goes_to_one_holder": "DROP INDEX child_goes_to_one_holder",
    "guardianship_is_in_force_that_day": OF_ITS_DAY,
    "permit_is_in_force_that_day": OF_ITS_DAY,
    "closed_day_takes_no_events": OF_ITS_DAY,
    "service_has_begun_before_children_are_taken_over": (
        "DROP TRIGGER custody_event_in_service_hours ON custody_event"
    ),
    "must_not_collect": TO_WHOM,
    "duty_is_not_relieved": TO_WHOM,
    "holder_not_on_record_is_the_child": TO_WHOM,
    # The wall's key is unique with the school and without it: both must go.
    "custody_event_pkey": (
        "ALTER TABLE custody_event DROP CONSTRAINT custody_event_with_its_school,"
        " DROP CONSTRAINT custody_event_pkey"
    ),
}


def is_let_in_without(constraint: str, row: Row) -> bool:
    """Drop the constraint, write the row, and put everything back as it was."""
    drop = f"ALTER TABLE custody_event DROP CONSTRAINT {constraint}"
    try:
        with transaction.atomic(using="owner"), connections["owner"].cursor() as owner:
            owner.execute(
                "SELECT set_config(%s, '*', true), set_config(%s, '*', true)", [READS, WRITES]
            )
            owner.execute(MUTANTS.get(constraint, drop))
            insert(row, using="owner")
            owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
            transaction.set_rollback(True, using="owner")
    except DatabaseError:
        return False
    return True


def test_no_constraint_is_there_for_nothing() -> None:
    still_refused = [
        forgery.__name__
        for forgery, constraint in FORGERIES.items()
        if not is_let_in_without(constraint, forgery(a_scene()))
    ]

    assert still_refused == []
