"""Small ways of saying what many registers say: dates, spans, links, the facets all lists share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gte.common.enums import Certainty, Scope
from gte.register.blocks import Item
from gte.register.registers import Facet

if TYPE_CHECKING:
    from gte.common.models import Record
    from gte.common.partial_dates import PartialDate

CERTAINTY_FACET = Facet("certainty", gettext_lazy("Certainty"), "certainty", Certainty)
SCOPE_FACET = Facet("scope", gettext_lazy("Scope"), "scope", Scope)
TOPIC_FACET = Facet("topic", gettext_lazy("Topic"), "topics__code", label_path="topics__name")


def date_text(date: PartialDate | None) -> str:
    """A date as precise as it is known, or that it is not known."""
    return date.display() if date else _("date not known")


def since_text(date: PartialDate) -> str:
    """Spanish puts an article before a day and none before a month or year."""
    if date.precision == "day":
        return pgettext("day", "since %(date)s") % {"date": date.display()}
    return _("since %(date)s") % {"date": date.display()}


def until_text(date: PartialDate) -> str:
    if date.precision == "day":
        return pgettext("day", "until %(date)s") % {"date": date.display()}
    return _("until %(date)s") % {"date": date.display()}


def range_text(start: PartialDate, end: PartialDate) -> str:
    """Two dates; days of one month name it once."""
    if start.precision == end.precision == "day" and start[:7] == end[:7]:
        return f"{start.earliest.day}–{end.display()}"
    return f"{start.display()} – {end.display()}"


def span_text(start: PartialDate | None, end: PartialDate | None) -> str:
    """From when to when, each as precise as it is known."""
    if start and end:
        return start.display() if start == end else range_text(start, end)
    if start:
        return since_text(start)
    if end:
        return until_text(end)
    return _("dates not known")


def link(record: Record | None, text: str = "") -> Item | None:
    """A record as a value that leads to its page."""
    return Item(text or str(record), record.get_absolute_url()) if record else None


def link_all(records: Iterable[Any]) -> list[Item]:
    return [Item(str(record), record.get_absolute_url()) for record in records]
