from django.apps import AppConfig


class CustodyConfig(AppConfig):
    name = "kehou.custody"
    label = "custody"
