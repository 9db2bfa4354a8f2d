"""What both renderers print beside the acta's own texts, in the language that is active."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gte.common.columns import GUTTER, fitted_widths, size

if TYPE_CHECKING:
    from gte.governance.acta.document import Acta, Signature, Table

# Up to so many rows and characters a table is not divided between pages; a row, up to so many.
SHORT_ROWS, SHORT_TEXT = 7, 500
SHORT_ROW = 1200
# What a page's foot has room for beside state and number.
SHORT_TITLE = 70
# What other type than the PDF's may take more.
SLACK = 1.15
# Relative widths of party, person, day and hash.
SIGNATURE_WIDTHS = (28, 54, 34, 50)


@dataclass(frozen=True, slots=True)
class Proof:
    label: str
    value: str
    meaning: str


def full_title(acta: Acta) -> str:
    return f"{acta.title}, {acta.subtitle}" if acta.subtitle else acta.title


def short_title(acta: Acta) -> str:
    title = " ".join(acta.title.split())
    return title if len(title) <= SHORT_TITLE else f"{title[: SHORT_TITLE - 1]}…"


def author() -> str:
    return _("Education Technical Group")


def state_notice(acta: Acta) -> str:
    """How far the text has come; empty once all have signed."""
    return "" if acta.is_signed else acta.state


def day_text(acta: Acta) -> str:
    return date_format(acta.day, "DATE_FORMAT")


def page_pattern() -> str:
    return _("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"}


def signatures_title() -> str:
    return _("Signatures")


def signature_columns() -> list[str]:
    return [_("Party"), _("Signed by"), _("Signed on"), _("Hash of the text signed")]


def signer(signature: Signature) -> str:
    return signature.person or _("Not signed")


def no_signatures() -> str:
    return _("No party has signed yet.")


def proofs_title() -> str:
    return _("What proves this text")


def proofs(acta: Acta) -> list[Proof]:
    """The hashes that the acta carries, each with what it proves."""
    both = [
        Proof(
            _("Hash of the text (SHA-256)"),
            acta.text_hash,
            _(
                "Whoever computes it again from the text in the register gets the same 64 "
                "characters; from a text with one letter changed, others."
            ),
        ),
        Proof(
            _("Head of the ledger (SHA-256)"),
            acta.ledger_head,
            head_meaning(acta),
        ),
    ]
    return [proof for proof in both if proof.value]


def head_meaning(acta: Acta) -> str:
    if acta.is_final:
        return _(
            "Each entry of the ledger of governance carries the hash of the one before, so this "
            "hash stands for all of them up to the last signature under these minutes. A ledger "
            "that no longer holds it was changed or cut."
        )
    return _(
        "Each entry of the ledger of governance carries the hash of the one before, so this hash "
        "stands for all of them as they were when these minutes were made. A ledger that no "
        "longer holds it was changed or cut."
    )


def is_short(table: Table) -> bool:
    """Whether the table is kept on one page."""
    length = sum(len(cell) for row in table.rows for cell in row)
    return len(table.rows) <= SHORT_ROWS and length <= SHORT_TEXT


def is_short_row(row: tuple[str, ...]) -> bool:
    return max(map(len, row), default=0) <= SHORT_ROW


def column_widths(table: Table) -> list[float]:
    """Relative widths of a table's columns: numbers and short texts take no more than they need."""
    rows = [[tuple(cell.split("\n")) for cell in row] for row in table.rows]
    fitted = fitted_widths(table.columns, rows)
    needed = [
        GUTTER
        + SLACK * max(size(text) for text in (name, *(text for row in rows for text in row[at])))
        for at, name in enumerate(table.columns)
    ]
    taken = [min(pair) for pair in zip(fitted, needed, strict=True)]
    wanted = [need - width for need, width in zip(needed, taken, strict=True)]
    shares = wanted if any(wanted) else needed
    spare = sum(fitted) - sum(taken)
    return [
        round(width + spare * share / sum(shares), 2)
        for width, share in zip(taken, shares, strict=True)
    ]
