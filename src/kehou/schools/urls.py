from django.urls import path

from kehou.schools import pages

app_name = "schools"
urlpatterns = [
    path("classes/", pages.classes, name="classes"),
    path("classes/export/", pages.classes_export, name="classes_export"),
    path("rooms/", pages.rooms, name="rooms"),
    path("rooms/export/", pages.rooms_export, name="rooms_export"),
    path("calendar/", pages.calendar, name="calendar"),
    path("periods/", pages.periods, name="periods"),
]
