"""Terms of the field that mean the same, in both languages and in the words of each country."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml

from gte.search.analysis import stem, words_of
from gte.search.stopwords import EITHER

FILE = Path(__file__).parent / "data" / "glossary.yaml"
Term = tuple[str, ...]


def term_of(text: str) -> Term:
    """A term as its folded words, those that say nothing left out."""
    return tuple(word.folded for word in words_of(text) if word.folded not in EITHER)


def keys_of(term: Term) -> set[Term]:
    """How a term is recognised: by its stems in either language."""
    return {tuple(stem(word, language) for word in term) for language in ("es", "en")}


@dataclass(frozen=True, eq=False)
class Glossary:
    """For each term, the other terms of its groups; ``longest_term`` in words."""

    equivalents: dict[Term, tuple[Term, ...]] = field(default_factory=dict)
    longest_term: int = 0

    @classmethod
    def of(cls, groups: list[list[str]]) -> Glossary:
        equivalents: dict[Term, dict[Term, None]] = {}
        for group in groups:
            terms = list(dict.fromkeys(term_of(text) for text in group))
            for term in terms:
                own = keys_of(term)
                others = [other for other in terms if not own & keys_of(other)]
                for key in own:
                    equivalents.setdefault(key, {}).update(dict.fromkeys(others))
        return cls(
            {key: tuple(terms) for key, terms in equivalents.items()},
            max((len(key) for key in equivalents), default=0),
        )

    def longest(self, folded: list[str]) -> tuple[int, tuple[Term, ...]]:
        """The longest term that the words begin with: its length, and what means the same."""
        for size in range(min(self.longest_term, len(folded)), 0, -1):
            for key in keys_of(tuple(folded[:size])):
                if key in self.equivalents:
                    return size, self.equivalents[key]
        return 0, ()


@cache
def field_glossary() -> Glossary:
    """The glossary of the platform, read once."""
    # The loader in C, where there is one, reads ten times as fast.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return Glossary.of(yaml.load(FILE.read_text(encoding="utf-8"), Loader=loader))  # noqa: S506
