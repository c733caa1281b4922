from kehou.rostering.actions.assign_duty import assign_duty
from kehou.rostering.actions.relieve_duty import relieve_duty

__all__ = ["assign_duty", "relieve_duty"]
