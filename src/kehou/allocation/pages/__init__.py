from kehou.allocation.pages.check_draw import check_draw
from kehou.allocation.pages.draw import draw
from kehou.allocation.pages.draw_file import draw_file
from kehou.allocation.pages.groups import groups
from kehou.allocation.pages.my_places import my_places
from kehou.allocation.pages.previews import previews
from kehou.allocation.pages.void_draw import void_draw

__all__ = ["check_draw", "draw", "draw_file", "groups", "my_places", "previews", "void_draw"]
