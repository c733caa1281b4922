"""How far the loading has come, on the terminal."""

import sys
from time import monotonic

LINES = 20
WIDTH = 30


class Bar:
    """A progress bar with the rate and the time left; where there is no terminal, a line now and
    then."""

    def __init__(self) -> None:
        self.began = monotonic()
        self.begun_with = 0
        self.lines = 0

    def __call__(self, done: int, of: int, what: str) -> None:
        if not what:
            self.began, self.begun_with = monotonic(), done
        told = f"{done}/{of} {what}{self._rate(done, of)}"
        if sys.stderr.isatty():
            filled = WIDTH * done // of
            end = "\n" if done == of else ""
            sys.stderr.write(f"\r\x1b[K  [{'#' * filled}{'.' * (WIDTH - filled)}] {told}{end}")
        elif what and done * LINES // of != self.lines:
            self.lines = done * LINES // of
            sys.stderr.write(f"  {told}\n")
        sys.stderr.flush()

    def _rate(self, done: int, of: int) -> str:
        """Schools a minute, and the time that the rest will take at this rate."""
        made, took = done - self.begun_with, monotonic() - self.began
        if not made or not took:
            return ""
        left = round((of - done) * took / made)
        return f", {60 * made / took:.0f} schools a minute, {left // 60}:{left % 60:02d} left"
