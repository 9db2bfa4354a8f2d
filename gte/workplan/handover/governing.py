"""The sections of a pack on the group: decisions, meetings, accreditations, actas, documents."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gte.alliance.enums import DelegateRank, RoleKind
from gte.common.partial_dates import PartialDate
from gte.governance.enums import DecisionStatus, Matter, MinutesState, SittingState
from gte.governance.moments import moment_text
from gte.library.enums import DocumentKind, FileFormat
from gte.register.fields import date_text, span_text
from gte.workplan.facts.rows import StateRow
from gte.workplan.handover.contents import Contents
from gte.workplan.handover.listings import (
    IDENTIFIER,
    TITLES,
    Column,
    Kind,
    Listing,
    ListingRow,
    Section,
    add_section,
)
from gte.workplan.handover.rows import (
    AccreditationRow,
    ActaRow,
    ComingRow,
    DecisionRow,
    LibraryRow,
)
from gte.workplan.report.document import Cell, Counted, Figures, Paragraph, Part, RecordLink, Table
from gte.workplan.report.parts import links

# Of a hash the guide prints so many signs; its files have the whole.
SHOWN = 12


def instant_text(text: str) -> str:
    """An instant of a pack, in UTC, in the reader's language."""
    return moment_text(datetime.datetime.fromisoformat(text), "UTC") if text else ""


def day_of_instant(text: str) -> str:
    return PartialDate(text[:10]).display() if text else ""


def short(hexadecimal: str) -> str:
    return f"{hexadecimal[:SHOWN]}…" if hexadecimal else ""


def states_text(codes: Iterable[str], contents: Contents) -> str:
    return ", ".join(str(one) for one in contents.facts.named(StateRow, codes))


# --- decisions ------------------------------------------------------------------------------------


def with_status(contents: Contents, *statuses: DecisionStatus) -> list[DecisionRow]:
    return [one for one in contents.gathered.decisions if one.status in statuses]


def decisions_part(contents: Contents) -> Part:
    adopted = with_status(contents, DecisionStatus.IN_FORCE)
    silent = contents.silences
    other = with_status(contents, DecisionStatus.OPEN, DecisionStatus.HELD, DecisionStatus.BROKEN)
    figures = [
        Counted("decisions-in-force", _("in force"), links(adopted), "good"),
        Counted("decisions-silence", _("under silence"), links(silent), "progress"),
        Counted("decisions-open", _("otherwise with the parties"), links(other)),
    ]
    return Part(
        "decisions",
        _("Decisions"),
        [
            Figures(figures),
            silence_table(silent, contents),
            open_table(other, contents),
            adopted_table(adopted),
        ],
    )


def silence_table(silent: Sequence[DecisionRow], contents: Contents) -> Table:
    rows = [
        [
            Cell(records=[RecordLink.to(one)]),
            Cell(instant_text(one.expiry), tone="late"),
            Cell(states_text(one.waiting, contents) or _("nobody")),
        ]
        for one in silent
    ]
    columns = [_("Decision"), _("Silence ends"), _("Parties that may still break it")]
    return Table(_("Under silence"), columns, rows, empty=_("None on this date."))


def open_table(found: Sequence[DecisionRow], contents: Contents) -> Table:
    rows = [
        [
            Cell(records=[RecordLink.to(one)]),
            Cell(str(DecisionStatus(one.status).label)),
            Cell(day_of_instant(one.since)),
            Cell(states_text(one.waiting, contents) or _("nobody")),
        ]
        for one in found
    ]
    columns = [_("Decision"), _("Status"), pgettext("a date", "Since"), _("Awaited from")]
    return Table(_("Otherwise with the parties"), columns, rows, empty=_("None on this date."))


def adopted_table(adopted: Sequence[DecisionRow]) -> Table:
    rows = [
        [
            Cell(one.number),
            Cell(records=[RecordLink.to(one)]),
            Cell(str(Matter(one.matter).label)),
            Cell(day_of_instant(one.since)),
            Cell(PartialDate(one.in_force_until).display() if one.in_force_until else _("open")),
        ]
        for one in adopted
    ]
    columns = [_("Number"), _("Decision"), _("Matter"), _("Adopted"), _("In force until")]
    return Table(_("In force"), columns, rows, empty=_("None on this date."))


