from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "kehou.schools"
    label = "schools"
