from django.urls import path

from kehou.allocation.pages import (
    check_draw,
    draw,
    draw_file,
    groups,
    my_places,
    previews,
    void_draw,
)

app_name = "allocation"
urlpatterns = [
    path("windows/<int:window_id>/draw/", draw, name="draw"),
    path("windows/<int:window_id>/draw/check/", check_draw, name="check_draw"),
    path("draws/<int:draw_id>/<str:part>.json", draw_file, name="draw_file"),
    path("draws/", previews, name="previews"),
    path("draws/<int:draw_id>/void/", void_draw, name="void_draw"),
    path("groups/", groups, name="groups"),
    path("my-places/", my_places, name="my_places"),
]
