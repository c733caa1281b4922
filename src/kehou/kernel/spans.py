"""Half-open spans of days: the first day is in, the day after the last is not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, order=True, slots=True)
class Days:
    """From `first` to before `until`; `until=None` stands for "not ended yet"."""

    first: date
    until: date | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until <= self.first:
            raise ValueError(f"a span ends after it begins: {self.first} to {self.until}")

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.until is None or day < self.until)

    def __iter__(self) -> Iterator[date]:
        if self.until is None:
            raise ValueError("an open span cannot be walked")
        day = self.first
        while day < self.until:
            yield day
            day += timedelta(days=1)

    def overlaps(self, other: "Days") -> bool:
        return (other.until is None or self.first < other.until) and (
            self.until is None or other.first < self.until
        )
