"""What this context tells itself and those above it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ImportDecided:
    """A long workbook is to be applied, by whom, in which role, when, and how (3.1)."""

    import_id: int
    person_id: int
    role: str
    at: datetime
    good_rows_only: bool
    leaving: list[int]
