from django.urls import path

from kehou.disclosure.pages import month_file, publications, publish, school, schools

app_name = "disclosure"
urlpatterns = [
    path("schools/", schools, name="schools"),
    path("schools/<str:school_code>/", school, name="school"),
    path(
        "schools/<str:school_code>/<str:month>/v<int:version>.json", month_file, name="month_file"
    ),
    path("publications/", publications, name="publications"),
    path("publications/<int:publication_id>/publish/", publish, name="publish"),
]
