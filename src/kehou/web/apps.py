from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "kehou.web"
    label = "web"
