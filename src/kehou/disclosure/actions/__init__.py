from kehou.disclosure.actions.draft_publication import draft_publication
from kehou.disclosure.actions.publish_month import publish_month

__all__ = ["draft_publication", "publish_month"]
