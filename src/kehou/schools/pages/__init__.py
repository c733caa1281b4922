from kehou.schools.pages.calendar import calendar
from kehou.schools.pages.classes import classes
from kehou.schools.pages.classes_export import classes_export
from kehou.schools.pages.periods import periods
from kehou.schools.pages.rooms import rooms
from kehou.schools.pages.rooms_export import rooms_export

__all__ = ["calendar", "classes", "classes_export", "periods", "rooms", "rooms_export"]
