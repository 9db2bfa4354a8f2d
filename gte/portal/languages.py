"""The language of an address, on a site where any path under a language may be a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.middleware.locale import LocaleMiddleware
from django.urls import Resolver404, resolve
from django.utils.translation import get_language

from gte.portal.tree import tree_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


class PageLocaleMiddleware(LocaleMiddleware):
    """Django leads an unknown address to the same one under a language, if that one is known.

    With pages at the end of the addresses every one looks known: here it must be a page too.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        answer = super().process_response(request, response)
        if answer is response or not isinstance(answer, HttpResponseRedirect):
            return answer
        return answer if self.leads_somewhere(request) else response

    @staticmethod
    def leads_somewhere(request: HttpRequest) -> bool:
        path = f"/{get_language()}{request.path_info}"
        # Without its final slash too: the redirect adds it.
        return any(is_known(request, candidate) for candidate in (path, f"{path}/"))


def is_known(request: HttpRequest, path: str) -> bool:
    try:
        name = resolve(path).url_name
    except Resolver404:
        return False
    return name != "wagtail_serve" or path in tree_of(request).by_url
