from django.urls import path

from kehou.catalogue import pages

app_name = "catalogue"
urlpatterns = [
    path("", pages.activities, name="activities"),
    path("write/", pages.write_activity, name="write_activity"),
    path("reviews/", pages.reviews, name="reviews"),
    path("<int:activity_id>/", pages.activity, name="activity"),
    path("<int:activity_id>/write/", pages.write_activity, name="write_activity"),
    path("<int:activity_id>/submit/", pages.submit_activity, name="submit_activity"),
    path("<int:activity_id>/review/", pages.review_activity, name="review_activity"),
]
