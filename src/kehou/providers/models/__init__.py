from kehou.providers.models.file import Document, Enclosure, FileVersion, Shareholder, Teacher
from kehou.providers.models.institution import Institution, Representative
from kehou.providers.models.standing import Admission, BlackListing, Caution

__all__ = [
    "Admission",
    "BlackListing",
    "Caution",
    "Document",
    "Enclosure",
    "FileVersion",
    "Institution",
    "Representative",
    "Shareholder",
    "Teacher",
]
