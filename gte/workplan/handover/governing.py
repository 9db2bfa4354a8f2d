"""The sections of a pack on who decides: decisions and accreditations."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gte.alliance.enums import DelegateRank, RoleKind
from gte.common.partial_dates import PartialDate
from gte.governance.enums import DecisionStatus, Matter
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
    AccreditationRow,
    DecisionRow,
)
from gte.workplan.handover.saying import day_of_instant, instant_text, states_text
from gte.workplan.report.document import (
    Block,
    Cell,
    Counted,
    Figures,
    Paragraph,
    Part,
    RecordLink,
    Table,
)
from gte.workplan.report.parts import links

# --- decisions ------------------------------------------------------------------------------------


def with_status(contents: Contents, *statuses: DecisionStatus) -> list[DecisionRow]:
    return [one for one in contents.gathered.decisions if one.status in statuses]


def decisions_part(contents: Contents) -> Part:
    adopted = with_status(contents, DecisionStatus.IN_FORCE)
    silent = contents.silences
    other = with_status(contents, DecisionStatus.OPEN, DecisionStatus.HELD, DecisionStatus.BROKEN)
    figures = [
        Counted(
            "decisions-in-force", pgettext("several decisions", "in force"), links(adopted), "good"
        ),
        Counted(
            "decisions-silence",
            pgettext("several decisions", "under silence"),
            links(silent),
            "progress",
        ),
        Counted(
            "decisions-open",
            pgettext("several decisions", "otherwise with the parties"),
            links(other),
        ),
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
            Cell(states_text(one.waiting, contents) or pgettext("party", "none")),
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
            Cell(states_text(one.waiting, contents) or pgettext("party", "none")),
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
            Cell(
                PartialDate(one.in_force_until).display()
                if one.in_force_until
                else _("no last day")
            ),
        ]
        for one in adopted
    ]
    columns = [_("Number"), _("Decision"), _("Matter"), _("Adopted"), _("In force until")]
    return Table(_("In force"), columns, rows, empty=_("None on this date."))


DECISIONS = Listing(
    "decisions",
    gettext_lazy("Decisions in force, under silence and otherwise with the parties."),
    (
        *record_columns(),
        Column("number", gettext_lazy("the number under which it is cited")),
        Column("matter", gettext_lazy("what it is about"), Kind.CODE, Matter),
        Column("status", gettext_lazy("how it stands"), Kind.CODE, DecisionStatus),
        Column("since", gettext_lazy("since when it stands so"), Kind.INSTANT),
        Column("silence_ends", gettext_lazy("when the silence ends"), Kind.INSTANT, read="expiry"),
        Column("waiting", gettext_lazy("parties that have not answered"), Kind.CODES),
        Column("in_force_until", gettext_lazy("its last day, if it has one"), Kind.DAY),
        Column(
            "text_sha256",
            gettext_lazy("SHA-256 of the text put to the parties"),
            Kind.HASH,
            read="text_hash",
        ),
    ),
    lambda contents: contents.gathered.decisions,
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
    blocks: list[Block] = [Paragraph(said), table]
    if found and contents.without_delegate:
        missing = states_text(contents.without_delegate, contents)
        blocks.append(Paragraph(_("Without an accredited delegate: %s.") % missing))
    return Part("accreditations", _("Accreditations"), blocks)


def ends_soon(one: AccreditationRow, contents: Contents) -> bool:
    return one in contents.ending


ACCREDITATIONS = Listing(
    "accreditations",
    gettext_lazy("Who spoke for a party or coordinated the group on the day."),
    (
        Column("state", gettext_lazy("the State"), Kind.CODE),
        Column("person", gettext_lazy("the person's name"), read="title_es"),
        Column("role", gettext_lazy("the role"), Kind.CODE, RoleKind),
        Column("rank", gettext_lazy("the rank in the delegation"), Kind.CODE, DelegateRank),
        Column("start", gettext_lazy("since when"), Kind.DAY),
        Column("end", gettext_lazy("until when"), Kind.DAY),
        Column(
            "ends_soon", gettext_lazy("it ends within ninety days"), Kind.YES_NO, read=ends_soon
        ),
    ),
    lambda contents: contents.gathered.accreditations,
)

add_section(20, Section(decisions_part, (DECISIONS,)))
add_section(70, Section(accreditations_part, (ACCREDITATIONS,)))
