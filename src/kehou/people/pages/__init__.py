from kehou.people.pages.account import account
from kehou.people.pages.accounts import accounts
from kehou.people.pages.accounts_export import accounts_export
from kehou.people.pages.change_password import change_password
from kehou.people.pages.choose_person import choose_person
from kehou.people.pages.demo_codes import demo_codes
from kehou.people.pages.disable_account import disable_account
from kehou.people.pages.enable_account import enable_account
from kehou.people.pages.end_seat import end_seat
from kehou.people.pages.enter_code import enter_code
from kehou.people.pages.give_seat import give_seat
from kehou.people.pages.import_faults import import_faults
from kehou.people.pages.import_preview import import_preview
from kehou.people.pages.import_progress import import_progress
from kehou.people.pages.import_template import import_template
from kehou.people.pages.import_workbook import import_workbook
from kehou.people.pages.my_account import my_account
from kehou.people.pages.newcomer import newcomer
from kehou.people.pages.open_account import open_account
from kehou.people.pages.pupil import pupil
from kehou.people.pages.pupils import pupils
from kehou.people.pages.pupils_export import pupils_export
from kehou.people.pages.reset_password import reset_password
from kehou.people.pages.reset_second_factor import reset_second_factor
from kehou.people.pages.second_factors import second_factors
from kehou.people.pages.set_up_second_factor import set_up_second_factor
from kehou.people.pages.show_second_factor import show_second_factor
from kehou.people.pages.sign_in import sign_in
from kehou.people.pages.sign_in_by_phone import sign_in_by_phone
from kehou.people.pages.sign_out import sign_out
from kehou.people.pages.sign_out_elsewhere import sign_out_elsewhere
from kehou.people.pages.staff import staff
from kehou.people.pages.staff_export import staff_export
from kehou.people.pages.switch_seat import switch_seat

__all__ = [
    "account",
    "accounts",
    "accounts_export",
    "change_password",
    "choose_person",
    "demo_codes",
    "disable_account",
    "enable_account",
    "end_seat",
    "enter_code",
    "give_seat",
    "import_faults",
    "import_preview",
    "import_progress",
    "import_template",
    "import_workbook",
    "my_account",
    "newcomer",
    "open_account",
    "pupil",
    "pupils",
    "pupils_export",
    "reset_password",
    "reset_second_factor",
    "second_factors",
    "set_up_second_factor",
    "show_second_factor",
    "sign_in",
    "sign_in_by_phone",
    "sign_out",
    "sign_out_elsewhere",
    "staff",
    "staff_export",
    "switch_seat",
]
