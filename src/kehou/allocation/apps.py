import importlib

from django.apps import AppConfig


class AllocationConfig(AppConfig):
    name = "kehou.allocation"
    label = "allocation"

    def ready(self) -> None:
        importlib.import_module("kehou.allocation.handlers")
