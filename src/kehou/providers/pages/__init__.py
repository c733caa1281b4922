from kehou.providers.pages.admissions import admissions
from kehou.providers.pages.apply_to_district import apply_to_district
from kehou.providers.pages.attach_document import attach_document
from kehou.providers.pages.black_list import black_list
from kehou.providers.pages.caution_institution import caution_institution
from kehou.providers.pages.document import document
from kehou.providers.pages.institution import institution
from kehou.providers.pages.lift_black_listing import lift_black_listing
from kehou.providers.pages.my_institution import my_institution
from kehou.providers.pages.name_representative import name_representative
from kehou.providers.pages.register import register
from kehou.providers.pages.register_institution import register_institution
from kehou.providers.pages.review_admission import review_admission
from kehou.providers.pages.strike_off import strike_off
from kehou.providers.pages.white_list import white_list
from kehou.providers.pages.write_file import write_file

__all__ = [
    "admissions",
    "apply_to_district",
    "attach_document",
    "black_list",
    "caution_institution",
    "document",
    "institution",
    "lift_black_listing",
    "my_institution",
    "name_representative",
    "register",
    "register_institution",
    "review_admission",
    "strike_off",
    "white_list",
    "write_file",
]
