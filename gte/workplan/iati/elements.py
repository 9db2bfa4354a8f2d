"""Pieces of XML that both files of IATI have, each from one value."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum
from typing import Any

from lxml import etree

from gte.workplan.iati.activities import DocumentLink, Owner, Reporter
from gte.workplan.iati.schema import VERSION
from gte.workplan.iati.values import Money, Period, Text, legal

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def root(tag: str, generated: datetime.datetime | None) -> Any:
    """The root of a file: its version, and when it was made."""
    element = etree.Element(tag, version=VERSION)
    if generated is not None:
        element.set("generated-datetime", written(generated))
    return element


def serialised(element: Any) -> bytes:
    return bytes(etree.tostring(element, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def add(parent: Any, tag: str, content: str | None = None, **attributes: object) -> Any:
    """A new child; an attribute of None is left out, ``vocabulary_uri`` is ``vocabulary-uri``."""
    child = etree.SubElement(parent, tag)
    for name, value in attributes.items():
        if value is not None:
            child.set(name.rstrip("_").replace("_", "-"), written(value))
    if content is not None:
        child.text = legal(content)
    return child


def written(value: object) -> str:
    """A value as the types of the schema have it; moments in UTC, to the second."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).replace(tzinfo=None).isoformat("T", "seconds") + "Z"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return legal(str(value))


def narrate(parent: Any, text: Text) -> Any:
    """The text in each language that it has, marked; gives the parent."""
    for language, narrative in text.narratives():
        add(parent, "narrative", narrative).set(LANGUAGE, language)
    return parent


def add_text(parent: Any, tag: str, text: Text, **attributes: object) -> Any:
    """A child with a text that the schema demands; a missing one is left to the rules to find."""
    return narrate_or_leave_empty(add(parent, tag, None, **attributes), text)


def narrate_or_leave_empty(parent: Any, text: Text) -> Any:
    if text.narratives():
        return narrate(parent, text)
    add(parent, "narrative").set(LANGUAGE, "es")
    return parent


def add_optional_text(parent: Any, tag: str, text: Text) -> None:
    """A child with a text, unless there is none."""
    if text.narratives():
        add_text(parent, tag, text)


def add_reporter(parent: Any, reporter: Reporter) -> None:
    add_text(
        parent,
        "reporting-org",
        reporter.name,
        ref=reporter.ref,
        type=reporter.kind,
        secondary_reporter=reporter.secondary,
    )


def add_owner(parent: Any, tag: str, owner: Owner) -> None:
    narrate(add(parent, tag, ref=owner.ref), owner.name)


def add_period(parent: Any, period: Period) -> None:
    add(parent, "period-start", iso_date=period.start)
    add(parent, "period-end", iso_date=period.end)


def add_value(parent: Any, money: Money) -> None:
    add(
        parent,
        "value",
        written(money.amount),
        currency=money.currency,
        value_date=money.value_date,
    )


def add_documents(parent: Any, links: Iterable[DocumentLink]) -> None:
    for link in links:
        add_document(parent, link)


def add_document(parent: Any, link: DocumentLink) -> Any:
    child = add(parent, "document-link", url=link.url, format=link.format)
    add_text(child, "title", link.title)
    add_optional_text(child, "description", link.description)
    for category in link.categories:
        add(child, "category", code=category)
    for language in link.languages:
        add(child, "language", code=language)
    if link.day is not None:
        add(child, "document-date", iso_date=link.day)
    return child
