from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "gte.practices"

    def ready(self) -> None:
        from gte.practices import (
            measures,  # noqa: F401 - importing makes them known
            registers,  # noqa: F401 - importing fills the table of registers
        )
