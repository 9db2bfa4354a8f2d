"""The sections of a pack on meetings: the next ones, and the register of actas."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.governance.enums import MinutesState, SittingState
from gte.workplan.handover.contents import Contents
from gte.workplan.handover.listings import (
    Column,
    Kind,
    Listing,
    Section,
    add_section,
    record_columns,
)
from gte.workplan.handover.rows import (
    ActaRow,
    ComingRow,
)
from gte.workplan.handover.saying import days_text, instant_text, short, states_text
from gte.workplan.report.document import (
    Cell,
    Counted,
    Figures,
    Part,
    RecordLink,
    Table,
)
from gte.workplan.report.parts import links

# --- meetings to come and actas -------------------------------------------------------------------


def coming_text(one: ComingRow) -> str:
    if one.starts_at:
        return instant_text(one.starts_at)
    return days_text(one.date_start, one.date_end)


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
    table = Table(_("After this day"), columns, rows, empty=empty)
    figures = Figures([Counted("coming", _("meetings to come"), links(found))])
    return Part("calendar", _("Next rounds and meetings"), [figures, table])


COMING = Listing(
    "meetings-to-come",
    gettext_lazy("Rounds and meetings after the day that were registered by then."),
    (
        *record_columns(),
        Column("date_start", gettext_lazy("the day, or the first of several"), Kind.DAY),
        Column("date_end", gettext_lazy("the last day"), Kind.DAY),
        Column("starts_at", gettext_lazy("the instant at which it begins"), Kind.INSTANT),
        Column("place_es", gettext_lazy("where, in Spanish")),
        Column("place_en", gettext_lazy("where, in English")),
        Column("state", gettext_lazy("how far it is prepared here"), Kind.CODE, SittingState),
    ),
    lambda contents: contents.gathered.coming,
)


def actas_part(contents: Contents) -> Part:
    found = contents.gathered.actas
    kept = [one for one in found if one.state]
    rows = [
        [
            Cell(records=[RecordLink.to(one)]),
            Cell(days_text(one.date_start, one.date_end)),
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


ACTAS = Listing(
    "actas",
    gettext_lazy("The group's meetings, each with the acta that is kept here or without one."),
    (
        Column(
            "meeting", gettext_lazy("permanent identifier of the meeting"), Kind.CODE, read="code"
        ),
        *record_columns()[1:],
        Column("date_start", gettext_lazy("the day, or the first of several"), Kind.DAY),
        Column("date_end", gettext_lazy("the last day"), Kind.DAY),
        Column(
            "acta",
            gettext_lazy("how far its acta is; empty for none"),
            Kind.CODE,
            MinutesState,
            "state",
        ),
        Column("version", gettext_lazy("number of the newest version"), Kind.NUMBER),
        Column(
            "sha256_es", gettext_lazy("SHA-256 of its text in Spanish"), Kind.HASH, read="es_hash"
        ),
        Column(
            "sha256_en", gettext_lazy("SHA-256 of its text in English"), Kind.HASH, read="en_hash"
        ),
        Column("signed_at", gettext_lazy("when the last party signed"), Kind.INSTANT),
        Column("published_at", gettext_lazy("when it was published"), Kind.INSTANT),
        Column("missing", gettext_lazy("parties whose signature is awaited"), Kind.CODES),
    ),
    lambda contents: contents.gathered.actas,
)

add_section(50, Section(calendar_part, (COMING,)))
add_section(90, Section(actas_part, (ACTAS,)))
