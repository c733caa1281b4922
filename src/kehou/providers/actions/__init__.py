from kehou.providers.actions.apply_to_district import apply_to_district
from kehou.providers.actions.attach_document import attach_document
from kehou.providers.actions.black_list import black_list
from kehou.providers.actions.caution_institution import caution_institution
from kehou.providers.actions.lift_black_listing import lift_black_listing
from kehou.providers.actions.name_representative import name_representative
from kehou.providers.actions.register_institution import register_institution
from kehou.providers.actions.review_admission import review_admission
from kehou.providers.actions.strike_off import strike_off
from kehou.providers.actions.write_file import write_file

__all__ = [
    "apply_to_district",
    "attach_document",
    "black_list",
    "caution_institution",
    "lift_black_listing",
    "name_representative",
    "register_institution",
    "review_admission",
    "strike_off",
    "write_file",
]
