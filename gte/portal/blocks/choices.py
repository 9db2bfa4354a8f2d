"""A choice among names that are texts already."""

from __future__ import annotations

from typing import Any

from wagtail import blocks


class NameBlock(blocks.ChoiceBlock):
    """Wagtail asks for all choices to read one value, in case names are no texts: these are."""

    def normalize_choice(self, value: Any) -> Any:
        return value
