from django.apps import AppConfig


class EnrolmentConfig(AppConfig):
    name = "kehou.enrolment"
    label = "enrolment"