def decision_rows(contents: Contents) -> list[ListingRow]:
    return [
        (
            one.code,
            one.title_es,
            one.title_en,
            one.number,
            one.matter,
            one.status,
            one.since,
            one.expiry,
            one.waiting,
            one.in_force_until,
            one.text_hash,
        )
        for one in contents.gathered.decisions
    ]


DECISIONS = Listing(
    "decisions",
    gettext_lazy("Decisions in force, under silence and otherwise with the parties."),
    (
        IDENTIFIER,
        *TITLES,
        Column("number", gettext_lazy("the number under which it is cited")),
        Column("matter", gettext_lazy("what it is about"), Kind.CODE, Matter),
        Column("status", gettext_lazy("how it stands"), Kind.CODE, DecisionStatus),
        Column("since", gettext_lazy("since when it stands so"), Kind.INSTANT),
        Column("silence_ends", gettext_lazy("when the silence ends"), Kind.INSTANT),
        Column("waiting", gettext_lazy("parties that have not answered"), Kind.CODES),
        Column("in_force_until", gettext_lazy("its last day, if it has one"), Kind.DAY),
        Column("text_sha256", gettext_lazy("SHA-256 of the text put to the parties"), Kind.HASH),
    ),
    decision_rows,
)


# --- meetings to come and actas -------------------------------------------------------------------


def coming_text(one: ComingRow) -> str:
    if one.starts_at:
        return instant_text(one.starts_at)
    return span_text(one.date_start, one.date_end)


def coming_state(one: ComingRow) -> str:
    return str(SittingState(one.state).label) if one.state else _("registered")


def calendar_part(contents: Contents) -> Part:
    found = contents.gathered.coming
    rows = [
        [
            Cell(records=[RecordLink.to(one)]),
            Cell(coming_text(one)),
            Cell(one.text("place") or _("place not known")),
            Cell(coming_state(one)),
        ]
        for one in found
    ]
    columns = [_("Meeting"), _("Date"), _("Place"), _("Status")]
    empty = _("The record knew of no meeting after this day.")
    table = Table(_("Next rounds and meetings"), columns, rows, empty=empty)
    figures = Figures([Counted("coming", _("meetings to come"), links(found))])
    return Part("calendar", _("Next rounds and meetings"), [figures, table])


def coming_rows(contents: Contents) -> list[ListingRow]:
    return [
        (
            one.code,
            one.title_es,
            one.title_en,
            one.date_start,
            one.date_end or "",
            one.starts_at,
            one.place_es,
            one.place_en,
            one.state,
        )
        for one in contents.gathered.coming
    ]


COMING = Listing(
    "meetings-to-come",
    gettext_lazy("Rounds and meetings after the day that were registered by then."),
    (
        IDENTIFIER,
        *TITLES,
        Column("date_start", gettext_lazy("the day, or the first of several"), Kind.DAY),
        Column("date_end", gettext_lazy("the last day"), Kind.DAY),
        Column("starts_at", gettext_lazy("the instant at which it begins"), Kind.INSTANT),
        Column("place_es", gettext_lazy("where, in Spanish")),
        Column("place_en", gettext_lazy("where, in English")),
        Column("state", gettext_lazy("how far it is prepared here"), Kind.CODE, SittingState),
    ),
    coming_rows,
)


def actas_part(contents: Contents) -> Part:
    found = contents.gathered.actas
    kept = [one for one in found if one.state]
    rows = [
        [
            Cell(records=[RecordLink.to(one)]),
            Cell(span_text(one.date_start, one.date_end)),
            acta_cell(one, contents),
            Cell(" / ".join(filter(None, (short(one.es_hash), short(one.en_hash)))) or "–"),
        ]
        for one in found
    ]
    columns = [_("Meeting"), _("Dates"), _("Acta"), _("SHA-256 (Spanish / English)")]
    return Part(
        "actas",
        _("Register of actas"),
        [
            Figures(
                [
                    Counted("meetings-held", _("meetings held"), links(found)),
                    Counted("actas", _("with an acta kept here"), links(kept), "good"),
                    Counted("actas-unsigned", _("not signed by all"), links(contents.unsigned)),
                ]
            ),
            Table(_("The group's meetings"), columns, rows, empty=_("None on this date.")),
        ],
    )


