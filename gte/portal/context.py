"""What every page's frame needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language, override

from gte.portal.navigation import list_page_of, menu, siblings

if TYPE_CHECKING:
    from django.http import HttpRequest


def same_page_in(request: HttpRequest, language: str) -> str:
    """The address of the same page, with the same facets, in another language."""
    match = request.resolver_match
    with override(language):
        if match is None:
            return reverse("home")
        try:
            path = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        except NoReverseMatch:
            return reverse("home")
    query = request.META.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path


def own_address(request: HttpRequest) -> str:
    """Where the reader found this site; nothing where the name is not one of ours."""
    try:
        return f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:
        return ""


def site(request: HttpRequest) -> dict[str, Any]:
    language = get_language()
    match = request.resolver_match
    current = getattr(request, "section", "") or list_page_of(match.url_name if match else None)
    others = [code for code, _name in settings.LANGUAGES if code != language]
    return {
        "language": language,
        "other_language": others[0],
        "other_language_url": same_page_in(request, others[0]),
        "base_url": settings.BASE_URL if settings.BASE_URL_IS_SET else own_address(request),
        "section": current,
        "nav": lambda: menu(current),
        "siblings": lambda: siblings(current),
    }
