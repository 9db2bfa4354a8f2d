from django.apps import AppConfig


class AllianceConfig(AppConfig):
    name = "gte.alliance"

    def ready(self) -> None:
        from gte.alliance import (
            measures,  # noqa: F401 - importing makes them known
            registers,  # noqa: F401 - importing fills the table of registers
        )
        from gte.alliance.desk import add_entries

        add_entries()
