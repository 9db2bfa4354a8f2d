"""Atom feeds in each language: news, new documents, meetings."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.syndication.views import Feed
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from gte.common.forms import UNPRINTABLE
from gte.governance.models import Meeting
from gte.library.models import Document
from gte.portal.context import base_url
from gte.portal.models import NewsPage

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from gte.common.partial_dates import PartialDate

ENTRIES = 30
FEEDS: dict[str, Any] = {
    "feed-news": pgettext_lazy("page", "News"),
    "feed-documents": gettext_lazy("Documents"),
    "feed-meetings": gettext_lazy("Meetings"),
}


def moment(date: PartialDate | datetime.date | None) -> datetime.datetime | None:
    """The beginning of a day; of a month or year that is all that is known, its first day."""
    if date is None:
        return None
    day = date if isinstance(date, datetime.date) else date.earliest
    return datetime.datetime.combine(day, datetime.time(), tzinfo=datetime.UTC)


def printable(text: Any) -> str:
    """Without what XML cannot hold: one such sign would take the whole feed from everybody."""
    return UNPRINTABLE.sub("", str(text))


class SiteFeed(Feed):
    """What the three share: language, address of the site, and entries with lasting identifiers."""

    feed_type = Atom1Feed
    name = ""

    def get_object(self, request: HttpRequest) -> HttpRequest:
        return request

    def title(self) -> str:
        name = _("Education Technical Group of the Pacific Alliance")
        return f"{FEEDS[self.name]} - {name}"

    def link(self, request: HttpRequest) -> str:
        return f"{base_url(request)}{reverse('home')}"

    def feed_url(self, request: HttpRequest) -> str:
        return f"{base_url(request)}{request.path}"

    def item_link(self, item: Any) -> str:
        return str(item["link"])

    def items(self, request: HttpRequest) -> list[dict[str, Any]]:
        base = base_url(request)
        return [{**one, "link": f"{base}{one['path']}"} for one in self.found()]

    def found(self) -> list[dict[str, Any]]:
        raise NotImplementedError

    def item_title(self, item: Any) -> str:
        return printable(item["title"])

    def item_description(self, item: Any) -> str:
        return printable(item["text"])

    def item_guid(self, item: Any) -> str:
        return str(item["link"])

    def item_pubdate(self, item: Any) -> datetime.datetime | None:
        return moment(item["date"])

    def item_updateddate(self, item: Any) -> datetime.datetime:
        return moment(item["date"]) or timezone.now().replace(microsecond=0)


class NewsFeed(SiteFeed):
    name = "feed-news"

    def found(self) -> list[dict[str, Any]]:
        pages = NewsPage.objects.live().public().filter(locale__language_code=get_language())
        return [
            {"title": page.title, "text": page.lead, "date": page.date, "path": page.get_url()}
            for page in pages.order_by("-date", "-pk")[:ENTRIES]
        ]


class DocumentFeed(SiteFeed):
    name = "feed-documents"

    def found(self) -> list[dict[str, Any]]:
        documents = Document.objects.visible_to(None).filter(date__isnull=False)
        return [
            {
                "title": one.title,
                "text": one.description or one.institution,
                "date": one.date,
                "path": one.get_absolute_url(),
            }
            for one in documents[:ENTRIES]
        ]


class MeetingFeed(SiteFeed):
    name = "feed-meetings"

    def found(self) -> list[dict[str, Any]]:
        return [
            {
                "title": one.name,
                "text": one.participants,
                "date": one.date_start,
                "path": one.get_absolute_url(),
            }
            for one in Meeting.objects.visible_to(None)[:ENTRIES]
        ]


def feeds(request: HttpRequest) -> HttpResponse:
    """What can be followed, and how."""
    entries = [
        {"name": name, "title": str(title), "url": reverse(name)} for name, title in FEEDS.items()
    ]
    return render(request, "portal/feeds.html", {"entries": entries})
