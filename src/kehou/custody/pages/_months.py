"""The month and the group that a page of the archive is about, as its address says."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django import forms
from django.http import Http404, QueryDict
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kehou.custody.core.rolls import Mark
from kehou.custody.queries.archive import Grid, Row
from kehou.ordinance.spoken import weekday
from kehou.platform.workbook.writing import Filled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kehou.allocation.models import Group

# One sign for a cell of the grid, and the words for its legend.
SIGNS = {
    Mark.PRESENT: (pgettext_lazy("attendance", "✓"), _("there")),
    Mark.LATE: (pgettext_lazy("attendance", "L"), _("late")),
    Mark.EXCUSED: (pgettext_lazy("attendance", "E"), _("excused")),
    Mark.ABSENT: (pgettext_lazy("attendance", "✗"), _("not there")),
}


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of a grid as a page prints it: a mark with its sign and words for each day, sums."""

    row: Row
    cells: tuple[tuple[Mark, Promise, Promise] | None, ...]
    sums: tuple[int, ...]


def printed(grid: Grid) -> list[Printed]:
    return [
        Printed(
            row=row,
            cells=tuple((mark, *SIGNS[mark]) if mark else None for mark in row.marks),
            sums=tuple(row.sums.get(mark, 0) for mark in SIGNS),
        )
        for row in grid.rows
    ]


def sheet_of(grid: Grid) -> Filled:
    """A grid to be taken away: a sign for each day, then how often each was given."""
    days = [f"{day.month}-{day.day}" for day in grid.days]
    sums = [str(words) for _, words in SIGNS.values()]
    return Filled(
        name=gettext("Attendance"),
        titles=(gettext("Class"), gettext("Name"), *days, *sums),
        rows=(
            (
                str(line.row.pupil.class_by_day),
                line.row.pupil.person.name,
                *(str(cell[1]) if cell else "" for cell in line.cells),
                *line.sums,
            )
            for line in printed(grid)
        ),
    )


class MonthForm(forms.Form):
    """A month, by its first day; this month where none is named, and it says so."""

    month = forms.DateField(
        label=_("Month"),
        input_formats=["%Y-%m"],
        widget=forms.DateInput(format="%Y-%m", attrs={"type": "month"}),
    )

    def __init__(self, asked: QueryDict, today: date) -> None:
        named = asked.copy()
        named["month"] = named.get("month") or f"{today:%Y-%m}"
        super().__init__(named)


class GroupAndMonthForm(MonthForm):
    group = forms.TypedChoiceField(label=_("Group"), coerce=int, required=False, empty_value=None)

    def __init__(self, asked: QueryDict, today: date, groups: "Sequence[Group]") -> None:
        super().__init__(asked, today)
        group = self.fields["group"]
        assert isinstance(group, forms.TypedChoiceField)
        group.choices = [("", "—"), *((g.pk, _named(g)) for g in groups)]


def month_asked(form: MonthForm) -> date:
    """The first day of the month asked for. `Http404` for what is no month or no group."""
    if not form.is_valid():
        raise Http404("no such month or group")
    month: date = form.cleaned_data["month"]
    return month.replace(day=1)


def _named(group: "Group") -> str:
    where = {
        "weekday": weekday(group.weekday, get_language() or "zh-hans"),
        "activity": group.activity.title,
        "period": group.period,
        "number": group.number,
    }
    return gettext("%(weekday)s, period %(period)s: %(activity)s, group %(number)s") % where
