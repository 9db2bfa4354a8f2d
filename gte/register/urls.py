"""Addresses of registers: a list under its path, each record below it."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import URLPattern, path
from django.utils.text import format_lazy

from gte.register.registers import Register
from gte.register.views import RegisterDetailView, RegisterListView


def register_urls(registers: Iterable[Register]) -> list[URLPattern]:
    """Two addresses per register. Lists over one model share the page of the first."""
    patterns: list[URLPattern] = []
    detailed = set()
    for register in registers:
        view = RegisterListView.as_view(register=register)
        patterns.append(path(register.path, view, name=register.list_url_name))
        if register.model not in detailed:
            detailed.add(register.model)
            page = RegisterDetailView.as_view(register=register)
            address = format_lazy("{}{}", register.path, "<slug:code>/")
            patterns.append(path(address, page, name=register.model.url_name))
    return patterns
