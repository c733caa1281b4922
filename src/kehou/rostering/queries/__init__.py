from kehou.rostering.queries.duties import duties_of, duties_on
from kehou.rostering.queries.service import hours_of_group, service_days, timetable_of
from kehou.rostering.queries.staffing import candidates, free_staff
from kehou.rostering.queries.weeks import Cell, Day, Line, Week, week_of

__all__ = [
    "Cell",
    "Day",
    "Line",
    "Week",
    "candidates",
    "duties_of",
    "duties_on",
    "free_staff",
    "hours_of_group",
    "service_days",
    "timetable_of",
    "week_of",
]
