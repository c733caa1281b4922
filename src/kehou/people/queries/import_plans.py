"""What a workbook would do, for every kind of workbook, and how that is kept with the import.

Kept are counts, who would be new and changed, and every fault. A cell that is shown with its fault
has its personal numbers masked: the office has the file, the platform keeps no second copy.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kehou.kernel.explained import Reason
from kehou.people.core.roll_sheet import ROLL
from kehou.people.core.staff_sheet import STAFF
from kehou.people.core.timetable_sheet import LESSONS
from kehou.people.models import RollImport
from kehou.people.queries.places_plan import plan_classes, plan_rooms
from kehou.people.queries.roll_plan import plan_roll
from kehou.people.queries.staff_plan import plan_staff, plan_timetable
from kehou.people.queries.summaries import Change, Plan, PlannedLine, Summary
from kehou.platform.sealed import seal, unseal
from kehou.platform.workbook.columns import Description
from kehou.platform.workbook.tables import Fault
from kehou.schools.core.classes_sheet import CLASSES
from kehou.schools.core.rooms_sheet import ROOMS

if TYPE_CHECKING:
    from kehou.schools.models import School

Kind = RollImport.Kind
CONTENT = "people.rollimport.content"
LINES_SHOWN_MAX = 200

# Nine digits and more, however they are parted; a day and its time are no number.
_NUMBER = re.compile(r"(?<![0-9])(?![0-9]{4}-[0-9]{2}-[0-9]{2})[A-Za-z]?[0-9](?:[ -]?[0-9Xx]){8,}")


PLANNERS: Mapping[str, Callable[..., Plan]] = MappingProxyType(
    {
        Kind.ROLL: plan_roll,
        Kind.CLASSES: plan_classes,
        Kind.STAFF: plan_staff,
        Kind.TIMETABLE: plan_timetable,
        Kind.ROOMS: plan_rooms,
    }
)
DESCRIPTIONS: Mapping[str, Description] = MappingProxyType(
    {
        Kind.ROLL: ROLL,
        Kind.CLASSES: CLASSES,
        Kind.STAFF: STAFF,
        Kind.TIMETABLE: LESSONS,
        Kind.ROOMS: ROOMS,
    }
)
# As a form offers them.
KINDS = tuple((str(kind), Kind(kind).label) for kind in PLANNERS)


def plan_of(kind: str, school: "School", content: bytes, *, on: date) -> Plan:
    """What a workbook of this kind would do at the school today (3.1)."""
    return PLANNERS[kind](school, content, on=on)


def outcome_of(summary: Summary) -> dict[str, Any]:
    """As kept with the import while it waits."""
    return {
        "counts": summary.counts(),
        "new": [_line(line) for line in summary.new[:LINES_SHOWN_MAX]],
        "changed": [_line(line) for line in summary.changed[:LINES_SHOWN_MAX]],
        "gone": list(summary.leaving),
        "faults": [_fault(fault) for fault in summary.faults],
        "notes": [_fault(note) for note in summary.notes],
    }


def _line(line: PlannedLine) -> dict[str, Any]:
    changes = [[change.field, change.before, change.after] for change in line.changes]
    return {"row": line.row, "name": line.name, "place": line.place, "changes": changes}


def _fault(fault: Fault) -> dict[str, Any]:
    return {
        "sheet": fault.sheet,
        "row": fault.row,
        "column": fault.column,
        "title": fault.title,
        "value": masked(fault.value),
        "code": fault.reason.code,
        "clause": fault.reason.clause,
        "facts": dict(fault.reason.facts),
    }


def masked(text: str) -> str:
    """Long numbers with their middle hidden: 4403••••14."""
    return _NUMBER.sub(lambda found: f"{found[0][:4]}••••{found[0][-2:]}", text)


@dataclass(frozen=True, slots=True)
class Preview:
    """An import as its page shows it."""

    counts: Mapping[str, int]
    new: tuple[PlannedLine, ...] = ()
    changed: tuple[PlannedLine, ...] = ()
    gone: tuple[int, ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = field(default=())


def preview_of(handed_in: RollImport) -> Preview:
    """What was kept with the import; once it is settled, only the counts and the faults."""
    kept = handed_in.outcome
    return Preview(
        counts=kept.get("counts", {}),
        new=tuple(map(_read_line, kept.get("new", ()))),
        changed=tuple(map(_read_line, kept.get("changed", ()))),
        gone=tuple(kept.get("gone", ())),
        faults=tuple(map(_read_fault, kept.get("faults", ()))),
        notes=tuple(map(_read_fault, kept.get("notes", ()))),
    )


def _read_line(kept: Mapping[str, Any]) -> PlannedLine:
    changes = tuple(Change(*change) for change in kept["changes"])
    return PlannedLine(kept["row"], kept["name"], kept["place"], changes)


def _read_fault(kept: Mapping[str, Any]) -> Fault:
    reason = Reason(kept["code"], kept["clause"], kept["facts"])
    place = (kept["sheet"], kept["row"], kept["column"], kept["title"], kept["value"])
    return Fault(*place, reason)


def sealed_content(handed_in: RollImport, content: bytes) -> bytes:
    return seal(CONTENT, handed_in.key, b64encode(content).decode("ascii"))


def content_of(handed_in: RollImport) -> bytes:
    """The file of an import that waits. `LookupError` for one that is settled."""
    if handed_in.content_sealed is None:
        raise LookupError(f"import {handed_in.pk} is settled: its file is erased")
    return b64decode(unseal(CONTENT, handed_in.key, handed_in.content_sealed))


def settled_outcome(summary: Summary, *, keep_faults: bool) -> dict[str, Any]:
    """What remains of an import: counts, and the faults of the rows that were left out."""
    kept = outcome_of(summary)
    return {name: kept[name] for name in ("counts", "faults")[: 1 + keep_faults]}


def faulty_rows(faults: Iterable[Fault]) -> dict[str, list[int]]:
    """The rows that have faults, by sheet."""
    rows: dict[str, set[int]] = {}
    for fault in faults:
        if fault.row:
            rows.setdefault(fault.sheet, set()).add(fault.row)
    return {sheet: sorted(numbers) for sheet, numbers in rows.items()}