def acta_cell(one: ActaRow, contents: Contents) -> Cell:
    if not one.state:
        return Cell(_("no acta is kept here"), tone="muted")
    state = MinutesState(one.state)
    text = str(state.label)
    if one.missing:
        text += ". " + _("Awaited: %s") % states_text(one.missing, contents)
    return Cell(text, tone="good" if one.signed_at else "progress")


def acta_rows(contents: Contents) -> list[ListingRow]:
    return [
        (
            one.code,
            one.title_es,
            one.title_en,
            one.date_start,
            one.date_end or "",
            one.state,
            one.version,
            one.es_hash,
            one.en_hash,
            one.signed_at,
            one.published_at,
            one.missing,
        )
        for one in contents.gathered.actas
    ]


ACTAS = Listing(
    "actas",
    gettext_lazy("The group's meetings, each with the acta that is kept here or without one."),
    (
        Column("meeting", gettext_lazy("permanent identifier of the meeting"), Kind.CODE),
        *TITLES,
        Column("date_start", gettext_lazy("the day, or the first of several"), Kind.DAY),
        Column("date_end", gettext_lazy("the last day"), Kind.DAY),
        Column(
            "acta", gettext_lazy("how far its acta is; empty for none"), Kind.CODE, MinutesState
        ),
        Column("version", gettext_lazy("number of the newest version"), Kind.NUMBER),
        Column("sha256_es", gettext_lazy("SHA-256 of its text in Spanish"), Kind.HASH),
        Column("sha256_en", gettext_lazy("SHA-256 of its text in English"), Kind.HASH),
        Column("signed_at", gettext_lazy("when the last party signed"), Kind.INSTANT),
        Column("published_at", gettext_lazy("when it was published"), Kind.INSTANT),
        Column("missing", gettext_lazy("parties whose signature is awaited"), Kind.CODES),
    ),
    acta_rows,
)


# --- accreditations -------------------------------------------------------------------------------


def role_text(one: AccreditationRow) -> str:
    label = str(RoleKind(one.role).label)
    return f"{label} ({DelegateRank(one.rank).label})" if one.rank else label


def accreditations_part(contents: Contents) -> Part:
    found, ending = contents.gathered.accreditations, contents.ending
    rows = [
        [
            Cell(states_text([one.state], contents)),
            Cell(one.title_es),
            Cell(role_text(one)),
            Cell(
                one.end.display() if one.end else _("no end set"),
                tone="late" if one in ending else "",
            ),
        ]
        for one in found
    ]
    columns = [_("State"), _("Person"), _("Role"), pgettext("a role", "Ends")]
    empty = _("The record holds no accreditation that was in force on this day.")
    table = Table(_("Who speaks for a party or coordinates"), columns, rows, empty=empty)
    said = _(
        "An accreditation is marked where it ends within ninety days. Without an accredited "
        "delegate a party cannot answer, and no window of silence can open."
    )
    blocks = [Paragraph(said), table]
    if found and contents.without_delegate:
        missing = states_text(contents.without_delegate, contents)
        blocks.append(Paragraph(_("Without an accredited delegate: %s.") % missing))
    return Part("accreditations", _("Accreditations"), blocks)


def accreditation_rows(contents: Contents) -> list[ListingRow]:
    ending = contents.ending
    return [
        (one.state, one.title_es, one.role, one.rank, one.start or "", one.end or "", one in ending)
        for one in contents.gathered.accreditations
    ]


