"""What pages are made of, as plain values that templates print without asking anything more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from gte.common.bilingual import text_of
from gte.common.enums import Certainty, Scope, ScopeBasis, Unit, unit_label
from gte.common.sources import source_text

if TYPE_CHECKING:
    from gte.common.models import Figure, Record

# A year or a place in a ranking is what it is, not so many of something.
UNITLESS = (Unit.YEAR, Unit.RANK)
GOOD, PROGRESS, LATE, MUTED, PLAIN = "good", "progress", "late", "muted", ""


@dataclass(frozen=True)
class Badge:
    text: str
    tone: str = PLAIN


@dataclass(frozen=True)
class Item:
    """A value of a fact: text, perhaps leading somewhere."""

    text: str
    url: str = ""
    tone: str = PLAIN
    note: str = ""
    external: bool = False


@dataclass(frozen=True)
class Fact:
    label: str
    items: Sequence[Item]


@dataclass(frozen=True)
class TextBlock:
    title: str
    text: str
    source: Item | None = None


@dataclass(frozen=True)
class ListBlock:
    title: str
    items: Sequence[str]
    intro: str = ""


@dataclass(frozen=True)
class LinkedRecord:
    """A record as it appears on another record's page."""

    title: str
    url: str
    meta: str = ""
    status: str = ""
    tone: str = PLAIN
    scope: str = ""
    scope_label: str = ""


@dataclass(frozen=True)
class Section:
    """The records at one end of a thread that starts at this page's record."""

    id: str
    title: str
    items: Sequence[LinkedRecord]
    intro: str = ""
    empty: str = ""


@dataclass(frozen=True)
class FigureRow:
    metric: str
    value: str
    unit: str
    as_of: str
    source: Item | None


@dataclass(frozen=True)
class Provenance:
    """Where a record comes from, as its page says it."""

    code: str
    source: str
    source_url: str
    more_sources: Sequence[Item]
    certainty: str
    certainty_label: str
    certainty_help: str
    scope: str
    scope_label: str
    scope_help: str
    stale: bool = False


@dataclass(frozen=True)
class Panel:
    """A part of a record's page that a room prints with a component of its own.

    The template gets ``panel`` (the given values), ``base_url`` and ``language``, nothing else.
    """

    template: str
    panel: dict[str, Any]


@dataclass
class Detail:
    """Everything a record's page shows below its title."""

    lead: str = ""
    badges: Sequence[Badge] = ()
    facts: list[Fact] = field(default_factory=list)
    texts: list[TextBlock] = field(default_factory=list)
    lists: list[ListBlock] = field(default_factory=list)
    figures: Sequence[FigureRow] = ()
    # Parts of a room's own: before the facts, after everything else, and what they are styled by.
    first_panels: Sequence[Panel] = ()
    last_panels: Sequence[Panel] = ()
    styles: Sequence[str] = ()
    scripts: Sequence[str] = ()


def fact(label: Any, *items: Item | str | None) -> Fact | None:
    """A fact of the values that are there; None when none is."""
    present = [Item(item) if isinstance(item, str) else item for item in items if item]
    return Fact(str(label), present) if present else None


def facts(*candidates: Fact | None) -> list[Fact]:
    return [candidate for candidate in candidates if candidate]


def texts(*pairs: tuple[Any, str | None]) -> list[TextBlock]:
    """Titled texts, those without text left out."""
    return [TextBlock(str(title), text) for title, text in pairs if text]


def bilingual_list(title: Any, pairs: Sequence[dict[str, str]], intro: str = "") -> list[ListBlock]:
    return [ListBlock(str(title), [text_of(pair) for pair in pairs], intro)] if pairs else []


def source_item(source: str) -> Item:
    """A source is an address, or the name of a document that has none."""
    is_address = source.startswith(("http://", "https://"))
    return Item(source_text(source), source if is_address else "", external=is_address)


def short_source(source: str) -> Item:
    """A source in a list: of an address its host, of a document its name.

    The usual port says nothing to a reader.
    """
    item = source_item(source)
    place = source.partition("://")[2].partition("/")[0].removeprefix("www.")
    host = place.removesuffix(":443")
    return Item(host, item.url, external=True) if item.url else item


def number(value: Decimal) -> str:
    whole = value == value.to_integral_value()
    return number_format(
        value.quantize(Decimal(1)) if whole else value.normalize(),
        use_l10n=True,
        force_grouping=True,
    )


def figure_rows(figures: Iterable[Figure]) -> list[FigureRow]:
    return [
        FigureRow(
            metric=figure.metric,
            value=number(figure.value),
            unit="" if figure.unit in UNITLESS else unit_label(figure.unit, figure.value),
            as_of=figure.as_of.display() if figure.as_of else "",
            source=short_source(figure.source) if figure.source else None,
        )
        for figure in figures
    ]


def provenance_of(record: Record, language: str) -> Provenance:
    inferred = record.certainty == Certainty.INFERRED
    derived = record.scope_basis == ScopeBasis.DERIVED
    source = source_item(record.source)
    return Provenance(
        code=record.code,
        source=source.text,
        source_url=source.url,
        more_sources=[
            source_item(other)
            for other in dict.fromkeys(record.more_sources)
            if other != record.source
        ],
        certainty=record.certainty,
        certainty_label=str(Certainty(record.certainty).label),
        certainty_help=_("Reconstructed from the source; to be confirmed by the group.")
        if inferred
        else _("The source says so."),
        scope=record.scope,
        scope_label=str(Scope(record.scope).label),
        scope_help=_("Derived by the register from the record's links.")
        if derived
        else _("Stated by the record."),
        stale=record.is_stale_in(language),
    )
