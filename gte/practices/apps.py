from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "gte.practices"

    def ready(self) -> None:
        from gte.practices import registers  # noqa: F401 - importing fills the table of registers
