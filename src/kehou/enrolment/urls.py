from django.urls import path

from kehou.enrolment import pages

app_name = "enrolment"
# A child in the term of one window.
CHILD = "children/<int:pupil_id>/windows/<int:window_id>/"

urlpatterns = [
    path("children/", pages.my_children, name="my_children"),
    path(f"{CHILD}days/", pages.choose_days, name="choose_days"),
    path(f"{CHILD}wishes/", pages.choose_wishes, name="choose_wishes"),
    path(f"{CHILD}check/", pages.check_application, name="check_application"),
    path(f"{CHILD}received/", pages.application_received, name="application_received"),
    path(f"{CHILD}withdraw/", pages.withdraw_application, name="withdraw_application"),
    path("windows/", pages.windows, name="windows"),
    path("windows/open/<int:term_id>/", pages.open_window, name="open_window"),
    path("windows/<int:window_id>/", pages.window, name="window"),
]
