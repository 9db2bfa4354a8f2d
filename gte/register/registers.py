"""A register: the list of one kind of record with its facets, and the page of each record.

A room subclasses :class:`Register` for each kind it holds and says what is particular: columns,
facets, facts. Upper rooms add sections to the pages of lower rooms with :func:`add_section`, so
that the thread can be followed both ways although imports go only down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import reverse

from gte.common.enums import Scope
from gte.common.models import Reader, Record
from gte.register.blocks import Badge, Detail, LinkedRecord, Section
from gte.register.searching import date_of, make_findable, record_texts, topics_of

SectionMaker = Callable[[Any], Section | None]


@dataclass(frozen=True)
class Facet:
    """A property by which a list can be narrowed; its name stands in the address.

    ``path`` leads to the value. With ``label_path`` the value's name is read from the database
    (a linked record); otherwise ``choices`` are the possible values.
    """

    name: str
    label: Any
    path: str
    choices: Any = None
    label_path: str = ""
    distinct: bool = False


@dataclass(frozen=True)
class Cell:
    text: str
    tone: str = ""


class Register:
    """One kind of record as lists and pages show it."""

    model: ClassVar[type[Record]]
    # The name of the list's address; the record's own is ``model.url_name``.
    list_url_name: ClassVar[str]
    path: ClassVar[Any]
    title: ClassVar[Any]
    lead: ClassVar[Any]
    kind_label: ClassVar[Any]
    columns: ClassVar[Sequence[Any]] = ()
    # What a list's rows read, besides identity and provenance: nothing else is fetched.
    fields: ClassVar[Sequence[str]] = ()
    facets: ClassVar[Sequence[Facet]] = ()
    # What a list joins and fetches, and what a record's page does.
    select: ClassVar[Sequence[str]] = ()
    prefetch: ClassVar[Sequence[Any]] = ()
    detail_select: ClassVar[Sequence[str]] = ()
    detail_prefetch: ClassVar[Sequence[Any]] = ()
    # A record's page at the desk, linked for those who have the right.
    desk_url_name: ClassVar[str] = ""
    desk_right: ClassVar[str] = ""
    # What search joins and fetches, and rows with texts besides those that go with the record.
    search_select: ClassVar[Sequence[str]] = ()
    search_prefetch: ClassVar[Sequence[str]] = ()
    search_children: ClassVar[Sequence[str]] = ()

    def records(self, user: Reader) -> QuerySet[Any]:
        """The records that this reader may see."""
        return self.model.objects.visible_to(user)

    def narrowable(self, records: QuerySet[Any]) -> QuerySet[Any]:
        """With what facets ask that is no column; asked only where a facet is counted or chosen."""
        return records

    def page_records(self, user: Reader) -> QuerySet[Any]:
        """The records that have a page; where several lists share a page, those of all of them."""
        return self.records(user)

    def ready(self, records: list[Any]) -> list[Any]:
        """The rows of a list with what their cells need and no join gives: asked once for all."""
        return records

    def title_of(self, record: Any) -> str:
        return str(record)

    def summary_of(self, record: Any) -> str:
        """One line under the title in a list."""
        return ""

    def ways_of(self, record: Any) -> str:
        """What the list leads to besides the record's page, as HTML under the title."""
        return ""

    def cells(self, record: Any) -> Sequence[Cell]:
        """One cell per column after the title."""
        return ()

    def status_of(self, record: Any) -> Badge | None:
        return None

    def meta_of(self, record: Any) -> str:
        """A few words beside the title where another record's page links here."""
        return ""

    def detail(self, record: Any) -> Detail:
        raise NotImplementedError

    def sections(self, record: Any) -> list[Section]:
        """The threads from this record, its own room's first, then those other rooms added."""
        made = (make(record) for make in SECTIONS[self.model])
        return [section for section in made if section]

    def linked(self, record: Any) -> LinkedRecord:
        status = self.status_of(record)
        return LinkedRecord(
            title=self.title_of(record),
            url=record.get_absolute_url(),
            meta=self.meta_of(record),
            status=status.text if status else "",
            tone=status.tone if status else "",
            scope=record.scope,
            scope_label=str(Scope(record.scope).label),
        )

    def desk_url(self, record: Any, user: Any) -> str:
        """Where this reader works on the record; empty for others."""
        if not self.desk_url_name or not user.has_perm(self.desk_right):
            return ""
        return reverse(self.desk_url_name, args=[record.code])

    # How search finds the record; see gte.register.searching.

    def search_lead(self, record: Any) -> str:
        """One line in the active language, worth more than the texts and less than the title."""
        return self.summary_of(record)

    def search_texts(self, record: Any) -> dict[str, str]:
        """Everything else the record says: ``{"es": ..., "en": ...}``."""
        return record_texts(record, self.search_children)

    def search_countries(self, record: Any) -> Sequence[Any]:
        """The States it is about, as records."""
        return ()

    def search_topics(self, record: Any) -> Sequence[str]:
        """The codes of its topics."""
        return topics_of(record)

    def search_date(self, record: Any) -> str | None:
        """Its date, as precise as it is known."""
        return date_of(record)

    def search_year(self, record: Any) -> str:
        return (self.search_date(record) or "")[:4]

    def search_languages(self, record: Any, titles: dict[str, str]) -> Sequence[str]:
        """The languages (ISO 639-1) in which one can read it."""
        return [language for language, title in titles.items() if title]

    def list_of(self, record: Any) -> Register:
        """The list that a record's page leads back to."""
        return self

    def list_url(self) -> str:
        return reverse(self.list_url_name)


REGISTERS: dict[type[Record], Register] = {}
BY_URL_NAME: dict[str, Register] = {}
SECTIONS: dict[type[Record], list[SectionMaker]] = defaultdict(list)


def add_register(register_class: type[Register]) -> type[Register]:
    """Class decorator: makes a register known to links from other rooms."""
    register = register_class()
    if register.model not in REGISTERS:
        REGISTERS[register.model] = register
        make_findable(register)
    BY_URL_NAME[register.list_url_name] = register
    return register_class


def linked(record: Record) -> LinkedRecord:
    """Any record as a link on another record's page."""
    return REGISTERS[type(record)].linked(record)


def add_section(
    model: type[Record],
    identifier: str,
    title: Any,
    records: Callable[[Any], Any],
    *,
    intro: Any = "",
    empty: Any = "",
) -> None:
    """Adds to the page of each ``model`` record the records that ``records(record)`` returns.

    A section without records is left out unless ``empty`` says what its absence means.
    """

    def make(record: Any) -> Section | None:
        items = [linked(other) for other in records(record)]
        if not items and not empty:
            return None
        return Section(identifier, str(title), items, str(intro), str(empty))

    SECTIONS[model].append(make)
