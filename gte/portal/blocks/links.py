"""Where a page leads: buttons, lists of links, documents of the library."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from gte.library.models import Document
from gte.portal.blocks.choices import NameBlock
from gte.portal.choosing import documents_viewset
from gte.portal.places import place_choices, place_title, place_url
from gte.portal.tree import tree_of
from gte.register.registers import linked


class LinkBlock(blocks.StructBlock):
    """Leads to one thing: a page, a place of the site or another site."""

    text = blocks.CharBlock(
        required=False,
        max_length=120,
        label=gettext_lazy("Text"),
        help_text=gettext_lazy("Left empty, the title of where it leads."),
    )
    page = blocks.PageChooserBlock(required=False, label=gettext_lazy("Page"))
    place = NameBlock(
        choices=place_choices, required=False, label=gettext_lazy("or place of the site")
    )
    url = blocks.URLBlock(required=False, label=gettext_lazy("or address elsewhere"))
    note = blocks.CharBlock(
        required=False, max_length=200, label=gettext_lazy("What is found there")
    )

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        targets = [name for name in ("page", "place", "url") if value.get(name)]
        if len(targets) != 1:
            sentence = _("Choose one: a page, a place of the site or an address elsewhere.")
            raise StructBlockValidationError(block_errors={"page": ValidationError(sentence)})
        if value["url"] and not value["text"]:
            sentence = _("An address elsewhere needs a text.")
            raise StructBlockValidationError(block_errors={"text": ValidationError(sentence)})
        return value

    class Meta:
        label = gettext_lazy("Link")
        icon = "link"


def resolved(links: Iterable[Any], request: Any) -> list[dict[str, Any]]:
    """Links with their texts and addresses in the reader's language; those to nothing left out."""
    found = []
    for link in links:
        text, url = target_of(link, request)
        if url:
            found.append(
                {
                    "text": link["text"] or text,
                    "url": url,
                    "note": link["note"],
                    "external": bool(link["url"]),
                }
            )
    return found


def target_of(link: Any, request: Any) -> tuple[str, str]:
    if link["page"]:
        node = tree_of(request).translated(link["page"].pk, get_language() or "es")
        return (node.title, node.url) if node else ("", "")
    if link["place"]:
        return place_title(link["place"]), place_url(link["place"])
    return "", link["url"] or ""


class LinksBlock(blocks.StructBlock):
    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        context = super().get_context(value, parent_context)
        context["links"] = resolved(value["links"], (parent_context or {}).get("request"))
        return context


class ButtonsBlock(LinksBlock):
    links = blocks.ListBlock(LinkBlock(), min_num=1, max_num=3, label=gettext_lazy("Buttons"))

    class Meta:
        label = gettext_lazy("Buttons")
        icon = "link"
        template = "portal/blocks/buttons.html"


class LinkListBlock(LinksBlock):
    heading = blocks.CharBlock(required=False, max_length=150, label=gettext_lazy("Heading"))
    links = blocks.ListBlock(LinkBlock(), min_num=1, label=gettext_lazy("Links"))

    class Meta:
        label = gettext_lazy("List of links")
        icon = "list-ul"
        template = "portal/blocks/link_list.html"


class CallBlock(LinksBlock):
    """Asks the reader to do something."""

    title = blocks.CharBlock(max_length=120, label=gettext_lazy("Title"))
    text = blocks.TextBlock(required=False, label=gettext_lazy("Text"))
    links = blocks.ListBlock(LinkBlock(), min_num=1, max_num=2, label=gettext_lazy("Buttons"))

    class Meta:
        label = gettext_lazy("Call to act")
        icon = "bolt"
        template = "portal/blocks/call.html"


DocumentBase = documents_viewset.get_block_class(
    name="DocumentBase", module_path="gte.portal.blocks.links"
)


class DocumentBlock(DocumentBase):  # type: ignore[misc, valid-type]
    """A document of the library, kept by its permanent identifier."""

    def to_python(self, value: Any) -> Any:
        return Document.objects.filter(code=value).first() if value else None

    def bulk_to_python(self, values: Any) -> list[Any]:
        found = Document.objects.in_bulk([one for one in values if one], field_name="code")
        return [found.get(value) for value in values]

    def get_prep_value(self, value: Any) -> Any:
        return getattr(value, "code", value)

    def get_translatable_segments(self, _value: Any) -> list[Any]:
        """The same document in every language: its record holds both titles."""
        return []

    def restore_translated_segments(self, value: Any, _segments: Any) -> Any:
        return value


class DocumentsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(required=False, max_length=150, label=gettext_lazy("Heading"))
    documents = blocks.ListBlock(DocumentBlock(), min_num=1, label=gettext_lazy("Documents"))

    def get_context(self, value: Any, parent_context: Any = None) -> Any:
        context = super().get_context(value, parent_context)
        context["items"] = [linked(document) for document in value["documents"] if document]
        return context

    class Meta:
        label = gettext_lazy("Documents of the library")
        icon = "doc-full"
        template = "portal/blocks/documents.html"
