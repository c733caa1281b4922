from kehou.enrolment.actions.open_window import open_window
from kehou.enrolment.actions.send_application import send_application
from kehou.enrolment.actions.withdraw_application import withdraw_application

__all__ = ["open_window", "send_application", "withdraw_application"]
