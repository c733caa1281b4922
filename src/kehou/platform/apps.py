from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PlatformConfig(AppConfig):
    name = "kehou.platform"
    label = "platform"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from kehou.platform.walls import raise_after_migrating  # noqa: PLC0415 (needs the models)

        post_migrate.connect(raise_after_migrating, sender=self)
