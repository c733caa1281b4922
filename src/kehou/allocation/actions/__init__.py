from kehou.allocation.actions.end_places import end_places
from kehou.allocation.actions.hold_draw import hold_draw
from kehou.allocation.actions.publish_draw import publish_draw
from kehou.allocation.actions.void_draw import void_draw

__all__ = ["end_places", "hold_draw", "publish_draw", "void_draw"]
