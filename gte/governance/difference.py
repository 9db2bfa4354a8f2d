"""What changed between two texts, word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, takewhile

# A word or a sign with the space after it: spaces of their own would all be like each other.
WORDS = re.compile(r"(?:\w+|[^\s\w])\s*|\s+")
# What one attempt may take, some tenths of a second, and what each search takes besides.
MOST_STEPS = 300_000
STEPS_OF_A_SEARCH = 10


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text: kept, ``added`` or ``removed``."""

    text: str
    change: str = ""


def difference(before: str, after: str) -> list[Part]:
    """The parts of both texts in reading order; joined without the removed they are ``after``.

    Texts of which that would take too long are compared with less care: common words do not count
    as alike by themselves, then lines are compared whole, then the texts.
    """
    words = WORDS.findall(before), WORDS.findall(after)
    lines = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for (old, new), autojunk in ((words, False), (words, True), (lines, False)):
        try:
            return list(compared(old, new, autojunk=autojunk))
        except TooMuch:
            continue
    return [Part(before, "removed"), Part(after, "added")]


def compared(old: list[str], new: list[str], *, autojunk: bool) -> Iterator[Part]:
    """What both begin and end with is set aside first. Raises TooMuch."""
    start = alike(zip(old, new, strict=False))
    end = alike(zip(reversed(old[start:]), reversed(new[start:]), strict=False))
    middle, changed = old[start : len(old) - end], new[start : len(new) - end]
    yield from part(old[:start], "")
    for change, i, j, k, m in Matcher(middle, changed, autojunk=autojunk).get_opcodes():
        if change == "equal":
            yield from part(middle[i:j], "")
            continue
        yield from part(middle[i:j], "removed")
        yield from part(changed[k:m], "added")
    yield from part(old[len(old) - end :], "")


def part(tokens: list[str], change: str) -> Iterator[Part]:
    if tokens:
        yield Part("".join(tokens), change)


def alike(pairs: Iterable[tuple[str, str]]) -> int:
    """How many pairs are of the same, before the first that is not."""
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))


class TooMuch(Exception):
    """To compare two texts would take more steps than it may."""


class Matcher(difflib.SequenceMatcher[str]):
    """Counts at most how many steps each search will take. Raises TooMuch above MOST_STEPS."""

    def __init__(self, old: list[str], new: list[str], *, autojunk: bool) -> None:
        super().__init__(None, old, new, autojunk=autojunk)
        self.steps = 0
        places: dict[str, list[int]] = self.b2j  # type: ignore[attr-defined]
        each = (1 + len(places.get(token, ())) for token in old)
        self.steps_to = list(accumulate(each, initial=0))

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> difflib.Match:
        end = len(self.steps_to) - 1 if ahi is None else ahi
        self.steps += STEPS_OF_A_SEARCH + self.steps_to[end] - self.steps_to[alo]
        if self.steps > MOST_STEPS:
            raise TooMuch
        return super().find_longest_match(alo, ahi, blo, bhi)
