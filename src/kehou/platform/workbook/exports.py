"""The tables of a page, taken away as a workbook from the very address at which they are read.

A page that shows a table answers `?export=xlsx` itself. So whoever may read the table may take it
away and nobody else; what is filtered stays filtered, in the same order, in the same language; and
where a reading is written down, this one is too.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import get_language

from kehou.platform.clock import city_day, now
from kehou.platform.workbook.answers import workbook_answer
from kehou.platform.workbook.writing import Filled, Told, write_tables

L = TypeVar("L")
Words = Promise | str


@dataclass(frozen=True, slots=True)
class Listing(Generic[L]):
    """One table as it is taken away: its name, and each column's title with what it tells.

    Titles are words of the page, said when somebody asks, in the language of whoever asks.
    """

    name: Words
    columns: tuple[tuple[Words, Callable[[L], Told]], ...]

    def of(self, lines: Iterable[L]) -> Filled:
        return Filled(
            name=str(self.name),
            titles=[str(title) for title, _ in self.columns],
            rows=([tell(line) for _, tell in self.columns] for line in lines),
        )


def is_export(request: HttpRequest) -> bool:
    """Whether a page was asked for its tables, and not for itself."""
    return request.method == "GET" and request.GET.get("export") == "xlsx"


def export_answer(name: str, *tables: Filled) -> HttpResponse:
    """A workbook with a sheet for each table, named in plain letters and by the day."""
    return workbook_answer(write_tables(tables, spoken_here()), f"{name}-{city_day(now()):%Y%m%d}")


def spoken_here() -> str:
    """The language of the page."""
    return get_language() or "zh-hans"
