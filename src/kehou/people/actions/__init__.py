from kehou.people.actions.accept_code import accept_code
from kehou.people.actions.apply_import import apply_import
from kehou.people.actions.begin_import import begin_import
from kehou.people.actions.call_off_import import call_off_import
from kehou.people.actions.change_password import change_password
from kehou.people.actions.disable_account import disable_account
from kehou.people.actions.discard_import import discard_import
from kehou.people.actions.enable_account import enable_account
from kehou.people.actions.end_seat import end_seat
from kehou.people.actions.export_roll import export_roll
from kehou.people.actions.finish_import import finish_import
from kehou.people.actions.give_seat import give_seat
from kehou.people.actions.give_seat_to_newcomer import give_seat_to_newcomer
from kehou.people.actions.keep_demo_message import keep_demo_message
from kehou.people.actions.open_account import open_account
from kehou.people.actions.open_first_account import open_first_account
from kehou.people.actions.open_representative_account import open_representative_account
from kehou.people.actions.prepare_second_factor import prepare_second_factor
from kehou.people.actions.preview_import import preview_import
from kehou.people.actions.reset_password import reset_password
from kehou.people.actions.reset_second_factor import reset_second_factor
from kehou.people.actions.reveal_numbers import reveal_numbers
from kehou.people.actions.send_code import send_code
from kehou.people.actions.show_second_factor import show_second_factor
from kehou.people.actions.sign_in import sign_in
from kehou.people.actions.sign_in_guardian import sign_in_guardian
from kehou.people.actions.sign_out import sign_out
from kehou.people.actions.sign_out_elsewhere import sign_out_elsewhere
from kehou.people.actions.take_seat import take_seat

__all__ = [
    "accept_code",
    "apply_import",
    "begin_import",
    "call_off_import",
    "change_password",
    "disable_account",
    "discard_import",
    "enable_account",
    "end_seat",
    "export_roll",
    "finish_import",
    "give_seat",
    "give_seat_to_newcomer",
    "keep_demo_message",
    "open_account",
    "open_first_account",
    "open_representative_account",
    "prepare_second_factor",
    "preview_import",
    "reset_password",
    "reset_second_factor",
    "reveal_numbers",
    "send_code",
    "show_second_factor",
    "sign_in",
    "sign_in_guardian",
    "sign_out",
    "sign_out_elsewhere",
    "take_seat",
]
