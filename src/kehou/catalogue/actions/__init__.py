from kehou.catalogue.actions.review_activity import review_activity
from kehou.catalogue.actions.submit_activity import submit_activity
from kehou.catalogue.actions.write_activity import write_activity

__all__ = ["review_activity", "submit_activity", "write_activity"]
