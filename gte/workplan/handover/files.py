"""The open files of a pack: a CSV for each listing, one JSON with everything, its schema."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from gte.common.csv_cells import harmless
from gte.common.enums import Language
from gte.workplan.handover.contents import Contents
from gte.workplan.handover.guide import limits
from gte.workplan.handover.listings import Column, Kind, Listing, Value, all_listings

FORMAT, VERSION = "gte-handover-pack", 1
# With a byte order mark, which spreadsheets need to read UTF-8.
ENCODING = "utf-8-sig"
DAY = r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
INSTANT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"
HASH = r"^[0-9a-f]{64}$"


# --- CSV ------------------------------------------------------------------------------------------


def csv_file(listing: Listing, contents: Contents) -> bytes:
    """RFC 4180 in UTF-8 with a byte order mark. Lists are joined by "; ".

    A text that a program of tables would calculate is written after an apostrophe.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([column.name for column in listing.columns])
    for row in listing.rows(contents):
        writer.writerow([csv_text(value) for value in row])
    return stream.getvalue().encode(ENCODING)


def csv_text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    return harmless(value if isinstance(value, str) else "; ".join(value))


# --- JSON -----------------------------------------------------------------------------------------


def json_file(contents: Contents) -> bytes:
    """Everything that the CSV files hold, in their order, and what the pack is of."""
    return as_json(whole(contents))


def whole(contents: Contents) -> dict[str, Any]:
    gathered = contents.gathered
    return {
        "format": FORMAT,
        "version": VERSION,
        "as_of": contents.day.isoformat(),
        "term": gathered.term.body(),
        "next_term": gathered.next_term.body() if gathered.next_term else None,
        "limits": {language: said_in(language) for language in Language.values},
        "listings": {one.name: objects(one, contents) for one in all_listings()},
    }


def said_in(language: str) -> list[str]:
    with override(language):
        return limits()


def objects(listing: Listing, contents: Contents) -> list[dict[str, Any]]:
    names = [column.name for column in listing.columns]
    return [
        {name: plain(value) for name, value in zip(names, row, strict=True)}
        for row in listing.rows(contents)
    ]


def plain(value: Value) -> Any:
    """As JSON has it. Texts lose their kind: a partial date is a text."""
    if value is None or isinstance(value, bool | int):
        return value
    return str(value) if isinstance(value, str) else list(value)


def as_json(body: Any) -> bytes:
    return (json.dumps(body, ensure_ascii=False, indent=2, sort_keys=False) + "\n").encode()


# --- its schema -----------------------------------------------------------------------------------


def schema_file() -> bytes:
    """JSON Schema (2020-12) of :func:`json_file`, each column described in English."""
    with override(Language.EN.value):
        return as_json(schema())


def schema() -> dict[str, Any]:
    text = {"type": "string"}
    listings = {one.name: listing_schema(one) for one in all_listings()}
    properties = {
        "format": {"const": FORMAT},
        "version": {"const": VERSION},
        "as_of": {"type": "string", "format": "date"},
        "term": {"type": "object"},
        "next_term": {"type": ["object", "null"]},
        "limits": exactly({one: {"type": "array", "items": text} for one in Language.values}),
        "listings": exactly(listings),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _("Handover pack of the Education Technical Group"),
        **exactly(properties),
    }


def exactly(properties: dict[str, Any]) -> dict[str, Any]:
    """An object with these properties and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def listing_schema(listing: Listing) -> dict[str, Any]:
    columns = {column.name: column_schema(column) for column in listing.columns}
    return {"type": "array", "description": str(listing.words), "items": exactly(columns)}


def column_schema(column: Column) -> dict[str, Any]:
    return {"description": str(column.words), **KINDS[column.kind], **choices_schema(column)}


def choices_schema(column: Column) -> dict[str, Sequence[str]]:
    return {"enum": [*column.choices.values, ""]} if column.choices else {}


def or_empty(pattern: str) -> dict[str, str]:
    return {"type": "string", "pattern": f"{pattern}|^$"}


KINDS: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.CODE: {"type": "string"},
    Kind.CODES: {"type": "array", "items": {"type": "string"}},
    Kind.DAY: or_empty(DAY),
    Kind.INSTANT: or_empty(INSTANT),
    Kind.NUMBER: {"type": ["integer", "null"]},
    Kind.YES_NO: {"type": "boolean"},
    Kind.HASH: or_empty(HASH),
}
