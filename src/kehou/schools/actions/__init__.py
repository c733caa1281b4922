from kehou.schools.actions.clear_school_day import clear_school_day
from kehou.schools.actions.set_classes import WantedClass, set_classes
from kehou.schools.actions.set_rooms import WantedRoom, set_rooms
from kehou.schools.actions.set_school_day import set_school_day
from kehou.schools.actions.set_service_period import set_service_period

__all__ = [
    "WantedClass",
    "WantedRoom",
    "clear_school_day",
    "set_classes",
    "set_rooms",
    "set_school_day",
    "set_service_period",
]
