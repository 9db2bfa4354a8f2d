"""What a pack says beyond the facts of the thread, as plain rows; and all of it together."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gte.common.partial_dates import PartialDate
from gte.workplan.facts import Facts, Row, TermRow
from gte.workplan.facts.rows import Codes


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow(Row):
    """A decision as it stood at the instant of the pack; instants are ISO 8601 in UTC."""

    kind = "decision"
    url_name = "decision"

    matter: str = ""
    status: str = ""
    number: str = ""
    since: str = ""
    expiry: str = ""
    in_force_until: str = ""
    waiting: Codes = ()
    text_hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingRow(Row):
    """A meeting or round after the day that was known on it."""

    kind = "coming"
    url_name = "meeting"

    date_start: PartialDate
    date_end: PartialDate | None = None
    place_es: str = ""
    place_en: str = ""
    state: str = ""
    starts_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActaRow(Row):
    """A meeting that was held and its acta; ``state`` is empty where none is kept here."""

    kind = "acta"
    url_name = "meeting"

    date_start: PartialDate
    date_end: PartialDate | None = None
    state: str = ""
    version: int | None = None
    es_hash: str = ""
    en_hash: str = ""
    signed_at: str = ""
    published_at: str = ""
    missing: Codes = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AccreditationRow(Row):
    """Somebody who speaks for a State or coordinates; called by the name of the person."""

    kind = "accreditation"

    state: str = ""
    role: str = ""
    rank: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """A file that the library holds of a document."""

    document: str
    language: str
    number: int
    format: str
    name: str
    size: int
    sha256: str
    added_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryRow(Row):
    """A document of the register, with the files that are held of it."""

    kind = "document"
    url_name = "document"

    date: PartialDate | None = None
    document_kind: str = ""
    institution_es: str = ""
    institution_en: str = ""
    address: str = ""
    topics: Codes = ()
    files: tuple[FileRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """A project of the term's plan with the dates that the parties were shown."""

    project: str
    start: PartialDate | None = None
    end: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow(Row):
    """The work plan of the term that ends."""

    kind = "work-plan"
    url_name = "work-plan"

    status: str = ""
    entries: tuple[EntryRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Everything a pack is made from. ``known`` is the day on which a record was first entered here
    by a person, by its identifier; ``more`` is what rooms above add, by name.
    """

    day: datetime.date
    facts: Facts
    term: TermRow
    next_term: TermRow | None = None
    known: Mapping[str, datetime.date] = field(default_factory=dict)
    parties: Codes = ()
    plan: PlanRow | None = None
    decisions: Sequence[DecisionRow] = ()
    coming: Sequence[ComingRow] = ()
    actas: Sequence[ActaRow] = ()
    accreditations: Sequence[AccreditationRow] = ()
    documents: Sequence[LibraryRow] = ()
    more: Mapping[str, Sequence[Row]] = field(default_factory=dict)
