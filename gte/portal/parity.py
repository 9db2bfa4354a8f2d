"""How the two languages of the pages stand: what is missing, unpublished or older than its source.

A page's published texts have a hash; a translation knows the hash of the texts it was made from
(``PageParity``). While a page is translated in Wagtail's translation editor this is kept up by
itself; for a page that is edited freely an editor says when it corresponds again.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from gte.common.enums import Language
from gte.common.pagecache import published_version
from gte.portal.memory import kept
from gte.portal.models import PageParity, SitePage
from gte.portal.tree import Node, Tree

NOT_TEXT = {"slug"}
OTHER = {Language.ES.value: Language.EN.value, Language.EN.value: Language.ES.value}


def texts_hash(page: Any) -> str:
    """16 hex digits over everything on the page that is translated."""
    texts = (
        f"{segment.path}\x1e{segment.string.data}"
        for segment in extract_segments(page)
        if isinstance(segment, StringSegmentValue) and segment.path not in NOT_TEXT
    )
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()[:16]


def sibling_of(page: Any) -> Any:
    """The page in the other language, published or not."""
    return page.get_translations().first()


def translation_to(page: Any) -> Translation | None:
    """What leads to this page from its source, if it is translated and not edited freely."""
    found = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale_id=page.locale_id, enabled=True
    )
    return found.select_related("source").first()


def note_published(page: Any) -> None:
    """After a page was published: what it says now, and what its translation has to redo."""
    parity, _created = PageParity.objects.get_or_create(page_id=page.pk)
    parity.text_hash = texts_hash(page)
    translation, sibling = translation_to(page), sibling_of(page)
    if translation and sibling and is_complete(translation):
        parity.translated_from = hash_of(sibling)
    parity.save()
    if TranslationSource.objects.get_for_instance_or_none(page):
        TranslationSource.update_or_create_from_instance(page)


def translate_as_draft(page: Any, copy: Any) -> None:
    """Makes of a public copy of the page in the other language a translation that is to be done."""
    Page.objects.filter(pk=copy.pk).update(live=False)
    source, _created = TranslationSource.get_or_create_from_instance(page)
    translation, _created = Translation.objects.get_or_create(
        source=source, target_locale=copy.locale
    )
    translation.save_target(publish=False)


def is_complete(translation: Translation) -> bool:
    total, translated = translation.get_progress()
    return bool(total == translated)


def hash_of(page: Any) -> str:
    found = PageParity.objects.filter(page_id=page.pk).values_list("text_hash", flat=True)
    return found.first() or ""


def confirm_parity(*, page: Any) -> None:
    """An editor says that a freely edited page says the same as its other language now."""
    sibling = sibling_of(page)
    for one, other in ((page, sibling), (sibling, page)):
        PageParity.objects.update_or_create(
            page_id=one.pk,
            defaults={"text_hash": texts_hash(one.specific), "translated_from": ""},
        )
        PageParity.objects.filter(page_id=one.pk).update(translated_from=texts_hash(other.specific))


def newer_side(page: Any, tree: Tree) -> dict[str, str] | None:
    """The page in the other language if that one is newer, for a line to the reader."""
    node = tree.by_pk.get(page.pk)
    if node is None or not is_older(node, tree):
        return None
    other = tree.by_key[node.key][OTHER[node.language]]
    return {"language": other.language, "url": other.url}


def is_older(node: Node, tree: Tree) -> bool:
    other = tree.by_key[node.key].get(OTHER[node.language])
    if other is None or not node.translated_from:
        return False
    return node.translated_from != other.text_hash


# --- the report -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Side:
    """A page in one language as the report sees it."""

    pk: int
    language: str
    title: str
    live: bool
    text_hash: str
    translated_from: str


@dataclass(frozen=True)
class Finding:
    """A page whose two languages do not stand alike. ``page`` is where to go and mend it."""

    state: str
    label: str
    title: str
    language: str
    page: int


def sides() -> dict[Any, dict[str, Side]]:
    """Every page of the site by its key and language, in one question."""
    kinds = [model for model in SitePage.__subclasses__() if not model._meta.abstract]
    rows = (
        Page.objects.type(*kinds)
        .order_by("path")
        .values_list(
            "translation_key",
            "pk",
            "locale__language_code",
            "title",
            "live",
            "parity__text_hash",
            "parity__translated_from",
        )
    )
    found: dict[Any, dict[str, Side]] = defaultdict(dict)
    for key, pk, language, title, live, text, source in rows:
        found[key][language] = Side(pk, language, title, live, text or "", source or "")
    return found


def finding_of(pair: dict[str, Side]) -> Finding | None:
    """What is wrong with a page's pair of languages, the gravest first; None when all is well."""
    one = pair.get(Language.ES) or next(iter(pair.values()))
    other = pair.get(OTHER[one.language])
    if other is None:
        label = _("Missing in the other language")
        return Finding("missing", label, one.title, OTHER[one.language], one.pk)
    for side, partner in ((one, other), (other, one)):
        if partner.live and not side.live:
            label = _("Not published")
            return Finding("unpublished", label, partner.title, side.language, side.pk)
    for side, partner in ((one, other), (other, one)):
        if side.translated_from and side.translated_from != partner.text_hash:
            label = _("Older than the other language")
            return Finding("older", label, side.title, side.language, side.pk)
    if not (one.translated_from or other.translated_from):
        label = _("Never compared with the other language")
        return Finding("unconfirmed", label, other.title, other.language, other.pk)
    return None


def findings() -> list[Finding]:
    return [found for pair in sides().values() if (found := finding_of(pair))]


def older_pages() -> set[int]:
    return {found.page for found in findings() if found.state == "older"}


def mark_of(page: Any) -> str:
    """A mark behind the title of a page in the CMS's lists."""
    if page.pk in kept("older pages", published_version(), older_pages):
        return mark_safe(" · " + _("older than the other language"))  # noqa: S308 - our own words
    return ""


def stale_records(registers: Iterable[Any]) -> list[dict[str, Any]]:
    """Records of the registers whose text in a language is older than what it was made from."""
    found = []
    for model in dict.fromkeys(register.model for register in registers):
        for language in Language.values:
            found += [
                {"title": str(record), "url": record.get_absolute_url(), "language": language}
                for record in model.objects.stale_in(language)
            ]
    return found
