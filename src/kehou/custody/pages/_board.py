"""The board of an afternoon as sheets: its groups, and where each child is."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from kehou.custody.core.events import HolderKind
from kehou.custody.queries import Afternoon
from kehou.custody.queries.board import Gone, GroupOfDay
from kehou.platform.workbook.exports import Listing
from kehou.platform.workbook.writing import Filled

if TYPE_CHECKING:
    from kehou.people.models import Pupil

WITHOUT_A_NAME = {
    HolderKind.SELF: _("alone, on the permit"),
    HolderKind.AUTHORITY: _("police or doctor"),
}
GROUPS: Listing[GroupOfDay] = Listing(
    _("Groups of today"),
    (
        (_("Period"), lambda row: row.group.period),
        (_("Activity"), lambda row: row.group.activity.title),
        (_("Group"), lambda row: row.group.number),
        (_("Campus"), lambda row: row.group.room.campus.name),
        (_("Room"), lambda row: row.group.room.name),
        (_("Caretaker"), lambda row: "、".join(duty.person.name for duty in row.duties)),
        (_("Roll called"), lambda row: row.called_at),
        (_("Here"), lambda row: row.here),
        (_("Expected"), lambda row: len(row.children)),
    ),
)
HERE: Listing[tuple[str, "Pupil"]] = Listing(
    _("In the building"),
    (
        (_("Class"), lambda line: str(line[1].class_by_day)),
        (_("Child"), lambda line: line[1].person.name),
        (_("Caretaker"), lambda line: line[0]),
    ),
)
UNKNOWN: Listing["Pupil"] = Listing(
    _("Not known yet"),
    (
        (_("Class"), lambda child: str(child.class_by_day)),
        (_("Child"), lambda child: child.person.name),
    ),
)
GONE: Listing[Gone] = Listing(
    _("Have left"),
    (
        (_("Time"), lambda one: one.at),
        (_("Child"), lambda one: one.child.person.name),
        (_("With whom"), lambda one: str(WITHOUT_A_NAME.get(one.how, one.name))),
    ),
)


def sheets_of(board: Afternoon) -> tuple[Filled, ...]:
    """All that the board shows by name, in its order; of who is excused it shows the number."""
    here = [(hands.name, child) for hands in board.in_hands for child in hands.children]
    return (
        UNKNOWN.of(board.unknown),
        HERE.of(here),
        GROUPS.of(board.groups),
        GONE.of(board.gone),
    )
