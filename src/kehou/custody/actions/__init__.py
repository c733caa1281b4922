from kehou.custody.actions.call_roll import call_roll
from kehou.custody.actions.close_day import close_day
from kehou.custody.actions.hand_over import hand_over
from kehou.custody.actions.note_absence import note_absence
from kehou.custody.actions.record_arrival import record_arrival
from kehou.custody.actions.record_reading import record_reading
from kehou.custody.actions.release_child import release_child

__all__ = [
    "call_roll",
    "close_day",
    "hand_over",
    "note_absence",
    "record_arrival",
    "record_reading",
    "release_child",
]
