"""Words and pictures: text, headings, pictures, quotes, notes, questions with answers."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from draftjs_exporter.error import ExporterException
from wagtail import blocks
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import expand_db_html
from wagtail.whitelist import Whitelister, allow_without_attributes, attribute_rule, check_url

TAG = re.compile(r"<[^>]*>?")
# How the text editor fails on what it did not send itself.
NOT_ITS_OWN = (
    AttributeError,
    ExporterException,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link"]


def left_out(tag: Any) -> None:
    tag.extract()


class TextWhitelister(Whitelister):
    """The few elements that a text may hold; what is no text at all goes with its content."""

    element_rules = {
        "[document]": allow_without_attributes,
        **dict.fromkeys(
            ("p", "br", "b", "strong", "i", "em", "ul", "ol", "li"), allow_without_attributes
        ),
        "a": attribute_rule({"href": check_url}),
        **dict.fromkeys(("script", "style", "iframe", "object", "template", "svg"), left_out),
    }


@lru_cache(maxsize=2048)
def clean_html(html: str) -> str:
    """Only what a text may hold, whichever way the text came in."""
    try:
        return str(TextWhitelister().clean(html))
    except RecursionError:  # elements in elements a thousand deep: nobody wrote them, words stay
        return TAG.sub(" ", html).strip()


def safe_html(text: Any) -> str:
    """What the reader gets of a rich text, with its links to pages made addresses."""
    return mark_safe(clean_html(expand_db_html(text.source)))  # noqa: S308 - cleaned


class CarefulTextArea(DraftailRichTextArea):
    """Wagtail's editor, which fails on what is not its own form of a text: here it is a text."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        try:
            parsed = json.loads(data.get(name) or "null")
            if parsed is None or isinstance(parsed["blocks"], list):
                return super().value_from_datadict(data, files, name)
        except NOT_ITS_OWN:
            pass
        return clean_html(str(data.get(name, "")))


class TextBlock(blocks.RichTextBlock):
    """Paragraphs and lists. Headings are blocks of their own, so that their levels are right."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=TEXT_FEATURES, **kwargs)

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        context = super().get_context(value, parent_context)
        return context | {"html": safe_html(value)}

    class Meta:
        label = gettext_lazy("Text")
        icon = "pilcrow"
        template = "portal/blocks/text.html"


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(max_length=150, label=gettext_lazy("Heading"))
    level = blocks.ChoiceBlock(
        choices=[("h2", gettext_lazy("Section")), ("h3", gettext_lazy("Part of a section"))],
        default="h2",
        label=gettext_lazy("Level"),
    )

    class Meta:
        label = gettext_lazy("Heading")
        icon = "title"
        template = "portal/blocks/heading.html"


class PictureBlock(blocks.StructBlock):
    # Asks for a text for those who do not see it, or to mark it as decoration.
    image = ImageBlock(label=gettext_lazy("Picture"))
    caption = blocks.CharBlock(required=False, max_length=250, label=gettext_lazy("Caption"))
    credit = blocks.CharBlock(required=False, max_length=150, label=gettext_lazy("Author"))

    class Meta:
        label = gettext_lazy("Picture")
        icon = "image"
        template = "portal/blocks/picture.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=pgettext_lazy("citation", "Quote"))
    who = blocks.CharBlock(max_length=150, label=gettext_lazy("Who said it"))
    source = blocks.URLBlock(required=False, label=gettext_lazy("Where it can be read"))

    class Meta:
        label = pgettext_lazy("citation", "Quote")
        icon = "openquote"
        template = "portal/blocks/quote.html"


class CalloutBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock(
        choices=[("info", gettext_lazy("Good to know")), ("signal", gettext_lazy("Important"))],
        default="info",
        label=gettext_lazy("Tone"),
    )
    title = blocks.CharBlock(required=False, max_length=120, label=gettext_lazy("Title"))
    text = TextBlock()

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        context = super().get_context(value, parent_context)
        return context | {"text": safe_html(value["text"])}

    class Meta:
        label = gettext_lazy("Note that stands out")
        icon = "info-circle"
        template = "portal/blocks/callout.html"


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(max_length=200, label=gettext_lazy("Question or title"))
    answer = TextBlock(label=gettext_lazy("What unfolds"))

    class Meta:
        label = gettext_lazy("Question")


class AccordionBlock(blocks.StructBlock):
    items = blocks.ListBlock(QuestionBlock(), min_num=1, label=gettext_lazy("Questions"))

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        context = super().get_context(value, parent_context)
        questions = [
            {"question": one["question"], "html": safe_html(one["answer"])}
            for one in value["items"]
        ]
        return context | {"questions": questions}

    class Meta:
        label = gettext_lazy("Questions that unfold")
        icon = "list-ul"
        template = "portal/blocks/accordion.html"


# Blocks that bring no heading of a section with them.
UNDER_HEADINGS = {"heading", "text", "picture", "quote", "callout", "accordion", "buttons"}


def check_heading_levels(value: Any) -> None:
    """Raises ValidationError for a part of a section that stands in no section."""
    in_section = False
    for child in value:
        is_heading = child.block_type == "heading"
        opens = is_heading and child.value["level"] == "h2"
        if opens or child.block_type not in UNDER_HEADINGS:
            in_section = True
        elif is_heading and not in_section:
            raise ValidationError(
                _("“%(heading)s” is a part of a section: put the section's heading before it.")
                % {"heading": child.value["text"]}
            )
