from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kehou.people"
    label = "people"
