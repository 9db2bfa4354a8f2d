"""Tags that every template may use without loading anything."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """An icon of Lucide's, drawn into the page; the word beside it says what it means."""
    drawn = lucide(name, size=20, **{"class": "icon", "aria-hidden": "true"})
    return mark_safe(" ".join(drawn.split()))  # noqa: S308 - drawn by the package, not by a reader
