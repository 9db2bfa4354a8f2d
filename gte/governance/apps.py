from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "gte.governance"

    def ready(self) -> None:
        from gte.governance import registers  # noqa: F401 - importing fills the table of registers
