"""What the database refuses by itself is written down, and all of it is at work."""

import psycopg
import pytest
from django.db import connection
from tools import inventory, throwaway

from kehou.kernel.explained import Reason
from kehou.ordinance import wording

pytestmark = pytest.mark.django_db


def test_the_list_is_what_the_database_refuses() -> None:
    assert inventory.FILE.read_text("utf-8") == inventory.text(inventory.standing()), (
        "if the change is meant: python -m tools.inventory --write"
    )


def test_everything_on_the_list_is_at_work() -> None:
    assert [refusal for refusal in inventory.standing() if not refusal[-1]] == []
    assert inventory.asleep() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "switched_off",
    [
        "ALTER TABLE platform_journalentry DISABLE TRIGGER rows_are_only_added",
        "ALTER TABLE platform_journalentry NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE platform_journalentry ADD CHECK (act <> '') NOT VALID",
        "ALTER TABLE people_pupil DISABLE TRIGGER ALL",
    ],
)
def test_whatever_is_switched_off_is_noticed(switched_off: str) -> None:
    with throwaway.superuser(connection.settings_dict["NAME"]) as server:
        server.execute(psycopg.sql.SQL(switched_off))

    assert inventory.asleep() or not all(at_work for *_, at_work in inventory.standing())


def test_a_worded_refusal_needs_no_facts_that_the_database_does_not_give() -> None:
    names = [name for *_, name, _ in inventory.standing() if wording.is_worded(name)]

    for name in names:
        assert wording.say(Reason(name), "zh-hans"), name
        assert wording.say(Reason(name), "en"), name
