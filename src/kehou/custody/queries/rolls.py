"""A group's roll as its caretaker sees it: to be called, or as it was called (7.2.b)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kehou.allocation.queries.groups import pupils_in
from kehou.custody.core.events import HolderKind
from kehou.custody.core.rolls import THERE, Mark
from kehou.custody.models import Absence, Attendance, RollCall
from kehou.custody.queries.chains import heads_of

if TYPE_CHECKING:
    from kehou.people.models import Pupil
    from kehou.rostering.models import Duty


@dataclass(frozen=True, slots=True)
class RollLine:
    """One child of the group. `mark` is None until the roll is called."""

    child: "Pupil"
    mark: Mark | None
    is_excused: bool
    has_gone: bool

    @property
    def is_there(self) -> bool:
        return self.mark in THERE


@dataclass(frozen=True, slots=True)
class RollOfDay:
    """The roll of a duty, in the order of classes and pinyin."""

    duty: "Duty"
    called: RollCall | None
    lines: tuple[RollLine, ...]

    @property
    def there(self) -> tuple[RollLine, ...]:
        return tuple(line for line in self.lines if line.is_there)

    @property
    def missing(self) -> tuple[RollLine, ...]:
        """Called, not there, and excused by nobody: somebody must go and look."""
        return tuple(line for line in self.lines if line.mark is Mark.ABSENT)

    @property
    def excused(self) -> tuple[RollLine, ...]:
        return tuple(line for line in self.lines if line.mark is Mark.EXCUSED)


def roll_of(duty: "Duty") -> RollOfDay:
    """The children expected under a duty, and what was called of them."""
    places = list(pupils_in(duty.group, duty.day))
    expected = [place.pupil_id for place in places]
    called = (
        RollCall.objects.filter(group=duty.group_id, day=duty.day)
        .select_related("called_by")
        .first()
    )
    lines = Attendance.objects.filter(roll_call=called, replaced_by__isnull=True) if called else ()
    marks = {line.pupil_id: Mark(line.state) for line in lines}
    absences = Absence.objects.filter(day=duty.day, pupil__in=expected)
    excused = set(absences.values_list("pupil_id", flat=True))
    heads = heads_of(expected, duty.day)
    gone = {pupil for pupil, head in heads.items() if head.to_kind != HolderKind.STAFF}
    return RollOfDay(
        duty=duty,
        called=called,
        lines=tuple(
            RollLine(
                child=place.pupil,
                mark=marks.get(place.pupil_id),
                is_excused=place.pupil_id in excused,
                has_gone=place.pupil_id in gone,
            )
            for place in places
        ),
    )
