from kehou.catalogue.pages.activities import activities
from kehou.catalogue.pages.activity import activity
from kehou.catalogue.pages.review_activity import review_activity
from kehou.catalogue.pages.reviews import reviews
from kehou.catalogue.pages.submit_activity import submit_activity
from kehou.catalogue.pages.write_activity import write_activity

__all__ = [
    "activities",
    "activity",
    "review_activity",
    "reviews",
    "submit_activity",
    "write_activity",
]
