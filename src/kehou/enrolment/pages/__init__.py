from kehou.enrolment.pages.application_received import application_received
from kehou.enrolment.pages.check_application import check_application
from kehou.enrolment.pages.choose_days import choose_days
from kehou.enrolment.pages.choose_wishes import choose_wishes
from kehou.enrolment.pages.my_children import my_children
from kehou.enrolment.pages.open_window import open_window
from kehou.enrolment.pages.window import window
from kehou.enrolment.pages.windows import windows
from kehou.enrolment.pages.withdraw_application import withdraw_application

__all__ = [
    "application_received",
    "check_application",
    "choose_days",
    "choose_wishes",
    "my_children",
    "open_window",
    "window",
    "windows",
    "withdraw_application",
]
