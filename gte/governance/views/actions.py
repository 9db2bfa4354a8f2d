"""What the coordination can do on a record's page, as ``parts/actions.html`` prints it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse


def link(name: str, code: str, label: str, *, quiet: bool = True) -> dict[str, Any]:
    """A link to a form about the record."""
    return {"url": reverse(name, args=[code]), "label": label, "quiet": quiet}


def button(
    name: str, code: str, action: str, label: str, *, asks: bool = False, quiet: bool = False
) -> dict[str, Any]:
    """A button that is sent at once, or leads to the page that asks before."""
    url = reverse(name, args=[code, action])
    return {"url": url, "label": label, "send": not asks, "quiet": quiet}
