"""What a table of classes or of rooms would do. Nothing disappears by being left out of it."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from kehou.kernel.explained import Reason
from kehou.people.models import ClassTeacher, Staff
from kehou.people.queries.summaries import Change, PlannedLine, Summary
from kehou.platform.workbook.columns import Column
from kehou.platform.workbook.tables import Fault, Note, Place, Reading
from kehou.schools.actions import WantedClass, WantedRoom
from kehou.schools.core import classes_sheet
from kehou.schools.core.class_columns import CAMPUS, CLASS
from kehou.schools.core.class_names import ClassName
from kehou.schools.core.classes_sheet import ClassRow, read_classes
from kehou.schools.core.rooms_sheet import KINDS_SAID, RoomKind, read_rooms
from kehou.schools.queries import campuses_in, classes_in, rooms_in, school_year_on

if TYPE_CHECKING:
    from kehou.schools.models import School

ONLY_CAMPUS = "本部"


@dataclass(frozen=True, slots=True)
class ClassesPlan:
    """Classes to add or move, and who leads them, by the id of their staff row."""

    school_year: int
    wanted: tuple[WantedClass, ...]
    leaders: dict[ClassName, int]
    told: Summary

    def summary(self) -> Summary:
        return self.told


@dataclass(frozen=True, slots=True)
class RoomsPlan:
    """Rooms to add or change."""

    wanted: tuple[WantedRoom, ...]
    told: Summary

    def summary(self) -> Summary:
        return self.told


@dataclass(slots=True)
class _Lines:
    """What is found line by line."""

    reading: Reading[Any]
    new: list[PlannedLine] = field(default_factory=list)
    changed: list[PlannedLine] = field(default_factory=list)
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def against(self, place: Place, column: Column[Any], value: str, reason: Reason) -> None:
        self.faults.append(self.reading.remark(place, column, value, reason))

    def compare(
        self, row: int, name: str, place: str, before: dict[str, str] | None, after: dict[str, str]
    ) -> bool:
        """Put a line where it belongs; whether anything would be different."""
        changes = tuple(
            Change(what, before[what], said)
            for what, said in after.items()
            if before is not None and said and before[what] != said
        )
        if before is None:
            self.new.append(PlannedLine(row, name, place))
        elif changes:
            self.changed.append(PlannedLine(row, name, place, changes))
        else:
            self.unchanged += 1
        return before is None or bool(changes)

    def summary(self) -> Summary:
        return Summary(
            new=tuple(self.new),
            changed=tuple(self.changed),
            unchanged=self.unchanged,
            faults=(*self.reading.faults, *self.faults),
            notes=(*self.reading.notes, *self.notes),
        )


def plan_rooms(school: "School", content: bytes, *, on: date) -> RoomsPlan:
    """Read the rooms and lay them beside those that are known (7.3.c)."""
    reading = read_rooms(content)
    campuses = [campus.name for campus in campuses_in(school)] or [ONLY_CAMPUS]
    known = {(room.campus.name, room.name): room for room in rooms_in(school)}
    lines = _Lines(reading)
    wanted = []
    for row in reading.rows:
        campus = row.campus or (campuses[0] if len(campuses) == 1 else "")
        if not campus:
            reason = Reason("campus_not_said", "", {"campuses": tuple(campuses)})
            lines.against(row.place, CAMPUS, "", reason)
            continue
        if campus not in campuses:
            campuses.append(campus)
            reason = Reason("campus_will_be_added", "", {"campus": campus})
            lines.notes.append(reading.remark(row.place, CAMPUS, campus, reason))
        room = known.get((campus, row.name))
        before = _said(room.kind, room.capacity, room.floor) if room else None
        after = _said(row.kind, row.capacity, row.floor)
        if lines.compare(row.place.row, row.name, campus, before, after):
            wanted.append(WantedRoom(campus, row.name, row.kind, row.capacity, row.floor))
    return RoomsPlan(tuple(wanted), lines.summary())


def _said(kind: str, capacity: int, floor: int | None) -> dict[str, str]:
    return {
        "kind": KINDS_SAID[RoomKind(kind)][0],
        "capacity": str(capacity),
        "floor": "" if floor is None else str(floor),
    }


def plan_classes(school: "School", content: bytes, *, on: date) -> ClassesPlan:
    """Read the classes and lay them beside those of the school year (3.1)."""
    school_year = school_year_on(on)
    reading = read_classes(content, school_year=school_year, first_grade=school.grades[0])
    known = _KnownPlaces(school, school_year)
    lines = _Lines(reading)
    wanted = []
    leaders = {}
    for row in reading.rows:
        found = known.find(row, lines)
        if found is None:
            continue
        told, leader, after = found
        if lines.compare(row.place.row, str(row.name), after["campus"], known.said(row), after):
            wanted.append(told)
            if leader is not None:
                leaders[row.name] = leader
    told_of_all = lines.summary()
    return ClassesPlan(school_year, tuple(wanted), leaders, told_of_all)


class _KnownPlaces:
    """Campuses, rooms, staff and classes of a school, to be found by what a table calls them."""

    def __init__(self, school: "School", school_year: int) -> None:
        self.school = school
        self.campuses = {campus.name: campus for campus in campuses_in(school)}
        self.rooms = {(room.campus_id, room.name): room for room in rooms_in(school)}
        classes = classes_in(school, school_year=school_year)
        self.classes = {ClassName(c.grade, c.number): c for c in classes}
        staff = Staff.objects.filter(school=school, left_on__isnull=True).select_related("person")
        self.staff = list(staff)
        leading = ClassTeacher.objects.filter(class_by_day__in=classes)
        self.leaders = {row.class_by_day_id: row.staff_id for row in leading}

    def said(self, row: ClassRow) -> dict[str, str] | None:
        """What is known of the class that a row names."""
        class_by_day = self.classes.get(row.name)
        if class_by_day is None:
            return None
        leader = self.leaders.get(class_by_day.pk)
        return {
            "campus": class_by_day.campus.name,
            "room": class_by_day.home_room.name if class_by_day.home_room else "",
            "class_teacher": next((s.person.name for s in self.staff if s.pk == leader), ""),
        }

    def find(
        self, row: ClassRow, lines: _Lines
    ) -> tuple[WantedClass, int | None, dict[str, str]] | None:
        """The class a row wants with its leader, or faults for what nobody knows."""
        faults = len(lines.faults)
        standing = self.classes.get(row.name)
        names = list(self.campuses)
        only = names[0] if len(names) == 1 else standing.campus.name if standing else ""
        campus = self.campuses.get(row.campus or only)
        if campus is None:
            code = "campus_not_known" if row.campus else "campus_not_said"
            reason = Reason(code, "", {"campuses": tuple(names)})
            lines.against(row.place, CAMPUS, row.campus or "", reason)
            return None
        if row.name.grade not in self.school.grades:
            reason = Reason("grade_not_taught", "3.1", {"grade": row.name.grade})
            lines.against(row.place, CLASS, str(row.name), reason)
        room = self.rooms.get((campus.pk, row.room or ""))
        if row.room and room is None:
            reason = Reason("room_not_known", "", {"campus": campus.name})
            lines.against(row.place, classes_sheet.ROOM, row.room, reason)
        leader = self._leader(row, lines)
        if len(lines.faults) > faults:
            return None
        told = WantedClass(row.name.grade, row.name.number, campus.pk, room.pk if room else None)
        after = {
            "campus": campus.name,
            "room": row.room or "",
            "class_teacher": leader.person.name if leader else "",
        }
        return told, leader.pk if leader else None, after

    def _leader(self, row: ClassRow, lines: _Lines) -> Staff | None:
        name, number = row.class_teacher, row.class_teacher_number
        if not name and not number:
            return None
        found = [
            member
            for member in self.staff
            if (not name or member.person.name == name)
            and (not number or member.staff_number == number.upper())
        ]
        if len(found) != 1:
            code = "staff_namesakes" if found else "staff_not_known"
            column = classes_sheet.CLASS_TEACHER
            lines.against(row.place, column, name or number or "", Reason(code, "7.1.b"))
            return None
        return found[0]
