from kehou.rostering.pages.assign import assign
from kehou.rostering.pages.my_duties import my_duties
from kehou.rostering.pages.relieve import relieve
from kehou.rostering.pages.week import week

__all__ = ["assign", "my_duties", "relieve", "week"]
