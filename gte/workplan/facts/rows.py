"""The thread as plain rows: what coverage, lights, timeline, reports and the pack are made from.

A row is one record as it stands: frozen, in both languages, with the codes of the records that it
names. It can be written down as JSON and read again, so what was computed from rows can be computed
again after the records were changed.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, Self

from django.urls import reverse
from django.utils.translation import get_language

from gte.common.enums import Scope
from gte.common.partial_dates import PartialDate

Codes = tuple[str, ...]
PLACE = "code"


@lru_cache(maxsize=256)
def address_around(url_name: str, _language: str | None) -> tuple[str, str]:
    """What stands before and after the code in the addresses of a kind of record."""
    before, after = reverse(url_name, args=[PLACE]).rsplit(PLACE, 1)
    return before, after


def address_of(url_name: str, code: str) -> str:
    """The address of a record's page, in the reader's language."""
    before, after = address_around(url_name, get_language())
    return f"{before}{code}{after}"


def side() -> str:
    """Which of two texts the reader reads."""
    return "en" if get_language() == "en" else "es"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every row has: which record it is, what it is called, whose it is and how sure."""

    kind: ClassVar[str] = ""
    url_name: ClassVar[str] = ""
    # Fields that hold partial dates, as JSON does not tell them from texts.
    date_fields: ClassVar[tuple[str, ...]] = ()

    code: str
    title_es: str
    title_en: str
    scope: str = Scope.GTE.value
    certainty: str = ""

    def __str__(self) -> str:
        return self.text("title")

    def text(self, name: str) -> str:
        """A bilingual text in the reader's language."""
        return str(getattr(self, f"{name}_{side()}"))

    def get_absolute_url(self) -> str:
        return address_of(self.url_name, self.code)

    @property
    def is_own(self) -> bool:
        return self.scope == Scope.GTE

    @property
    def first_date(self) -> PartialDate | None:
        """When it begins to show something; None where that is not known."""
        return None

    def body(self) -> dict[str, Any]:
        """All it says, as JSON takes it."""
        return {
            field.name: as_plain(getattr(self, field.name)) for field in dataclasses.fields(self)
        }

    @classmethod
    def read(cls, body: dict[str, Any]) -> Self:
        """The row that :meth:`body` wrote; fields that came later have their defaults."""
        known = {field.name for field in dataclasses.fields(cls)}
        given = {name: as_row_value(value) for name, value in body.items() if name in known}
        for name in cls.date_fields:
            if given.get(name):
                given[name] = PartialDate(given[name])
        return cls(**given)

    @property
    def hash(self) -> str:
        return hash_of(self.kind, self.body())


def hash_of(kind: str, body: Mapping[str, Any]) -> str:
    """SHA-256 over a row's kind and body, in hexadecimal."""
    text = json.dumps([kind, body], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def as_plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [as_plain(one) for one in value]
    return str(value) if isinstance(value, PartialDate) else value


def as_row_value(value: Any) -> Any:
    return tuple(as_row_value(one) for one in value) if isinstance(value, list) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRow(Row):
    kind = "body"
    url_name = "body"

    acronym: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRow(Row):
    kind = "state"
    url_name = "state"


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicRow(Row):
    kind = "topic"
    url_name = "topic"

    order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow(Row):
    """A term of any office; ``office`` says which."""

    kind = "term"
    url_name = "term"
    date_fields = ("start", "end")

    office: str = ""
    state: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None

    @property
    def first_date(self) -> PartialDate | None:
        return self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow(Row):
    kind = "meeting"
    url_name = "meeting"
    date_fields = ("date_start", "date_end")

    date_start: PartialDate | None = None
    date_end: PartialDate | None = None
    body_code: str = ""
    topics: Codes = ()

    @property
    def first_date(self) -> PartialDate | None:
        return self.date_start


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow(Row):
    kind = "document"
    url_name = "document"
    date_fields = ("date",)

    date: PartialDate | None = None

    @property
    def first_date(self) -> PartialDate | None:
        return self.date


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateRow(Row):
    """``evidence`` names meetings, documents and projects, each as ``kind:code``."""

    kind = "mandate"
    url_name = "mandate"
    date_fields = ("date",)

    date: PartialDate | None = None
    status: str = ""
    evidence: Codes = ()
    topics: Codes = ()

    @property
    def first_date(self) -> PartialDate | None:
        return self.date


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectRow(Row):
    """``figures`` are the days of its published figures; ``planned`` those of its newest plan."""

    kind = "project"
    url_name = "project"
    date_fields = ("start", "end", "planned_start", "planned_end")

    work_kind: str = "project"
    parent: str = ""
    status: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    planned_start: PartialDate | None = None
    planned_end: PartialDate | None = None
    lead: str = ""
    body_code: str = ""
    mandates: Codes = ()
    topics: Codes = ()
    requires: Codes = ()
    figures: Codes = ()

    @property
    def first_date(self) -> PartialDate | None:
        return self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverableRow(Row):
    """``progress`` holds each party's words: party, state, per cent or None, day; ``proofs`` the
    days on which what proves it was added.
    """

    kind = "deliverable"
    url_name = "deliverable"
    date_fields = ("due", "first_due", "term_start")

    work_kind: str = ""
    status: str = ""
    due: PartialDate | None = None
    first_due: PartialDate | None = None
    accepted_on: str = ""
    term: str = ""
    term_start: PartialDate | None = None
    statement_es: str = ""
    statement_en: str = ""
    coordinated_by: str = ""
    owners: Codes = ()
    mandates: Codes = ()
    projects: Codes = ()
    documents: Codes = ()
    topics: Codes = ()
    progress: tuple[tuple[Any, ...], ...] = ()
    proofs: Codes = ()

    @property
    def first_date(self) -> PartialDate | None:
        """It is part of the picture from its term's beginning on."""
        return self.term_start


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow(Row):
    """An indicator with its last period that had begun on a day, and the values that count in it.

    ``period`` is empty, or its key, first and last day, target and what that is out of (numbers as
    texts) and target in words, Spanish and English. Each of ``values`` is the newest approved one
    of a period and party: first and last day, party, value and what it is out of, members,
    breakdown as in ``Actual``, words in Spanish and English, identifiers of the counted records.
    ``dimensions``: dimension, its two names, category, its two names.
    """

    kind = "indicator"
    url_name = "indicator"

    owner: str = ""
    rule: str = ""
    value_kind: str = ""
    unit_es: str = ""
    unit_en: str = ""
    level: str = ""
    is_ascending: bool = True
    measure: str = ""
    parent: str = ""
    project: str = ""
    baseline: str = ""
    baseline_denominator: str = ""
    topics: Codes = ()
    period: tuple[str, ...] = ()
    values: tuple[tuple[Any, ...], ...] = ()
    dimensions: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceRow(Row):
    """A dated record of a room above that names projects: what happens in it moves them."""

    kind = "trace"

    dates: Codes = ()
    projects: Codes = ()


# Rows by their kind; rooms above add theirs with ``add_kind``.
KINDS: dict[str, type[Row]] = {
    row.kind: row
    for row in (
        BodyRow,
        StateRow,
        TopicRow,
        TermRow,
        MeetingRow,
        DocumentRow,
        MandateRow,
        ProjectRow,
        DeliverableRow,
        IndicatorRow,
        TraceRow,
    )
}


def existed(row: Row, day: Any) -> bool:
    """Whether a row is part of the picture on a day: undated ones always are."""
    begins = row.first_date
    return begins is None or begins.earliest <= day
