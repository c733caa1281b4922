from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language, gettext

from kehou.allocation.permissions import groups_of
from kehou.custody.pages._months import SIGNS, MonthForm, month_asked, printed
from kehou.custody.queries import month_of_group
from kehou.custody.queries.archive import Grid
from kehou.ordinance.roles import Role
from kehou.platform.clock import city_day, now
from kehou.platform.http import ActingRequest, open_to
from kehou.platform.workbook.answers import workbook_answer
from kehou.platform.workbook.writing import write_table


@open_to(Role.OFFICE, Role.PRINCIPAL, Role.SAFETY_OFFICER, clause="7.2.b")
def archive_export(request: ActingRequest, group_id: int) -> HttpResponse:
    """A group's month of the attendance archive as a file (7.2.b)."""
    group = get_object_or_404(groups_of(request.actor), pk=group_id)
    month = month_asked(MonthForm(request.GET), city_day(now()))
    grid = month_of_group(request.actor, group, month)
    titles = (
        *(gettext("Class"), gettext("Name")),
        *(f"{day.month}-{day.day}" for day in grid.days),
        *(str(words) for _, words in SIGNS.values()),
    )
    name = gettext("Attendance")
    content = write_table(name, titles, _lines(grid), get_language() or "zh-hans")
    return workbook_answer(content, f"attendance-{group.pk}-{month:%Y%m}")


def _lines(grid: Grid) -> Iterator[tuple[str | int, ...]]:
    """A line for each child: a sign for each day, then how often each was given."""
    for line in printed(grid):
        pupil = line.row.pupil
        signs = (str(cell[1]) if cell else "" for cell in line.cells)
        yield (str(pupil.class_by_day), pupil.person.name, *signs, *line.sums)
