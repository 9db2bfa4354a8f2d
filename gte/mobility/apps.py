from django.apps import AppConfig


class MobilityConfig(AppConfig):
    name = "gte.mobility"

    def ready(self) -> None:
        from gte.mobility import registers  # noqa: F401 - importing fills the table of registers
