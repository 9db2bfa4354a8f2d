"""The kinds of page."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from gte.portal.blocks import BodyBlock
from gte.portal.blocks.links import LinkBlock
from gte.portal.tree import tree_of

NEWS_PER_PAGE = 12


class SitePage(Page):
    """What every page of the site has: a lead under its title and a body of blocks."""

    lead = models.TextField(
        _("lead"),
        blank=True,
        max_length=500,
        help_text=_("One or two sentences under the title: what the reader finds here."),
    )
    body = StreamField(BodyBlock(), verbose_name=pgettext_lazy("page", "body"), blank=True)

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    show_in_menus_default = False
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from gte.portal.framing import frame_of  # noqa: PLC0415 - asks what is made of pages

        request.shown_page = self
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | frame_of(self, request)

    def get_admin_display_title(self) -> str:
        from gte.portal.parity import mark_of  # noqa: PLC0415 - as above

        return f"{super().get_admin_display_title()}{mark_of(self)}"


class HomePage(SitePage):
    """The first page of a language."""

    heading = models.CharField(
        _("heading"), max_length=150, help_text=_("What the group does, in one sentence.")
    )
    buttons = StreamField(
        blocks.StreamBlock([("button", LinkBlock())], max_num=3, required=False),
        verbose_name=_("buttons"),
        blank=True,
    )

    template = "portal/home.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["portal.StandardPage", "portal.NewsIndexPage"]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("heading"), FieldPanel("lead"), FieldPanel("buttons")],
            heading=_("First screen"),
        ),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from gte.portal.framing import first_screen  # noqa: PLC0415 - as above

        context = super().get_context(request, *args, **kwargs)
        return context | first_screen(self, request)


class StandardPage(SitePage):
    """A page of the site."""

    shows_organisation = models.BooleanField(
        _("describes the group"),
        default=False,
        help_text=_("Search engines are given the group's data with this page."),
    )

    template = "portal/page.html"
    parent_page_types: ClassVar[list[str]] = ["portal.HomePage", "portal.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["portal.StandardPage"]
    promote_panels: ClassVar[list[Any]] = [*Page.promote_panels, FieldPanel("shows_organisation")]

    class Meta:
        verbose_name = _("page of the site")


class NewsIndexPage(SitePage):
    """The list of news in a language."""

    template = "portal/news_index.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["portal.HomePage"]
    subpage_types: ClassVar[list[str]] = ["portal.NewsPage"]

    class Meta:
        verbose_name = _("list of news")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from gte.portal.framing import page_of  # noqa: PLC0415 - as above

        context = super().get_context(request, *args, **kwargs)
        news = (
            NewsPage.objects.child_of(self)
            .live()
            .public()
            .select_related("image")
            .prefetch_related("image__renditions")
            .order_by("-date", "-pk")
        )
        shown = page_of(news, request, NEWS_PER_PAGE)
        nodes = tree_of(request).by_pk
        shown["items"] = [
            {"page": page, "url": nodes[page.pk].url} for page in shown["items"] if page.pk in nodes
        ]
        return context | shown


class NewsPage(SitePage):
    """One piece of news."""

    date = models.DateField(pgettext_lazy("news", "date"), default=timezone.localdate)
    image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_alt = models.CharField(
        _("what the picture shows"),
        max_length=250,
        blank=True,
        help_text=_("For those who do not see it. Empty only if it is decoration."),
    )

    template = "portal/news.html"
    parent_page_types: ClassVar[list[str]] = ["portal.NewsIndexPage"]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Picture")),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("piece of news")
