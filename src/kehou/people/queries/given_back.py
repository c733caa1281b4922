"""The lines of a waiting workbook that have faults, to be mended and sent again."""

from datetime import date

from kehou.people.models import RollImport
from kehou.people.queries.import_plans import DESCRIPTIONS, content_of, faulty_rows, plan_of
from kehou.platform.workbook.columns import Description, find_header
from kehou.platform.workbook.grid import Sheet, read_workbook
from kehou.platform.workbook.tables import GivenBack
from kehou.platform.workbook.writing import write_given_back


def given_back(handed_in: RollImport, *, on: date, language: str) -> bytes:
    """A workbook of the faulty lines as they came, each with what is wrong with it (3.1).

    Read again from the sealed file, so that the numbers in it are whole. A file that could not be
    read at all gives nothing back but an empty sheet: there are no lines to speak of.
    """
    content = content_of(handed_in)
    plan = plan_of(handed_in.kind, handed_in.school, content, on=on)
    faults = plan.summary().faults
    rows = faulty_rows(faults)
    description = DESCRIPTIONS[handed_in.kind]
    sheets = read_workbook(content) if rows else ()
    lines = [_lines(s, rows[s.name], description) for s in sheets if s.name in rows]
    return write_given_back(lines or [GivenBack(handed_in.file_name, (), ())], faults, language)


def _lines(sheet: Sheet, rows: list[int], description: Description) -> GivenBack:
    header = find_header(sheet, description)
    titles = {heading.at: heading.title for heading in header.headings} if header else {}
    width = max((len(row) for row in sheet.rows), default=0)
    return GivenBack(
        sheet=sheet.name,
        titles=tuple(titles.get(at, "") for at in range(width)),
        lines=tuple((row, sheet.rows[row - 1]) for row in rows if row <= len(sheet.rows)),
    )
