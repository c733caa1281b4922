"""What the sheets of activities and of reviews say in the same words."""

from typing import TYPE_CHECKING

from kehou.catalogue.queries import say_slot
from kehou.ordinance import spoken
from kehou.platform.workbook.exports import spoken_here

if TYPE_CHECKING:
    from kehou.catalogue.models import Activity


def grades_of(activity: "Activity") -> str:
    """The grades that an activity is for, each by its name."""
    language = spoken_here()
    return spoken.listed([spoken.grade(n, language) for n in activity.grades], language)


def periods_of(activity: "Activity") -> str:
    """The weekly periods of an activity in words."""
    language = spoken_here()
    slots = [(slot.weekday, slot.period) for slot in activity.slots.all()]
    return spoken.listed([say_slot(slot, language) for slot in sorted(slots)], language)
