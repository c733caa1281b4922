from kehou.custody.pages.absence import absence
from kehou.custody.pages.afternoon import afternoon
from kehou.custody.pages.afternoons import afternoons
from kehou.custody.pages.archive import archive
from kehou.custody.pages.archive_export import archive_export
from kehou.custody.pages.arrival import arrival
from kehou.custody.pages.hand_over import hand_over
from kehou.custody.pages.my_child_today import my_child_today
from kehou.custody.pages.pupil_archive import pupil_archive
from kehou.custody.pages.release import release
from kehou.custody.pages.release_child import release_child
from kehou.custody.pages.roll_call import roll_call

__all__ = [
    "absence",
    "afternoon",
    "afternoons",
    "archive",
    "archive_export",
    "arrival",
    "hand_over",
    "my_child_today",
    "pupil_archive",
    "release",
    "release_child",
    "roll_call",
]
