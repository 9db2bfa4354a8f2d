from django.apps import AppConfig


class AllianceConfig(AppConfig):
    name = "gte.alliance"
