"""Gives the public pages to search: one entry for a page and its translation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from gte.portal.page_texts import texts_of
from gte.portal.tree import Node, Tree, make_tree
from gte.search.domain import index_objects, remove
from gte.search.entries import Entry
from gte.search.kinds import Kind, add_kind
from gte.search.models import SearchEntry

KIND = "page"


def add_pages_to_search() -> None:
    add_kind(Kind(KIND, pgettext_lazy("kind", "Page"), public_groups, entry_of))


def public_groups() -> list[dict[str, Node]]:
    """Every public page by language, with its translation where that is public too."""
    return list(make_tree().by_key.values())


def entry_of(group: dict[str, Node]) -> Entry:
    pages = Page.objects.filter(pk__in=[node.pk for node in group.values()]).specific()
    texts = {page.locale.language_code: texts_of(page) for page in pages}
    some = next(iter(group.values()))
    leads = {page.locale.language_code: page.lead for page in pages}
    return Entry(
        kind=KIND,
        key=some.key,
        title={language: text["title"] for language, text in texts.items()},
        lead=leads,
        text={language: text["text"] for language, text in texts.items()},
        facets={"language": list(group)},
        # A page without a translation is found from the other language too, and leads to itself.
        paths={language: group.get(language, some).url for language in ("es", "en")},
    )


def index_page(page: Any) -> None:
    """The page and its translation are found as they are now."""
    index_groups(make_tree(), [str(page.translation_key)])


def index_all_pages() -> None:
    """After what may hide or move pages below it."""
    tree = make_tree()
    known = SearchEntry.objects.filter(kind=KIND).values_list("key", flat=True)
    index_groups(tree, {*tree.by_key, *known})


def index_groups(tree: Tree, keys: Iterable[str]) -> None:
    keys = list(keys)
    index_objects(KIND, [tree.by_key[key] for key in keys if key in tree.by_key])
    remove(KIND, [key for key in keys if key not in tree.by_key])
