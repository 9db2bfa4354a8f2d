"""Public pages as plain texts, for whoever searches or counts words."""

from __future__ import annotations

import html
import re
from typing import Any

from django.utils.translation import override
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from gte.portal.models import SitePage

NOT_SHOWN = ("title", "slug", "seo_title", "search_description")


def public_pages() -> list[SitePage]:
    """Every live page that anybody may read, in all languages."""
    kinds = [model for model in SitePage.__subclasses__() if not model._meta.abstract]
    return [
        page
        for model in kinds
        for page in model.objects.live().public().select_related("locale").order_by("path")
    ]


def texts_of(page: SitePage) -> dict[str, str]:
    """Title and running text of one page in its own language, as editors wrote them.

    What live blocks show is left out: it is found under the records it comes from.
    """
    with override(page.locale.language_code):
        parts = [
            plain(segment.string.data)
            for segment in extract_segments(page)
            if isinstance(segment, StringSegmentValue)
            and segment.path.split(".")[0] not in NOT_SHOWN
        ]
    return {"title": page.title, "text": "\n".join(part for part in parts if part)}


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", markup)).strip()


def address_of(page: Any) -> str:
    """The page's path on this site."""
    return page.get_url() or ""
