"""The roll to look at: lists to search in, and one pupil with all that the school knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Replace

from kehou.people.core.pinyin import by_initials
from kehou.people.models import Guardianship, Pupil, RollMovement
from kehou.people.permissions import guardianships_of, pupils_of
from kehou.people.queries.known_roll import phone_of, resident_id_of, student_number_of

if TYPE_CHECKING:
    from kehou.platform.actors import Actor
    from kehou.schools.models import AdministrativeClass


@dataclass(frozen=True, slots=True)
class Numbers:
    """A pupil's personal numbers, whole or with their middle hidden."""

    student_number: str
    resident_id: str


@dataclass(frozen=True, slots=True)
class AdultLine:
    """One adult of a pupil, for the page: the row, and the telephone, whole or not."""

    guardianship: Guardianship
    phone: str


def roll_of(actor: "Actor", *, class_id: int | None = None, search: str = "") -> QuerySet[Pupil]:
    """Everybody on the roll who exists for the actor, class by class, then by name.

    A search takes part of a name, its pinyin, or the first letters of it: 小雨, xiaoyu, lxy.
    """
    pupils = pupils_of(actor).filter(on_roll_until__isnull=True)
    if class_id is not None:
        pupils = pupils.filter(class_by_day=class_id)
    if typed := search.strip().casefold():
        flat = Replace(F("person__sort_key"), Value(" "), Value(""))
        named = Q(person__name__icontains=typed) | Q(flat__contains=typed.replace(" ", ""))
        if pattern := by_initials(typed):
            named |= Q(person__sort_key__regex=pattern)
        pupils = pupils.annotate(flat=flat).filter(named)
    return pupils.select_related("person", "class_by_day").order_by(
        *("class_by_day__grade", "class_by_day__number", "person__sort_key", "pk")
    )


def proposed_to_leave(actor: "Actor", ids: Iterable[int]) -> QuerySet[Pupil]:
    """Those whom a new roll lacks, class by class."""
    return roll_of(actor).filter(pk__in=ids)


def classes_on_roll(actor: "Actor") -> list[tuple[int, "AdministrativeClass"]]:
    """The classes that somebody on the roll sits in, to choose from."""
    first = roll_of(actor).order_by("class_by_day_id").distinct("class_by_day_id")
    classes = [pupil.class_by_day for pupil in first]
    return sorted(((c.pk, c) for c in classes), key=lambda c: (c[1].grade, c[1].number))


def pupil_in_full(actor: "Actor") -> QuerySet[Pupil]:
    """Pupils with all that the page about one of them shows; those who left included."""
    return pupils_of(actor).select_related("person", "class_by_day__campus", "school")


def adults_of(actor: "Actor", pupil: Pupil, *, revealed: bool) -> list[AdultLine]:
    """Who stands behind a pupil now, with their rights (7.3.a)."""
    rows = guardianships_of(actor).filter(pupil=pupil, until__isnull=True)
    return [
        AdultLine(row, _shown(phone_of(row.person) or "", revealed=revealed))
        for row in rows.select_related("person")
    ]


def movements_of(pupil: Pupil) -> QuerySet[RollMovement]:
    return pupil.movements.select_related("from_class", "to_class")


def numbers_of(pupil: Pupil, *, revealed: bool) -> Numbers:
    return Numbers(
        _shown(student_number_of(pupil), revealed=revealed),
        _shown(resident_id_of(pupil.person) or "", revealed=revealed),
    )


def _shown(number: str, *, revealed: bool) -> str:
    """A number whole, or its first three and last two signs: enough to recognise, not to use."""
    return number if revealed or not number else f"{number[:3]}••••{number[-2:]}"
