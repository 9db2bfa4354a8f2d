"""The parts of a document's page that only documents have, as plain values for their templates."""

from __future__ import annotations

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gte.common.enums import Language
from gte.library.enums import AccessChecked, AddressKind, DocumentKind
from gte.library.languages import language_name
from gte.library.models import Document, DocumentVersion
from gte.library.queries import Use, current_of, language_order
from gte.library.uploads.formats import FORMATS
from gte.register.blocks import Panel, short_source
from gte.register.permanent import permanent_path


def day_text(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "DATE_FORMAT")


def version_row(document: Document, version: DocumentVersion) -> dict[str, Any]:
    """A version as lists of them show it; addresses name its number."""
    arguments = [document.code, version.language, version.number]
    found = FORMATS[version.format]
    open_to_readers = not version.is_withdrawn and not document.is_withdrawn
    return {
        "language": language_name(version.language),
        "code": version.language,
        "number": version.number,
        "format": found.label,
        "size": filesizeformat(version.size),
        "pages": version.pages if found.shown == "pages" else 0,
        "added": day_text(version.uploaded_at),
        "sha256": version.sha256,
        "name": version.name,
        "note": version.note,
        "withdrawn": version.withdrawn_reason if version.is_withdrawn else "",
        "view_url": reverse("document-view-version", args=arguments)
        if open_to_readers and found.shown
        else "",
        "download_url": reverse("document-download-version", args=arguments)
        if open_to_readers
        else "",
    }


def edition(document: Document, version: DocumentVersion) -> dict[str, Any]:
    """The current version in a language; its addresses stay when the next one comes."""
    row = version_row(document, version)
    arguments = [document.code, version.language]
    if row["view_url"]:
        row["view_url"] = reverse("document-view", args=arguments)
    row["download_url"] = reverse("document-download", args=arguments)
    return row


def missing_editions(held: dict[str, DocumentVersion]) -> list[str]:
    """The languages of publication in which no file is held, said of a document that has files."""
    return [language_name(code) for code in Language.values if held and code not in held]


def original(document: Document) -> dict[str, Any] | None:
    """Where a document that is kept elsewhere can be read."""
    if not document.url:
        return None
    return {
        "url": document.url,
        "host": short_source(document.url).text,
        "kind": str(AddressKind(document.url_kind).label) if document.url_kind else "",
        "languages": [language_name(code) for code in document.languages],
        "access": str(AccessChecked(document.access_checked).label),
    }


def editions_panel(document: Document, versions: list[DocumentVersion]) -> Panel:
    held = current_of(versions)
    return Panel(
        "library/panels/editions.html",
        {
            "editions": [edition(document, version) for version in held.values()],
            "missing": missing_editions(held),
            "original": original(document),
        },
    )


def tombstone_panel(document: Document) -> Panel:
    return Panel(
        "library/panels/tombstone.html",
        {
            "date": day_text(document.withdrawn_at),
            "reason": document.withdrawn_reason,
            "ask_url": reverse("contacts"),
        },
    )


def history_panel(document: Document, versions: list[DocumentVersion]) -> Panel:
    ordered = sorted(versions, key=lambda one: (language_order(one.language), -one.number))
    rows = [version_row(document, version) for version in ordered]
    return Panel("library/panels/history.html", {"rows": rows})


def citation_of(document: Document) -> str:
    """How to name the document, without its address: publisher (date). Title [kind]."""
    date = document.date.display() if document.date else _("n.d.")
    return f"{document.institution} ({date}). {document} [{DocumentKind(document.kind).label}]."


def citation_panel(document: Document, use: Use) -> Panel:
    return Panel(
        "library/panels/citation.html",
        {
            "path": permanent_path(document.code),
            "citation": citation_of(document),
            "doi": document.doi,
            "views": use.views,
            "downloads": use.downloads,
            "since": date_format(use.since, "DATE_FORMAT") if use.since else "",
        },
    )
