"""How lists say in which languages a document can be read, here or elsewhere."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gte.library.languages import languages_text
from gte.library.panels import edition
from gte.library.queries import current_of
from gte.register.blocks import short_source

if TYPE_CHECKING:
    from gte.library.models import Document, DocumentVersion


def ways_html(document: Document, versions: list[DocumentVersion]) -> str:
    """Links to view and download what is held here, else to the original."""
    held = current_of(versions)
    if not held:
        languages = tuple(document.languages)
        return elsewhere_html(str(document), languages, document.url, get_language())
    editions = [edition(document, version) for version in held.values()]
    return render_to_string("library/ways.html", {"title": str(document), "editions": editions})


@lru_cache(maxsize=4096)
def elsewhere_html(title: str, languages: tuple[str, ...], url: str, _language: str | None) -> str:
    """Of a document that is not held here: made once for each content, as lists come again."""
    text = _("not held here, no address published")
    if url:
        text = _("only at the original, %(host)s") % {"host": short_source(url).text}
    context = {
        "title": title,
        "languages": languages_text(languages),
        "elsewhere": {"text": text, "url": url},
    }
    return render_to_string("library/ways.html", context)
