from django.apps import AppConfig


class MobilityConfig(AppConfig):
    name = "gte.mobility"

    def ready(self) -> None:
        from gte.mobility import (
            measures,  # noqa: F401 - importing makes them known
            registers,  # noqa: F401 - importing fills the table of registers
        )
