from django.urls import path

from kehou.providers import pages

app_name = "providers"
urlpatterns = [
    path("mine/", pages.my_institution, name="my_institution"),
    path("mine/write/", pages.write_file, name="write_file"),
    path("mine/attach/", pages.attach_document, name="attach_document"),
    path("mine/apply/", pages.apply_to_district, name="apply_to_district"),
    path("documents/<int:document_id>/", pages.document, name="document"),
    path("white_list/", pages.white_list, name="white_list"),
    path("admissions/", pages.admissions, name="admissions"),
    path("admissions/<int:admission_id>/", pages.review_admission, name="review_admission"),
    path("admissions/<int:admission_id>/strike_off/", pages.strike_off, name="strike_off"),
    path("register/", pages.register, name="register"),
    path("register/enter/", pages.register_institution, name="register_institution"),
    path("register/<int:institution_id>/", pages.institution, name="institution"),
    path(
        "register/<int:institution_id>/representative/",
        pages.name_representative,
        name="name_representative",
    ),
    path(
        "register/<int:institution_id>/caution/",
        pages.caution_institution,
        name="caution_institution",
    ),
    path("register/<int:institution_id>/black_list/", pages.black_list, name="black_list"),
    path(
        "black_list/<int:black_listing_id>/lift/",
        pages.lift_black_listing,
        name="lift_black_listing",
    ),
]
