"""The public pages of the CMS in both languages, as plain values made once per version."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from wagtail.models import Page, Site

from gte.common.pagecache import version_of
from gte.portal.memory import kept

if TYPE_CHECKING:
    import datetime

    from django.http import HttpRequest


@dataclass(frozen=True)
class Node:
    """A public page. ``key`` is the same in both languages."""

    pk: int
    key: str
    language: str
    title: str
    url: str
    path: str
    kind: str
    updated: datetime.datetime | None
    text_hash: str = ""
    translated_from: str = ""


@dataclass
class Tree:
    by_pk: dict[int, Node] = field(default_factory=dict)
    by_key: dict[str, dict[str, Node]] = field(default_factory=lambda: defaultdict(dict))
    by_path: dict[str, Node] = field(default_factory=dict)
    by_url: dict[str, Node] = field(default_factory=dict)

    def add(self, node: Node) -> None:
        self.by_pk[node.pk] = node
        self.by_key[node.key][node.language] = node
        self.by_path[node.path] = node
        self.by_url[node.url] = node

    def above(self, node: Node) -> list[Node]:
        """The pages between the home page and this one, nearest last; without either."""
        steps = range(Page.steplen, len(node.path), Page.steplen)
        found = [self.by_path[node.path[:end]] for end in steps if node.path[:end] in self.by_path]
        return found[1:]

    def translated(self, pk: int | None, language: str) -> Node | None:
        """The page in a language; None where it is not public in it."""
        node = self.by_pk.get(pk or 0)
        return self.by_key[node.key].get(language) if node else None


def tree_of(request: HttpRequest | None) -> Tree:
    """Without a request (a preview of a mail, a test) it is made anew."""
    if request is None:
        return make_tree()
    tree: Tree = kept("tree", version_of(request), make_tree)
    return tree


def make_tree() -> Tree:
    tree = Tree()
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        return tree
    roots: dict[str, str] = {}
    for row in public_pages():
        pk, key, language, title, path, url_path, *rest = row
        if key == site.root_page.translation_key:
            roots[path] = url_path
        # A page below one that is not public is not public either.
        root = roots.get(path[: len(site.root_page.path)])
        known = path in roots or path[: -Page.steplen] in tree.by_path
        if root is None or not known or language not in dict(settings.LANGUAGES):
            continue
        address = f"/{language}/{url_path.removeprefix(root)}"
        tree.add(Node(pk, str(key), language, title, address, path, *rest))
    return tree


def public_pages() -> Any:
    return (
        Page.objects.live()
        .public()
        .order_by("path")
        .values_list(
            "pk",
            "translation_key",
            "locale__language_code",
            "title",
            "path",
            "url_path",
            "content_type__model",
            "last_published_at",
            "parity__text_hash",
            "parity__translated_from",
        )
    )
