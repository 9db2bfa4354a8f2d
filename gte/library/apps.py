from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "gte.library"

    def ready(self) -> None:
        from gte.library import registers  # noqa: F401 - importing fills the table of registers
