"""What every page's frame needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, override

from gte.portal.navigation import menu, menus_of, section_of, siblings
from gte.portal.tree import tree_of

if TYPE_CHECKING:
    from django.http import HttpRequest


def same_page_in(request: HttpRequest, language: str) -> str:
    """The address of the same page, with the same facets, in another language.

    Of a page of the CMS its translation; where that is not published, the nearest page above that
    is, at last the home page.
    """
    match = request.resolver_match
    page = getattr(request, "shown_page", None)
    with override(language):
        if match is None:
            return reverse("home")
        if page is not None:
            return same_cms_page_in(request, page, language)
        if match.url_name == "wagtail_serve":
            # No page stands under this address.
            return reverse("home")
        try:
            path = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        except NoReverseMatch:
            return reverse("home")
    query = request.META.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path


def same_cms_page_in(request: HttpRequest, page: Any, language: str) -> str:
    tree = tree_of(request)
    node = tree.by_pk.get(page.pk)
    for one in [node, *reversed(tree.above(node))] if node else []:
        found = tree.by_key[one.key].get(language)
        if found:
            return found.url
    return reverse("home")


def own_address(request: HttpRequest) -> str:
    """Where the reader found this site; nothing where the name is not one of ours."""
    try:
        return f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:
        return ""


def base_url(request: HttpRequest) -> str:
    return settings.BASE_URL if settings.BASE_URL_IS_SET else own_address(request)


def site(request: HttpRequest) -> dict[str, Any]:
    language = get_language()
    menus = menus_of(request)
    current = section_of(request, menus)
    others = [code for code, _name in settings.LANGUAGES if code != language]
    return {
        "language": language,
        "other_language": others[0],
        "other_language_url": same_page_in(request, others[0]),
        "base_url": base_url(request),
        "asked_at": f"{base_url(request)}{request.get_full_path()}",
        "section": current,
        "menus": menus.digest,
        "nav": lambda: menu(menus, current),
        "siblings": lambda: siblings(menus, current),
        "foot": menus.foot,
    }
