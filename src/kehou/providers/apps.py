from django.apps import AppConfig


class ProvidersConfig(AppConfig):
    name = "kehou.providers"
    label = "providers"
