"""Sources that are the platform's own: stored by one name, said in the language of the reader."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

LEDGER = "Ledger of the group"
WORK_PLAN = "Work plan of the group"
OWN_SOURCES: dict[str, Any] = {
    LEDGER: gettext_lazy("Ledger of the group"),
    WORK_PLAN: gettext_lazy("Work plan of the group"),
}


def source_text(source: str) -> str:
    """A source as readers see it; what others are called is not translated."""
    return str(OWN_SOURCES.get(source, source))
