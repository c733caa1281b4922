import importlib

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kehou.people"
    label = "people"

    def ready(self) -> None:
        importlib.import_module("kehou.people.handlers")
