from kehou.enrolment.core.consent import consent_text_on
from kehou.enrolment.core.draft import Draft
from kehou.enrolment.queries.choosing import (
    DayOfChoices,
    DayOfWishes,
    days_of_choices,
    days_of_wishes,
    draft_of,
    offers_for,
)
from kehou.enrolment.queries.drawing import (
    Applying,
    RankedWish,
    Receipt,
    applications_for,
    leavers_of,
    receipts_of,
)
from kehou.enrolment.queries.family import (
    ChildCard,
    application_standing,
    child_cards,
    last_day_before,
)
from kehou.enrolment.queries.figures import ClassLine, numbers_by_class, pupils_who_applied
from kehou.enrolment.queries.windows import (
    SEED_SHARE,
    Stand,
    TermLine,
    seed_share_of,
    shelter_of,
    stand_of,
    terms_with_windows,
)

__all__ = [
    "SEED_SHARE",
    "Applying",
    "ChildCard",
    "ClassLine",
    "DayOfChoices",
    "DayOfWishes",
    "Draft",
    "RankedWish",
    "Receipt",
    "Stand",
    "TermLine",
    "application_standing",
    "applications_for",
    "child_cards",
    "consent_text_on",
    "days_of_choices",
    "days_of_wishes",
    "draft_of",
    "last_day_before",
    "leavers_of",
    "numbers_by_class",
    "offers_for",
    "pupils_who_applied",
    "receipts_of",
    "seed_share_of",
    "shelter_of",
    "stand_of",
    "terms_with_windows",
]
