"""Every address of the platform."""

from django.urls import include, path

from kehou.web.pages import (
    about,
    choose_language,
    choose_theme,
    clause,
    home,
    more,
    ordinance,
)

urlpatterns = [
    path("", home, name="home"),
    path("more/", more, name="more"),
    path("about/", about, name="about"),
    path("language/", choose_language, name="choose_language"),
    path("theme/", choose_theme, name="choose_theme"),
    path("ordinance/", ordinance, name="ordinance"),
    path("ordinance/<str:clause_id>/", clause, name="clause"),
    path("schools/", include("kehou.schools.urls")),
    path("people/", include("kehou.people.urls")),
    path("governance/", include("kehou.governance.urls")),
    path("providers/", include("kehou.providers.urls")),
    path("catalogue/", include("kehou.catalogue.urls")),
    path("enrolment/", include("kehou.enrolment.urls")),
    path("allocation/", include("kehou.allocation.urls")),
    path("rostering/", include("kehou.rostering.urls")),
    path("custody/", include("kehou.custody.urls")),
    path("funds/", include("kehou.funds.urls")),
    path("disclosure/", include("kehou.disclosure.urls")),
]

handler404 = "kehou.web.errors.not_found"
handler500 = "kehou.web.errors.broken"
