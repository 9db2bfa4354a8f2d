from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "gte.register"
