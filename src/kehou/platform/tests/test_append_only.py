"""A row that is only added to is changed by nobody (6.3.f)."""

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from tools import throwaway

from kehou.platform.models import JournalEntry
from kehou.platform.tests.test_reach import an_entry


@pytest.mark.django_db
def test_the_app_role_has_no_leave_to_change_or_remove_it() -> None:
    entry = an_entry(1)

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        JournalEntry.objects.filter(pk=entry.pk).update(grounds="another")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        JournalEntry.objects.filter(pk=entry.pk).delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "change",
    ["UPDATE platform_journalentry SET grounds = 'another'", "DELETE FROM platform_journalentry"],
)
def test_a_trigger_refuses_even_a_superuser(change: str) -> None:
    an_entry(1)

    with (
        throwaway.superuser(connection.settings_dict["NAME"]) as server,
        pytest.raises(psycopg.errors.CheckViolation) as refused,
    ):
        server.execute(change)
    assert refused.value.diag.constraint_name == "rows_are_only_added"
