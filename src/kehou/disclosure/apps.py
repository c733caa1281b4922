from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    name = "kehou.disclosure"
    label = "disclosure"
