from django.urls import path

from kehou.rostering.pages import assign, my_duties, relieve, week

app_name = "rostering"
urlpatterns = [
    path("week/", week, name="week"),
    path("groups/<int:group_id>/assign/", assign, name="assign"),
    path("duties/<int:duty_id>/relieve/", relieve, name="relieve"),
    path("my-duties/", my_duties, name="my_duties"),
]
