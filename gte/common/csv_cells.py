"""Texts as cells of comma-separated files, which programs of tables open."""

from __future__ import annotations

# What makes such a program take a text for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(text: str) -> str:
    """The text; after an apostrophe where a program of tables would calculate it."""
    return f"'{text}" if text.startswith(FORMULA) else str(text)
