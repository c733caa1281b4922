from django.urls import path

from kehou.people import pages

app_name = "people"
urlpatterns = [
    path("sign_in/", pages.sign_in, name="sign_in"),
    path("sign_in_by_phone/", pages.sign_in_by_phone, name="sign_in_by_phone"),
    path("enter_code/", pages.enter_code, name="enter_code"),
    path("choose_person/", pages.choose_person, name="choose_person"),
    path("set_up_second_factor/", pages.set_up_second_factor, name="set_up_second_factor"),
    path("show_second_factor/", pages.show_second_factor, name="show_second_factor"),
    path("switch_seat/", pages.switch_seat, name="switch_seat"),
    path("sign_out/", pages.sign_out, name="sign_out"),
    path("my_account/", pages.my_account, name="my_account"),
    path("change_password/", pages.change_password, name="change_password"),
    path("sign_out_elsewhere/", pages.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("accounts/", pages.accounts, name="accounts"),
    path("accounts/export/", pages.accounts_export, name="accounts_export"),
    path("accounts/newcomer/", pages.newcomer, name="newcomer"),
    path("accounts/<int:person_id>/", pages.account, name="account"),
    path("accounts/<int:person_id>/open/", pages.open_account, name="open_account"),
    path("accounts/<int:person_id>/seat/", pages.give_seat, name="give_seat"),
    path("accounts/<int:person_id>/password/", pages.reset_password, name="reset_password"),
    path("accounts/<int:person_id>/disable/", pages.disable_account, name="disable_account"),
    path("accounts/<int:person_id>/enable/", pages.enable_account, name="enable_account"),
    path("seats/<int:appointment_id>/end/", pages.end_seat, name="end_seat"),
    path("second_factors/", pages.second_factors, name="second_factors"),
    path(
        "second_factors/<int:account_id>/reset/",
        pages.reset_second_factor,
        name="reset_second_factor",
    ),
    path("demo_codes/", pages.demo_codes, name="demo_codes"),
    path("pupils/", pages.pupils, name="pupils"),
    path("pupils/export/", pages.pupils_export, name="pupils_export"),
    path("pupils/<int:pupil_id>/", pages.pupil, name="pupil"),
    path("imports/", pages.import_workbook, name="import_workbook"),
    path("imports/templates/<str:kind>/", pages.import_template, name="import_template"),
    path("imports/<int:import_id>/", pages.import_preview, name="import_preview"),
    path("imports/<int:import_id>/faults/", pages.import_faults, name="import_faults"),
    path("staff/", pages.staff, name="staff"),
    path("staff/export/", pages.staff_export, name="staff_export"),
]
