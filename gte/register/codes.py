"""Identifiers for records that are made here: unique among the records of every kind."""

from __future__ import annotations

from django.utils.text import slugify

from gte.register.registers import REGISTERS

LONGEST = 60


def free_code(prefix: str, title: str) -> str:
    """An identifier made of a title that no record of any kind has."""
    stem = f"{prefix}-{slugify(title)[:LONGEST].strip('-') or 'untitled'}"
    taken: set[str] = set()
    for model in REGISTERS:
        same = model._default_manager.filter(code__startswith=stem)
        taken.update(same.values_list("code", flat=True))
    number = 1
    code = stem
    while code in taken:
        number += 1
        code = f"{stem}-{number}"
    return code
