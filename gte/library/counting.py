"""Counts of use without cookies: a number for each document, language and day, and no reader.

A reader is counted once in half a minute for each file. To know that, a hash is kept that long,
salted with a secret of this installation and the day: who it was cannot be had from it.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from django.utils import timezone

from gte.library.enums import UseKind
from gte.library.models import DocumentCount, DocumentVersion

SECONDS = 30
ROBOT = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|archiver|curl|wget|python|httpx|java/|go-http|libwww|"
    r"headless|monitor|preview|facebookexternalhit|scrapy|feed",
    re.IGNORECASE,
)


def count_use(request: HttpRequest, version: DocumentVersion, kind: UseKind) -> None:
    """One more use of a version's document, unless it is a robot's, a repetition or no reading."""
    if request.method != "GET" or is_robot(request) or is_turned_page(request):
        return
    today = timezone.localdate()
    if caches["template_fragments"].add(
        reader_key(request, version, kind, today.isoformat()), 1, SECONDS
    ):
        DocumentCount.add(
            document=version.document_id, language=version.language, day=today, kind=kind
        )


def is_robot(request: HttpRequest) -> bool:
    """Obvious robots, and browsers that fetch before anybody asked."""
    agent = request.headers.get("User-Agent", "")
    ahead = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    later_part = not request.headers.get("Range", "bytes=0-").startswith("bytes=0-")
    return not agent or bool(ROBOT.search(agent)) or "prefetch" in ahead or later_part


def is_turned_page(request: HttpRequest) -> bool:
    """The reader was in this document already and went on to another page of it."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    return bool(request.GET.get("page")) and came_from.path == request.path


def reader_key(request: HttpRequest, version: DocumentVersion, kind: str, day: str) -> str:
    meta = request.META
    reader = "|".join(
        meta.get(name, "") for name in ("REMOTE_ADDR", "HTTP_X_FORWARDED_FOR", "HTTP_USER_AGENT")
    )
    text = f"{day}|{kind}|{version.document_id}|{version.language}|{reader}"
    digest = hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()
    return f"library-use-{digest[:40]}"
