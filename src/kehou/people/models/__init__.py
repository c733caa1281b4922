from kehou.people.models.account import (
    LOGIN_NAME,
    Account,
    DemoMessage,
    OneTimeCode,
    SignInFailure,
    TimeBasedSecret,
)
from kehou.people.models.person import Appointment, Person
from kehou.people.models.pupil import Guardianship, Pupil, RollMovement
from kehou.people.models.roll_import import RollImport
from kehou.people.models.staff import ClassTeacher, Staff, TeachingSlot

__all__ = [
    "LOGIN_NAME",
    "Account",
    "Appointment",
    "ClassTeacher",
    "DemoMessage",
    "Guardianship",
    "OneTimeCode",
    "Person",
    "Pupil",
    "RollImport",
    "RollMovement",
    "SignInFailure",
    "Staff",
    "TeachingSlot",
    "TimeBasedSecret",
]
