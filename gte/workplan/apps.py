from django.apps import AppConfig


class WorkplanConfig(AppConfig):
    name = "gte.workplan"

    def ready(self) -> None:
        from gte.workplan import registers  # noqa: F401 - importing fills the table of registers
