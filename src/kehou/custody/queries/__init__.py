from kehou.custody.queries.archive import month_after, month_of_group, month_of_pupil
from kehou.custody.queries.board import Afternoon, afternoon_of
from kehou.custody.queries.counts import AfternoonCount, counts_of
from kehou.custody.queries.days import ChildDay, day_of, newest_links
from kehou.custody.queries.figures import ArchiveFigures, archive_figures
from kehou.custody.queries.gate import (
    adults_of,
    colleagues_with_children,
    held_by,
    let_go_by,
    permit_of,
)
from kehou.custody.queries.rolls import RollOfDay, roll_of

__all__ = [
    "Afternoon",
    "AfternoonCount",
    "ArchiveFigures",
    "ChildDay",
    "RollOfDay",
    "adults_of",
    "afternoon_of",
    "archive_figures",
    "colleagues_with_children",
    "counts_of",
    "day_of",
    "held_by",
    "let_go_by",
    "month_after",
    "month_of_group",
    "month_of_pupil",
    "newest_links",
    "permit_of",
    "roll_of",
]
