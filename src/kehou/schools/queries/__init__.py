from kehou.schools.queries.classes import campuses_in, classes_in, half_on, school_year_on
from kehou.schools.queries.directory import (
    district_of,
    districts,
    school_of,
    schools,
    schools_in,
)
from kehou.schools.queries.rooms import grades_on_campuses, rooms_in
from kehou.schools.queries.terms import (
    calendar_of,
    class_day_after,
    days_set_by,
    periods_by_grade,
    service_periods_of,
    term_on,
    terms_not_over,
)

__all__ = [
    "calendar_of",
    "campuses_in",
    "class_day_after",
    "classes_in",
    "days_set_by",
    "district_of",
    "districts",
    "grades_on_campuses",
    "half_on",
    "periods_by_grade",
    "rooms_in",
    "school_of",
    "school_year_on",
    "schools",
    "schools_in",
    "service_periods_of",
    "term_on",
    "terms_not_over",
]
