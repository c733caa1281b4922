"""Money is a whole number of fen. No float ever touches an amount."""

from collections.abc import Sequence
from dataclasses import dataclass

FEN_PER_YUAN = 100


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount in fen (1 yuan = 100 fen). `TypeError` for anything but a whole number."""

    fen: int

    def __post_init__(self) -> None:
        if type(self.fen) is not int:
            raise TypeError(f"Money takes a whole number of fen, not {self.fen!r}")

    @classmethod
    def yuan(cls, whole: int) -> "Money":
        return cls(whole * FEN_PER_YUAN)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.fen + other.fen)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.fen - other.fen)

    def __mul__(self, times: int) -> "Money":
        return Money(self.fen * times)

    def __str__(self) -> str:
        """Yuan with two decimals and thousands apart: `12,345.60`."""
        sign = "-" if self.fen < 0 else ""
        yuan, fen = divmod(abs(self.fen), FEN_PER_YUAN)
        return f"{sign}{yuan:,}.{fen:02d}"

    def share(self, weights: Sequence[int]) -> tuple["Money", ...]:
        """Split so that nothing is lost: largest remainder first, ties to the earlier share."""
        if self.fen < 0 or any(w < 0 for w in weights) or sum(weights) <= 0:
            raise ValueError("share() needs a non-negative amount and at least one positive weight")
        total = sum(weights)
        floors = [self.fen * w // total for w in weights]
        left = self.fen - sum(floors)
        by_remainder = sorted(
            range(len(weights)), key=lambda i: (-(self.fen * weights[i] % total), i)
        )
        for i in by_remainder[:left]:
            floors[i] += 1
        return tuple(Money(f) for f in floors)


NOTHING = Money(0)
