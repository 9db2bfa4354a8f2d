"""The acta as a tagged PDF, in the look of the group's other documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext as _

from gte.common.columns import size
from gte.common.typesetting import package_file, print_pdf
from gte.governance.acta import printing
from gte.governance.acta.document import Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gte.governance.acta.document import Acta, Paragraph, Signature, Table

Data = dict[str, Any]

BREAK = "\N{ZERO WIDTH SPACE}"
# A line has room for more signs than so many, but for the widest.
LONG_RUN = re.compile(r"[^\s\u200b]{60,}")
# An accent, or what joins signs, stays with the sign before it.
PIECE = re.compile(r".{1,20}[\u0300-\u036f\u200c\u200d\ufe00-\ufe0f]{0,9}")


def render_pdf(acta: Acta) -> bytes:
    """The acta as a PDF; the same acta gives the same bytes, on any machine.

    Characters that the fonts lack are printed as U+FFFD.
    """
    with translation.override(acta.language):
        data = acta_data(acta)
    return print_pdf(package_file("gte.governance.acta", "acta.typ"), data, acta.day)


def acta_data(acta: Acta) -> Data:
    """Everything that the template prints, in the language that is active."""
    return {
        "language": acta.language,
        "full_title": printing.full_title(acta),
        "title": acta.title,
        "short_title": printing.short_title(acta),
        "subtitle": acta.subtitle,
        "author": printing.author(),
        "alliance": _("Pacific Alliance"),
        "date": [acta.day.year, acta.day.month, acta.day.day],
        "day": printing.day_text(acta),
        "state": printing.state_notice(acta),
        "facts": [[label, spaced(value)] for label, value in acta.facts],
        "blocks": [
            section_data(block) if isinstance(block, Section) else table_data(block)
            for block in acta.blocks
        ],
        "signatures": [signature_data(one) for one in acta.signatures],
        "signature_widths": list(printing.SIGNATURE_WIDTHS),
        "proofs": [[one.label, one.value, one.meaning] for one in printing.proofs(acta)],
        "words": {
            "page": printing.page_pattern(),
            "signatures": printing.signatures_title(),
            "signature_columns": printing.signature_columns(),
            "no_signatures": printing.no_signatures(),
            "proofs": printing.proofs_title(),
        },
    }


def section_data(section: Section) -> Data:
    return {
        "kind": "section",
        "title": section.title,
        "paragraphs": [paragraph_data(paragraph) for paragraph in section.paragraphs],
    }


def spaced(text: str) -> str:
    """The text with spaces for tabs, which typst would leave out."""
    return text.replace("\t", " ")


def paragraph_data(paragraph: Paragraph) -> Data:
    return {"number": paragraph.number, "text": breakable(spaced(paragraph.text))}


def breakable(text: str) -> str:
    """The text with a place to break in every twenty signs of a run that no line has room for.

    Only on paper, where it is not seen: what is hashed and signed has none. The template's own way,
    a rule for what looks like a run, takes half a minute for 60,000 signs.
    """
    return LONG_RUN.sub(lambda run: BREAK.join(PIECE.findall(run[0])), text)


def table_data(table: Table) -> Data:
    widths = printing.column_widths(table)
    return {
        "kind": "table",
        "title": table.title,
        "columns": list(table.columns),
        "widths": widths,
        "rows": [row_data(row, widths) for row in table.rows],
        "short": printing.is_short(table),
        "empty": table.empty,
    }


def row_data(row: tuple[str, ...], widths: Sequence[float]) -> Data:
    return {
        "short": printing.is_short_row(row),
        "cells": [
            {"text": spaced(text), "crowded": max(map(size, text.split()), default=0) > width}
            for text, width in zip(row, widths, strict=True)
        ],
    }


def signature_data(signature: Signature) -> Data:
    return {
        "party": signature.party,
        "signed": bool(signature.person),
        "signer": printing.signer(signature),
        "rank": signature.rank,
        "day": signature.day,
        "hash": signature.text_hash,
    }
