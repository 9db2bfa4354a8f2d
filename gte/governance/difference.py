"""What changed between two texts, word by word."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

WORDS = re.compile(r"\s+|[^\s\w]|\w+")
# Beyond this, comparing word by word takes seconds: lines are compared instead.
MOST_WORDS = 6_000


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text: kept, ``added`` or ``removed``."""

    text: str
    change: str = ""


def difference(before: str, after: str) -> list[Part]:
    """The parts of both texts in reading order; joined without the removed they are ``after``."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    if len(old) + len(new) > MOST_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    parts: list[Part] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for change, i, j, k, m in matcher.get_opcodes():
        if change == "equal":
            parts.append(Part("".join(old[i:j])))
            continue
        if i < j:
            parts.append(Part("".join(old[i:j]), "removed"))
        if k < m:
            parts.append(Part("".join(new[k:m]), "added"))
    return parts