ACCREDITATIONS = Listing(
    "accreditations",
    gettext_lazy("Who spoke for a party or coordinated the group on the day."),
    (
        Column("state", gettext_lazy("the State"), Kind.CODE),
        Column("person", gettext_lazy("the person's name")),
        Column("role", gettext_lazy("the role"), Kind.CODE, RoleKind),
        Column("rank", gettext_lazy("the rank in the delegation"), Kind.CODE, DelegateRank),
        Column("start", gettext_lazy("since when"), Kind.DAY),
        Column("end", gettext_lazy("until when"), Kind.DAY),
        Column("ends_soon", gettext_lazy("it ends within ninety days"), Kind.YES_NO),
    ),
    accreditation_rows,
)


# --- documents ------------------------------------------------------------------------------------


def documents_part(contents: Contents) -> Part:
    found = contents.gathered.documents
    held = [one for one in found if one.files]
    rows = [
        [
            Cell(records=[RecordLink.to(one)]),
            Cell(date_text(one.date)),
            Cell(", ".join(f"{file.language} {file.format.upper()}" for file in one.files)),
            Cell(", ".join(short(file.sha256) for file in one.files)),
        ]
        for one in held
    ]
    columns = [_("Document"), _("Date"), _("Files"), "SHA-256"]
    said = _(
        "The pack lists every document with its address, and every file that the library holds "
        "with its whole SHA-256; the files themselves stay in the library."
    )
    empty = _("The library holds no file of a document of this time.")
    return Part(
        "documents",
        _("Documents and files"),
        [
            Paragraph(said),
            Figures(
                [
                    Counted("documents", _("documents of the group"), links(found)),
                    Counted("documents-held", _("with a file held here"), links(held), "good"),
                ]
            ),
            Table(_("Documents with a file held here"), columns, rows, empty=empty),
        ],
    )


def document_rows(contents: Contents) -> list[ListingRow]:
    return [
        (
            one.code,
            one.title_es,
            one.title_en,
            one.date or "",
            one.document_kind,
            one.institution_es,
            one.institution_en,
            one.address,
            len(one.files),
        )
        for one in contents.gathered.documents
    ]


def file_rows(contents: Contents) -> list[ListingRow]:
    return [
        file_row(one, at) for one in contents.gathered.documents for at in range(len(one.files))
    ]


def file_row(document: LibraryRow, at: int) -> ListingRow:
    file = document.files[at]
    return (
        document.code,
        file.language,
        file.number,
        file.format,
        file.name,
        file.size,
        file.sha256,
        file.added_on,
    )


DOCUMENTS = Listing(
    "documents",
    gettext_lazy("The group's documents dated up to the day, and undated ones."),
    (
        IDENTIFIER,
        *TITLES,
        Column("date", gettext_lazy("when it was published"), Kind.DAY),
        Column("kind", gettext_lazy("what it is"), Kind.CODE, DocumentKind),
        Column("institution_es", gettext_lazy("who published it, in Spanish")),
        Column("institution_en", gettext_lazy("who published it, in English")),
        Column("address", gettext_lazy("where it was published")),
        Column("files", gettext_lazy("how many files the library holds of it"), Kind.NUMBER),
    ),
    document_rows,
)
FILES = Listing(
    "files",
    gettext_lazy("The files that the library holds of these documents."),
    (
        Column("document", gettext_lazy("permanent identifier of the document"), Kind.CODE),
        Column("language", gettext_lazy("language of the file"), Kind.CODE),
        Column("version", gettext_lazy("number of the version"), Kind.NUMBER),
        Column("format", gettext_lazy("format of the file"), Kind.CODE, FileFormat),
        Column("name", gettext_lazy("name of the file")),
        Column("bytes", gettext_lazy("how many bytes it has"), Kind.NUMBER),
        Column("sha256", gettext_lazy("SHA-256 of the file"), Kind.HASH),
        Column("added_on", gettext_lazy("when it was added to the library"), Kind.DAY),
    ),
    file_rows,
)

add_section(20, Section(decisions_part, (DECISIONS,)))
add_section(50, Section(calendar_part, (COMING,)))
add_section(70, Section(accreditations_part, (ACCREDITATIONS,)))
add_section(90, Section(actas_part, (ACTAS,)))
add_section(100, Section(documents_part, (DOCUMENTS, FILES)))
