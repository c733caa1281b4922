from kehou.catalogue.core.plan import Plan, Slot
from kehou.catalogue.queries.activities import (
    EDUCATIONS,
    KINDS,
    OUTCOMES,
    POINTS,
    STATES,
    activities_found,
    plan_of,
)
from kehou.catalogue.queries.history import Change, Step, history_of, say_slot
from kehou.catalogue.queries.offers import Offer, Titled, offered_in, titles_in
from kehou.catalogue.queries.premises import premises_of
from kehou.catalogue.queries.reviews import Waiting, authors_of, passed_stages, waiting_for

__all__ = [
    "EDUCATIONS",
    "KINDS",
    "OUTCOMES",
    "POINTS",
    "STATES",
    "Change",
    "Offer",
    "Plan",
    "Slot",
    "Step",
    "Titled",
    "Waiting",
    "activities_found",
    "authors_of",
    "history_of",
    "offered_in",
    "passed_stages",
    "plan_of",
    "premises_of",
    "say_slot",
    "titles_in",
    "waiting_for",
]
