"""What the library can count."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from gte.alliance.enums import OWN_BODY
from gte.library.models import Document
from gte.register.measures import Measure, add_measure


def documents(_country: str | None, _start: Any, _end: Any, reader: Any) -> Any:
    """Documents of the group by their date; withdrawn ones are none."""
    return Document.objects.visible_to(reader)


add_measure(
    Measure(
        key="documents-published",
        label=gettext_lazy("Documents of the group"),
        unit=gettext_lazy("documents"),
        rule="distinct",
        owner=OWN_BODY,
        records=documents,
        date="date",
    )
)
