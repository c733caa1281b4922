"""How far an import in the background has come."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from kehou.kernel.explained import Reason
from kehou.platform import locks
from kehou.platform.progress import Step

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from kehou.people.models import RollImport

# Up to so many lines are written while the page waits: that is quicker than to look in again.
ROWS_AT_ONCE_MAX: Final = 300
WORK: Final = "people.import_work"
STEPS_SAID: Mapping[str, "Promise"] = MappingProxyType(
    {
        Step.READING: _("Reading the lines"),
        Step.COMPARING: _("Comparing them with what the school has"),
        Step.SEALING: _("Sealing the personal numbers"),
        Step.WRITING: _("Writing the lines"),
    }
)


def is_long(handed_in: "RollImport") -> bool:
    """Whether a workbook has too many lines to be carried out while somebody looks on."""
    counts = handed_in.outcome.get("counts", {})
    told = ("new", "changed", "unchanged", "faulty_rows")
    rows: int = sum(counts.get(name, 0) for name in told)
    return rows > ROWS_AT_ONCE_MAX


def is_worked_on(handed_in: "RollImport") -> bool:
    """Whether a worker is at it right now; when it dies, this ends with its transaction."""
    return locks.is_held(WORK, handed_in.pk)


def refused_with(handed_in: "RollImport") -> tuple[Reason, ...]:
    """Why the background job gave it back."""
    kept = handed_in.outcome.get("against", ())
    return tuple(Reason(code, clause, facts) for code, clause, facts in kept)
