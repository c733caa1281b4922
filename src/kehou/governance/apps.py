from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "kehou.governance"
    label = "governance"
