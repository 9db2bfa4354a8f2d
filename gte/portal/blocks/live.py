"""Blocks that show what the register says, so that no fact is typed a second time.

Each has a heading and a sentence of the editors' own; the rest is asked of the register whenever
something was written, with a number of questions that does not depend on how much it shows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail import blocks

from gte.portal import live
from gte.portal.blocks.choices import NameBlock


class LiveBlock(blocks.StructBlock):
    heading = blocks.CharBlock(
        required=False,
        max_length=150,
        label=gettext_lazy("Heading"),
        help_text=gettext_lazy("Left empty, the block's own."),
    )
    intro = blocks.TextBlock(required=False, rows=2, label=gettext_lazy("Introduction"))

    class Meta:
        group = gettext_lazy("From the register")
        # What the block shows: a function of reader, request and the block's value.
        data: Callable[..., dict[str, Any]]
        anchor = ""
        title: Any = ""

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        context = super().get_context(value, parent_context)
        request = (parent_context or {}).get("request")
        reader = getattr(request, "user", None)
        shown = self.meta.data(reader=reader, request=request, value=value)
        heading = value["heading"] or self.meta.title
        return context | {"heading": heading, "anchor": self.meta.anchor} | shown


def live_block(name: str, **meta: Any) -> type[LiveBlock]:
    """A block without settings of its own; its template and its anchor have its name."""
    own = {
        "template": f"portal/blocks/{name.replace('-', '_')}.html",
        "anchor": name,
        "label": meta["title"],
        "icon": "table",
        "data": staticmethod(getattr(live, name.replace("-", "_"))),
        **meta,
    }
    return type(name, (LiveBlock,), {"Meta": type("Meta", (), own)})


class LimitBlock(LiveBlock):
    limit = blocks.IntegerBlock(
        min_value=1, max_value=20, default=5, label=gettext_lazy("How many")
    )


def limited_block(name: str, **meta: Any) -> type[LiveBlock]:
    return type(name, (live_block(name, **meta), LimitBlock), {})


class PublishedFiguresBlock(LiveBlock):
    figures = blocks.ListBlock(
        NameBlock(choices=live.figure_choices, label=gettext_lazy("Figure")),
        min_num=1,
        max_num=8,
        label=gettext_lazy("Figures"),
    )

    class Meta:
        template = "portal/blocks/published_figures.html"
        anchor = "published-figures"
        title = gettext_lazy("What came of it")
        label = gettext_lazy("Published figures")
        icon = "history"
        data = staticmethod(live.published_figures)


LIVE_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("functions", live_block("functions", title=gettext_lazy("Functions"))()),
    ("topics", live_block("topics", title=gettext_lazy("Work topics"))()),
    ("members", live_block("members", title=gettext_lazy("Member States"))()),
    ("observers", live_block("observers", title=gettext_lazy("Observer States"))()),
    ("bodies", live_block("bodies", title=gettext_lazy("Bodies and how they report"))()),
    ("terms", live_block("terms", title=gettext_lazy("Terms, one after the other"))()),
    ("contacts", live_block("contacts", title=gettext_lazy("Contact points"))()),
    ("criteria", live_block("criteria", title=gettext_lazy("Characteristics and criteria"))()),
    ("practices", live_block("practices", title=gettext_lazy("Good practices on record"))()),
    ("counts", live_block("counts", title=gettext_lazy("The group in figures"))()),
    ("published_figures", PublishedFiguresBlock()),
    ("thread", live_block("thread", title=gettext_lazy("From mandate to report"))()),
    ("upcoming", live_block("upcoming", title=gettext_lazy("What is next"))()),
    ("events", limited_block("events", title=gettext_lazy("Latest events"))()),
    (
        "new_documents",
        limited_block("new-documents", title=gettext_lazy("Latest documents"))(),
    ),
    ("news", limited_block("news", title=pgettext_lazy("page", "News"))()),
    ("registers", live_block("registers", title=gettext_lazy("Everything on record"))()),
]
