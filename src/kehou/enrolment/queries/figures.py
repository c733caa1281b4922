"""How many take part, by class. Nobody is listed for not applying: it is free (2.3.c)."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from kehou.enrolment.models import Application, Window
from kehou.people.permissions import pupils_of

if TYPE_CHECKING:
    from kehou.platform.actors import Actor
    from kehou.schools.models import AdministrativeClass


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One class by day: its pupils on the roll, how many have applied, how many withdrew."""

    class_by_day: "AdministrativeClass"
    pupils: int
    applied: int
    withdrawn: int


def numbers_by_class(actor: "Actor", window: Window, *, on: date) -> list[ClassLine]:
    """The numbers of each class in a window, counts only. Two queries, however many classes."""
    on_roll = Q(on_roll_from__lte=on) & (Q(on_roll_until__isnull=True) | Q(on_roll_until__gt=on))
    sent = Q(applications__window=window)
    live = Q(applications__withdrawn_at__isnull=True)
    rows = (
        pupils_of(actor)
        .filter(on_roll, school=window.school_id)
        .values("class_by_day")
        .annotate(
            pupils=Count("pk", distinct=True),
            applied=Count("pk", filter=sent & live, distinct=True),
            withdrawn=Count("applications", filter=sent & ~live, distinct=True),
        )
    )
    counted = {row["class_by_day"]: row for row in rows}
    classes = window.school.classes.filter(pk__in=counted).order_by("grade", "number")
    return [
        ClassLine(
            class_by_day=class_by_day,
            pupils=counted[class_by_day.pk]["pupils"],
            applied=counted[class_by_day.pk]["applied"],
            withdrawn=counted[class_by_day.pk]["withdrawn"],
        )
        for class_by_day in classes
    ]


def pupils_who_applied(*, school_id: int, term_id: int) -> frozenset[int]:
    """Every pupil for whom a family applied in a term, also those who withdrew later (6.3.c)."""
    sent = Application.objects.filter(school_id=school_id, window__term_id=term_id)
    return frozenset(sent.values_list("pupil_id", flat=True))
