from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class LibraryConfig(AppConfig):
    name = "gte.library"

    def ready(self) -> None:
        from gte.library import (
            measures,  # noqa: F401 - importing makes them known
            registers,  # noqa: F401 - importing fills the table of registers
        )
        from gte.register.desk import DeskEntry, add_desk_entry

        add_desk_entry(
            DeskEntry(
                url_name="desk-library",
                title=gettext_lazy("Document library"),
                lead=gettext_lazy("Add documents and new versions, correct and withdraw them."),
                right="library.manage_documents",
            )
        )
