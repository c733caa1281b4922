from kehou.schools.models.calendar import CityDay, SchoolDay, ServicePeriod, Term
from kehou.schools.models.school import AdministrativeClass, Campus, District, Room, School

__all__ = [
    "AdministrativeClass",
    "Campus",
    "CityDay",
    "District",
    "Room",
    "School",
    "SchoolDay",
    "ServicePeriod",
    "Term",
]
