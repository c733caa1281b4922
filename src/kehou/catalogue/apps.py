from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "kehou.catalogue"
    label = "catalogue"
