from django.apps import AppConfig


class FundsConfig(AppConfig):
    name = "kehou.funds"
    label = "funds"
