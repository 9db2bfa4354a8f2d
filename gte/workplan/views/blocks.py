"""What the work plan's pages at the desk are made of: plain values, nothing more to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from gte.register.blocks import Badge, Item
from gte.register.paging import page_number, page_position

PAGE_SIZE = 25


@dataclass(frozen=True)
class Action:
    """A link to a form, or with ``send`` a button that is sent at once."""

    url: str
    label: str
    send: bool = False
    quiet: bool = True


@dataclass(frozen=True)
class Row:
    """A row of a table: what it is called, its cells, and what can be done with it."""

    title: str
    cells: Sequence[Sequence[Item]]
    actions: Sequence[Action] = ()
    # The columns' names, which a phone shows beside each cell.
    labels: Sequence[str] = ()

    @property
    def labelled(self) -> list[tuple[str, Sequence[Item]]]:
        return list(zip(self.labels, self.cells, strict=True))


@dataclass(frozen=True)
class Table:
    """A part of a page: rows under columns, or the sentence that says that there are none."""

    id: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Row]
    empty: str
    intro: str = ""
    notes: Sequence[str] = ()
    actions: Sequence[Action] = ()

    @property
    def has_actions(self) -> bool:
        return any(row.actions for row in self.rows)


@dataclass
class Sheet:
    """A record's page at the desk."""

    title: str
    overline: str
    back: Action
    lead: str = ""
    badges: Sequence[Badge] = ()
    facts: Sequence[Any] = ()
    notices: Sequence[str] = ()
    actions: Sequence[Action] = ()
    tables: list[Table] = field(default_factory=list)
    history: Sequence[Any] = ()
    # Its page for everybody.
    public_url: str = ""


def cell(text: Any, url: str = "", tone: str = "", note: str = "") -> list[Item]:
    """One value; nothing of an empty text, so that a phone shows no label without a value."""
    return [] if text == "" else [Item(str(text), url, tone, note)]


def badge_cell(badge: Badge) -> list[Item]:
    """A muted tone where the badge has none: else it would be plain text."""
    return [Item(badge.text, tone=badge.tone or "muted")]


def to(name: str, *args: Any, label: Any, query: str = "", quiet: bool = True) -> Action:
    """A link to a form."""
    return Action(reverse(name, args=args) + query, str(label), quiet=quiet)


def at_once(name: str, *args: Any, label: Any) -> Action:
    """A button that is sent at once."""
    return Action(reverse(name, args=args), str(label), send=True)


def paged(found: QuerySet[Any], number: str, query: str = "") -> tuple[list[Any], dict[str, Any]]:
    """The rows of a page of a list, and where in the list it is. Raises BadInput for no page."""
    page = page_position(
        number=page_number(number),
        total=found.count(),
        size=PAGE_SIZE,
        url=lambda at: f"?{query}page={at}",
    )
    return list(found[max(page["first"] - 1, 0) : page["last"]]), page
