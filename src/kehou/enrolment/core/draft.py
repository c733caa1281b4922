"""A list of wishes while a guardian is still writing it, from one screen to the next."""

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any

# By weekday, the activities wished for on it, the dearest first.
Wishes = Mapping[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Draft:
    """Weekdays, needs and wishes as far as they have been said. Nothing is kept of the consent."""

    weekdays: tuple[int, ...]
    needs: str = ""
    wishes: Wishes = field(default_factory=dict)

    def on_weekdays(self, weekdays: tuple[int, ...], needs: str) -> "Draft":
        """Said anew on the first screen; what was wished for on days that stay is kept."""
        kept = {day: ranked for day, ranked in self.wishes.items() if day in weekdays}
        return Draft(weekdays, needs, kept)

    def as_kept(self) -> dict[str, Any]:
        """As a session keeps it, where keys are texts."""
        return {
            "weekdays": list(self.weekdays),
            "needs": self.needs,
            "wishes": {str(day): list(ranked) for day, ranked in self.wishes.items()},
        }

    @classmethod
    def as_found(cls, kept: Mapping[str, Any]) -> "Draft":
        wishes = {int(day): tuple(ranked) for day, ranked in kept["wishes"].items()}
        return cls(tuple(kept["weekdays"]), kept["needs"], wishes)


class Drafts:
    """The lists that a guardian is writing, by child and window, in what a session keeps."""

    NAME = "enrolment.drafts"

    def __init__(self, session: MutableMapping[str, Any]) -> None:
        self.session = session

    def of(self, pupil_id: int, window_id: int) -> Draft | None:
        kept = self.session.get(self.NAME, {}).get(f"{window_id}/{pupil_id}")
        return Draft.as_found(kept) if kept else None

    def keep(self, pupil_id: int, window_id: int, draft: Draft) -> None:
        """Keep it under its child. The session saves what is assigned to it, not what changes."""
        kept = self.session.get(self.NAME, {})
        self.session[self.NAME] = {**kept, f"{window_id}/{pupil_id}": draft.as_kept()}

    def drop(self, pupil_id: int, window_id: int) -> None:
        """Forget it once it is sent: what was written of a child stays in the application only."""
        kept = dict(self.session.get(self.NAME, {}))
        kept.pop(f"{window_id}/{pupil_id}", None)
        self.session[self.NAME] = kept
