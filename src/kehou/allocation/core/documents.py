"""The two files that make a draw public: what went in, and what came out (7.2.b).

Both are JSON in one canonical form: UTF-8, keys sorted, no spaces, whole numbers and texts only.
The draw's lists are sorted by name: the same draw is the same file and has the same SHA-256.

The draw (`kehou-draw-1`):
    seed        64 hexadecimal digits
    weights     worth of one period under rank 1, 2, ... in ten-thousandths
    slots       periods of the week, "weekday.period": "3.2" is Wednesday's second
    offerings   name, slots, capacity (null: fall-back), minimum, grades, campus ("": every campus)
    pupils      pseudonym, grade, campus, attends (slots), wishes ([[offering, rank], ...])

The outcome (`kehou-outcome-1`):
    draw_sha256 SHA-256 of the draw's file
    lots        pseudonym: place in line, from 1
    places      pseudonym: [[offering, round], ...]; round 0 is the fall-back
    refused     pseudonym: [{code, clause, facts}, ...], one for each wish not granted
    closed      offering: how many it could reach
    profile     granted ([[rank, places], ...]), fallback (periods), empty_handed (children)

A pupil's number is SHA-256(seed bytes, then the pseudonym in UTF-8); the lot is its rank.
"""

import json
from hashlib import sha256
from typing import Any

from kehou.allocation.core.allocate import allocate
from kehou.allocation.core.applications import Draw, Offering, Pupil, Slot, Wish
from kehou.allocation.core.outcome import Outcome
from kehou.kernel.explained import Reason, refuse

DRAW = "kehou-draw-1"
OUTCOME = "kehou-outcome-1"


def write_input(draw: Draw) -> str:
    """The draw as its canonical file."""
    return _canonical(
        {
            "format": DRAW,
            "seed": draw.seed.hex(),
            "weights": list(draw.weights),
            "slots": _written(draw.slots),
            "offerings": [
                {
                    "name": offering.name,
                    "slots": _written(offering.slots),
                    "capacity": offering.capacity,
                    "minimum": offering.minimum,
                    "grades": sorted(offering.grades),
                    "campus": offering.campus,
                }
                for offering in sorted(draw.offerings, key=lambda offering: offering.name)
            ],
            "pupils": [
                {
                    "pseudonym": pupil.pseudonym,
                    "grade": pupil.grade,
                    "campus": pupil.campus,
                    "attends": _written(pupil.attends),
                    "wishes": sorted(map(list, pupil.wishes)),
                }
                for pupil in sorted(draw.pupils, key=lambda pupil: pupil.pseudonym)
            ],
        }
    )


def read_input(text: str) -> Draw:
    """Read a draw's file; one that is no such file is `Refused`, with the place that was wrong."""
    try:
        written = json.loads(text)
        if written["format"] != DRAW:
            raise ValueError(f"format {written['format']!r}")
        return Draw(
            seed=bytes.fromhex(written["seed"]),
            weights=tuple(map(_whole, written["weights"])),
            slots=tuple(map(_slot, written["slots"])),
            offerings=tuple(map(_offering, written["offerings"])),
            pupils=tuple(map(_pupil, written["pupils"])),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        kind = type(wrong).__name__
        raise refuse("draw_file_unreadable", "7.2.b", fault=f"{kind}: {wrong}") from wrong


def write_output(draw: Draw, outcome: Outcome) -> str:
    """The outcome of a draw as its canonical file, bound to the draw's file by its SHA-256."""
    return _canonical(
        {
            "format": OUTCOME,
            "draw_sha256": sha256_of(write_input(draw)),
            "lots": dict(outcome.lots),
            "places": {name: list(map(list, held)) for name, held in outcome.places.items()},
            "refused": {name: list(map(_told, told)) for name, told in outcome.refused.items()},
            "closed": dict(outcome.closed),
            "profile": {
                "granted": sorted(map(list, outcome.profile.granted.items())),
                "fallback": outcome.profile.fallback,
                "empty_handed": outcome.profile.empty_handed,
            },
        }
    )


def recomputed(text: str) -> str:
    """The outcome's file, computed again from the draw's file: what anyone may do (7.2.b)."""
    draw = read_input(text)
    return write_output(draw, allocate(draw))


def sha256_of(text: str) -> str:
    """The fingerprint of a file, as `sha256sum` prints it."""
    return sha256(text.encode()).hexdigest()


def _canonical(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _written(slots: frozenset[Slot] | tuple[Slot, ...]) -> list[str]:
    return [str(slot) for slot in sorted(slots)]


def _told(reason: Reason) -> dict[str, object]:
    return {"code": reason.code, "clause": reason.clause, "facts": dict(reason.facts)}


def _offering(written: Any) -> Offering:
    capacity = written["capacity"]
    return Offering(
        name=_text(written["name"]),
        slots=frozenset(map(_slot, written["slots"])),
        capacity=None if capacity is None else _whole(capacity),
        minimum=_whole(written["minimum"]),
        grades=frozenset(map(_whole, written["grades"])),
        campus=_text(written["campus"]),
    )


def _pupil(written: Any) -> Pupil:
    return Pupil(
        pseudonym=_text(written["pseudonym"]),
        grade=_whole(written["grade"]),
        campus=_text(written["campus"]),
        attends=frozenset(map(_slot, written["attends"])),
        wishes=tuple(Wish(_text(name), _whole(rank)) for name, rank in written["wishes"]),
    )


def _slot(written: Any) -> Slot:
    weekday, period = _text(written).split(".")
    return Slot(int(weekday), int(period))


def _whole(written: Any) -> int:
    if type(written) is not int:
        raise TypeError(f"{written!r} is no whole number")
    return written


def _text(written: Any) -> str:
    if type(written) is not str:
        raise TypeError(f"{written!r} is no text")
    return written
