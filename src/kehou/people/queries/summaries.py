"""What a plan comes to, told alike for every kind of workbook."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from kehou.platform.workbook.tables import Fault

FIELDS_SAID = {
    "name": _("name"),
    "class_name": _("class"),
    "gender": _("gender"),
    "student_number": _("student number"),
    "resident_id": _("resident id"),
    "guardians": _("guardians and their rights"),
    "phone": _("phone"),
    "position": _("position"),
    "subjects": _("subjects"),
    "qualification": _("qualification certificate"),
    "joined_on": _("joined on"),
    "vetted_on": _("vetted on"),
    "left_on": _("left on"),
    "campus": _("campus"),
    "room": _("room"),
    "class_teacher": _("class teacher"),
    "kind": _("kind"),
    "capacity": _("capacity"),
    "floor": _("floor"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that would be different; before and after are "" where they are personal."""

    field: str
    before: str = ""
    after: str = ""

    @property
    def title(self) -> "Promise":
        return FIELDS_SAID[self.field]


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """One line that would be new or changed: its row in the file, who or what, and where."""

    row: int
    name: str
    place: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """What a plan comes to. `leaving` are the ids of those who are proposed to leave."""

    new: tuple[PlannedLine, ...] = ()
    changed: tuple[PlannedLine, ...] = ()
    unchanged: int = 0
    leaving: tuple[int, ...] = ()
    faults: tuple["Fault", ...] = ()
    notes: tuple["Fault", ...] = ()

    @property
    def is_of_the_whole_file(self) -> bool:
        """Whether the file could not be read at all, so that there are no good rows in it."""
        return bool(self.faults) and not (self.new or self.changed or self.unchanged)

    def counts(self) -> dict[str, int]:
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "unchanged": self.unchanged,
            "gone": len(self.leaving),
            "faults": len(self.faults),
            "faulty_rows": len({(fault.sheet, fault.row) for fault in self.faults}),
        }


class Plan(Protocol):
    """What a workbook would do, in whatever form whoever writes it needs."""

    def summary(self) -> Summary: ...
