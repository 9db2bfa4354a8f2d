"""What the pages of handover packs show, as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gte.alliance.models import State, Term
from gte.common.errors import BadInput
from gte.governance.moments import moment_text
from gte.register.blocks import GOOD, MUTED, PROGRESS, Badge, fact, facts
from gte.register.fields import link, span_text
from gte.workplan.handover.build import own_terms
from gte.workplan.handover.listings import Listing, all_listings
from gte.workplan.models import HandoverPack
from gte.workplan.queries.handover import (
    Opened,
    Side,
    awaits,
    bytes_of,
    is_accepted,
    missing,
    newest_packs,
    opened,
    sides_of,
    title_of,
)
from gte.workplan.views.blocks import Action, Row, Sheet, Table, badge_cell, cell, to
from gte.workplan.views.history import history_of

ENTRY_SHOWN = 16


def pack_badge(pack: HandoverPack | None) -> Badge:
    if pack is None:
        return Badge(_("no pack"), MUTED)
    if is_accepted(pack):
        return Badge(_("accepted by both"), GOOD)
    if pack.next_term is None:
        return Badge(_("no next term to accept it"), MUTED)
    names = ", ".join(dict.fromkeys(str(party) for party in missing(pack)))
    return Badge(_("awaited: %s") % names, PROGRESS)


# --- the list -------------------------------------------------------------------------------------


def term_columns() -> list[str]:
    return [_("Coordination"), _("Last pack"), _("Status")]


def term_rows(columns: Sequence[str], *, may_make: bool) -> list[Row]:
    """The terms of the coordination that have begun, the newest first."""
    packs = {pack.term_id: pack for pack in newest_packs()}
    return [term_row(one, packs.get(one.pk), columns, may_make=may_make) for one in own_terms()]


def term_row(
    term: Term, pack: HandoverPack | None, columns: Sequence[str], *, may_make: bool
) -> Row:
    made = (
        cell(date_format(pack.as_of, "DATE_FORMAT"), reverse("desk-handover", args=[pack.code]))
        if pack
        else []
    )
    cells = [
        cell(term.state, term.get_absolute_url(), note=span_text(term.start, term.end)),
        made,
        badge_cell(pack_badge(pack)),
    ]
    is_done = pack is not None and is_accepted(pack)
    label = _("Make it anew") if pack else _("Make the pack")
    make = to("desk-handover-new", label=label, query=f"?term={term.code}")
    return Row(str(term), cells, [make] if may_make and not is_done else [], labels=columns)


# --- a pack ---------------------------------------------------------------------------------------


def pack_sheet(
    pack: HandoverPack, others: Sequence[HandoverPack], *, party: State | None, zone: str
) -> Sheet:
    newer = [one for one in others if one.pk > pack.pk]
    return Sheet(
        title=title_of(pack),
        overline=_("Handover pack"),
        back=Action(reverse("desk-handovers"), _("Handover")),
        lead=_("It is for those who take part in the group: it holds what is not published."),
        badges=[Badge(_("replaced by a newer pack"), MUTED) if newer else pack_badge(pack)],
        facts=pack_facts(pack, zone),
        actions=pack_actions(pack, may_accept=not newer and awaits(pack, party)),
        tables=[acceptance_table(pack, zone), *others_tables(others)],
        history=history_of(pack.code, zone),
    )


def pack_facts(pack: HandoverPack, zone: str) -> list[Any]:
    return facts(
        fact(_("Hands over"), link(pack.term)),
        fact(
            _("Receives"),
            link(pack.next_term) if pack.next_term else _("no next term is registered"),
        ),
        fact(_("Facts up to"), date_format(pack.as_of, "DATE_FORMAT")),
        fact(pgettext("pack", "Made"), moment_text(pack.made_at, zone)),
        fact(_("Made by"), pack.made_by.name if pack.made_by else None),
        fact(_("SHA-256 of the pack"), pack.hash),
    )


def pack_actions(pack: HandoverPack, *, may_accept: bool) -> list[Action]:
    accept = to("desk-handover-accept", pack.code, label=_("Accept the handover"), quiet=False)
    files = [
        to("desk-handover-file", pack.code, "zip", label=_("Whole pack (ZIP)"), quiet=may_accept),
        to("desk-handover-file", pack.code, "es", label=_("Guide in Spanish (PDF)")),
        to("desk-handover-file", pack.code, "en", label=_("Guide in English (PDF)")),
    ]
    return [accept, *files] if may_accept else files


def acceptance_table(pack: HandoverPack, zone: str) -> Table:
    by = pgettext("signature", "By")
    columns = [_("Coordination"), _("Accepted"), by, _("Entry of the ledger")]
    return Table(
        id="acceptance",
        title=_("Acceptance"),
        columns=columns,
        rows=[acceptance_row(side, zone, columns) for side in sides_of(pack)],
        empty=_("Nobody is asked."),
        intro=_(
            "The pack is accepted when an accredited delegate of each coordination has accepted "
            "it, bound to its SHA-256."
        ),
    )


def acceptance_row(side: Side, zone: str, columns: Sequence[str]) -> Row:
    signed = side.signature
    cells = [
        cell(side.party, note=_("hands over") if side.is_outgoing else _("receives")),
        cell(moment_text(signed.at, zone)) if signed else badge_cell(Badge(_("awaited"), PROGRESS)),
        cell(signed.by.name) if signed else [],
        cell(f"{signed.entry[:ENTRY_SHOWN]}…") if signed else [],
    ]
    return Row(str(side.party), cells, labels=columns)


def others_tables(others: Sequence[HandoverPack]) -> list[Table]:
    if not others:
        return []
    columns = [_("Facts up to"), pgettext("pack", "Made"), _("Status")]
    rows = [
        Row(
            title_of(one),
            [
                cell(
                    date_format(one.as_of, "DATE_FORMAT"), reverse("desk-handover", args=[one.code])
                ),
                cell(date_format(one.made_at, "DATE_FORMAT")),
                badge_cell(pack_badge(one)),
            ],
            labels=columns,
        )
        for one in others
    ]
    return [
        Table(
            id="others",
            title=_("Other packs of this term"),
            columns=columns,
            rows=rows,
            empty="",
            intro=_("Only the newest one is accepted."),
        )
    ]


def contents_tables(pack: HandoverPack) -> list[Table]:
    """What the kept file holds; where it is not whole, the sentence that says so."""
    columns = [pgettext("pack", "What"), _("Rows")]
    try:
        inside = opened(bytes_of(pack))
    except BadInput as error:
        return [Table("contents", _("What is in it"), columns, [], str(error))]
    rows = [
        listing_row(one, inside, columns) for one in all_listings() if one.file_name in inside.sizes
    ]
    intro = _(
        "Every listing as CSV, all of them in one JSON file with its schema, the guide in both "
        "languages, an explanation of each file, and a manifest of SHA-256."
    )
    return [Table("contents", _("What is in it"), columns, rows, "", intro)]


def listing_row(listing: Listing, inside: Opened, columns: Sequence[str]) -> Row:
    size = filesizeformat(inside.sizes[listing.file_name])
    cells = [
        cell(listing.words, note=f"{listing.file_name}, {size}"),
        cell(inside.rows.get(listing.name, 0)),
    ]
    return Row(str(listing.words), cells, labels=columns)
