from django.urls import path

from kehou.custody.pages import (
    absence,
    afternoon,
    afternoons,
    archive,
    archive_export,
    arrival,
    hand_over,
    my_child_today,
    pupil_archive,
    release,
    release_child,
    roll_call,
)

app_name = "custody"
urlpatterns = [
    path("roll-call/", roll_call, name="roll_call"),
    path("roll-call/<int:duty_id>/", roll_call, name="roll_call"),
    path("roll-call/<int:duty_id>/arrivals/", arrival, name="arrival"),
    path("hand-over/", hand_over, name="hand_over"),
    path("release/", release, name="release"),
    path("release/<int:pupil_id>/", release_child, name="release_child"),
    path("afternoon/", afternoon, name="afternoon"),
    path("afternoon/absences/<int:pupil_id>/", absence, name="absence"),
    path("afternoons/", afternoons, name="afternoons"),
    path("my-child/", my_child_today, name="my_child_today"),
    path("my-child/<int:pupil_id>/", my_child_today, name="my_child_today"),
    path("archive/", archive, name="archive"),
    path("archive/groups/<int:group_id>.xlsx", archive_export, name="archive_export"),
    path("archive/pupils/<int:pupil_id>/", pupil_archive, name="pupil_archive"),
]
