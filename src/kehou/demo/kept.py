"""What this installation remembers of its demo: in which afternoon it lives, and which city it is.

Both are chosen when the city is begun, so that a load which was cut off goes on with the same one.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings


@dataclass(frozen=True, slots=True)
class City:
    """What was asked for: the seed, the afternoons of history, the number of schools."""

    seed: int
    days: int
    schools: int


def day() -> date | None:
    """The afternoon chosen, if any."""
    written = _read().get("day")
    return date.fromisoformat(written) if written else None


def city() -> City | None:
    """The city begun, if any."""
    written = _read().get("city")
    return City(**written) if written else None


def keep_day(chosen: date) -> None:
    _write({"day": chosen.isoformat()})


def keep_city(begun: City) -> None:
    _write({"city": asdict(begun)})


def _read() -> dict[str, Any]:
    file = _file()
    written: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    return written


def _write(more: dict[str, object]) -> None:
    _file().write_text(json.dumps(_read() | more))


def _file() -> Path:
    return Path(settings.HOME) / "demo.json"
