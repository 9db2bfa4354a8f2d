"""Whole pages kept for anonymous readers.

A page's key holds its address (which names its language), the numbers of the newest log entries
and the hour. Every verb writes one log entry inside its transaction, so a page made before a
change is never found after it, on any worker, without telling anybody; the hour lets what is
computed from the clock move on. Only readers without a session are served from here.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import time
from typing import TYPE_CHECKING

import brotli
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse, HttpResponseNotModified
from django.utils.translation import get_language_from_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

KEPT_HEADERS = ("Content-Type", "Content-Language", "Content-Disposition")
# With the store's number of entries this bounds what a worker holds, whatever is asked for.
LARGEST_KEPT = 256_000
# What a reader puts behind the name of an encoding that it does not take.
REFUSED = re.compile(r"\s*q\s*=\s*0(\.0*)?\s*")
ENCODERS = {"br": lambda body: brotli.compress(body, quality=5), "gzip": gzip.compress}


# Of two changes at once the later number may be seen first, and the earlier one after it.
OVERTAKEN_AT_MOST = 50


def published_version() -> tuple[int, int]:
    """The number of the newest log entry and the sum of the newest ones: with every change, which
    writes its entry in its transaction, the pair becomes another that never was.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT MAX(id), SUM(id) FROM "
            "(SELECT id FROM common_logentry ORDER BY id DESC LIMIT %s) AS newest",
            [OVERTAKEN_AT_MOST],
        )
        newest, total = cursor.fetchone()
        return newest or 0, int(total or 0)


def version_of(request: HttpRequest) -> tuple[int, int]:
    """The version that this request is answered from, asked for once."""
    version: tuple[int, int] | None = getattr(request, "published_version", None)
    if version is None:
        version = published_version()
        request.published_version = version  # type: ignore[attr-defined]
    return version


class PageCacheMiddleware:
    """Answers anonymous GETs from the store and keeps the answers it did not have."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.pages = caches["pages"]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.is_for(request):
            return self.get_response(request)
        encoding = self.accepted_encoding(request)
        key = self.key(request, encoding)
        kept = self.pages.get(key)
        if kept is None:
            response = self.get_response(request)
            # What a HEAD is answered has perhaps no body.
            if request.method == "HEAD" or not self.may_keep(response):
                return response
            kept = self.pack(response, encoding)
            self.pages.set(key, kept)
        return self.unpack(request, kept, key)

    @staticmethod
    def is_for(request: HttpRequest) -> bool:
        """Pages under a language, asked for by somebody without a session."""
        return (
            request.method in {"GET", "HEAD"}
            # A message that waits in its cookie is shown by a page made for its reader.
            and not {settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys()
            and get_language_from_path(request.path_info) is not None
        )

    @staticmethod
    def accepted_encoding(request: HttpRequest) -> str:
        parts = request.headers.get("Accept-Encoding", "").lower().split(",")
        offers = (part.partition(";") for part in parts)
        accepted = {name.strip() for name, _, weight in offers if not REFUSED.fullmatch(weight)}
        return next((name for name in ENCODERS if name in accepted), "")

    @staticmethod
    def key(request: HttpRequest, encoding: str) -> str:
        hour = int(time.time() // 3600)
        text = f"{request.get_host()} {request.get_full_path()} {encoding} {hour}"
        return hashlib.sha256(f"{text} {version_of(request)}".encode()).hexdigest()[:40]

    @staticmethod
    def may_keep(response: HttpResponse) -> bool:
        if response.status_code != 200 or response.streaming or response.cookies:
            return False
        # A view that says itself how long its answer may be kept.
        if "Cache-Control" in response:
            return False
        return len(response.content) <= LARGEST_KEPT

    @staticmethod
    def pack(response: HttpResponse, encoding: str) -> tuple[bytes, dict[str, str]]:
        headers = {name: response[name] for name in KEPT_HEADERS if name in response}
        body = response.content
        if encoding and headers.get("Content-Type", "").startswith("text/"):
            body, headers["Content-Encoding"] = ENCODERS[encoding](body), encoding
        return body, headers

    @staticmethod
    def unpack(request: HttpRequest, kept: tuple[bytes, dict[str, str]], key: str) -> HttpResponse:
        body, headers = kept
        etag = f'"{key}"'
        # One of a list, or marked as weak by somebody between: the digits decide.
        fresh = etag in request.headers.get("If-None-Match", "")
        response = HttpResponseNotModified() if fresh else HttpResponse(body)
        for name, value in headers.items():
            response[name] = value
        response["ETag"] = etag
        response["Cache-Control"] = "private, no-cache"
        response["Vary"] = "Accept-Encoding, Cookie"
        return response
