from django.apps import AppConfig


class RosteringConfig(AppConfig):
    name = "kehou.rostering"
    label = "rostering"
