"""The blocks of a page's body, and what must hold for all of them together."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError

from gte.portal.blocks.links import (
    ButtonsBlock,
    CallBlock,
    DocumentsBlock,
    LinkListBlock,
)
from gte.portal.blocks.live import LIVE_BLOCKS
from gte.portal.blocks.texts import (
    AccordionBlock,
    CalloutBlock,
    HeadingBlock,
    PictureBlock,
    QuoteBlock,
    TextBlock,
    check_heading_levels,
)

BODY_BLOCKS: list[tuple[str, blocks.Block]] = [
    ("heading", HeadingBlock()),
    ("text", TextBlock()),
    ("picture", PictureBlock()),
    ("quote", QuoteBlock()),
    ("callout", CalloutBlock()),
    ("accordion", AccordionBlock()),
    ("buttons", ButtonsBlock()),
    ("call", CallBlock()),
    ("link_list", LinkListBlock()),
    ("documents", DocumentsBlock()),
    *LIVE_BLOCKS,
]


class BodyBlock(blocks.StreamBlock):
    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        super().__init__(local_blocks or BODY_BLOCKS, **kwargs)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        try:
            check_heading_levels(cleaned)
        except ValidationError as error:
            raise StreamBlockValidationError(non_block_errors=[error]) from error
        return cleaned

    class Meta:
        # Each shows all of its kind, under one anchor.
        block_counts = {name: {"max_num": 1} for name, _block in LIVE_BLOCKS}
