"""What a reader typed, as conditions on tokens that both databases can be asked.

Pure: no database. Nothing that can be typed is an error; what cannot be searched is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gte.search.analysis import LANGUAGES, Word, alternatives, token, words_of
from gte.search.glossary import Glossary
from gte.search.stopwords import BY_LANGUAGE, EITHER

MOST_CHARACTERS = 200
MOST_WORDS = 10
QUOTES = '"“”„«»'  # noqa: RUF100
# A piece is something in quotes or up to the next blank; a minus before it excludes it.
PIECE = re.compile(rf"(?P<minus>-?)[{QUOTES}](?P<quoted>[^{QUOTES}]*)[{QUOTES}]|(?P<plain>\S+)")
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


@dataclass(frozen=True)
class Term:
    token: str


@dataclass(frozen=True)
class Phrase:
    """Tokens that follow each other."""

    tokens: tuple[str, ...]


@dataclass(frozen=True)
class All:
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class AnyOf:
    parts: tuple[Node, ...]


Node = Term | Phrase | All | AnyOf


@dataclass(frozen=True)
class Group:
    """Something asked for: what was typed, and what the field says instead of it."""

    direct: Node
    equivalents: tuple[Node, ...]
    words: tuple[Word, ...]

    @property
    def whole(self) -> Node:
        return any_of([self.direct, *self.equivalents])


@dataclass(frozen=True)
class Query:
    """A query understood. ``is_cut``: something beyond the limits was left out."""

    text: str
    groups: tuple[Group, ...] = ()
    excluded: tuple[Node, ...] = ()
    is_cut: bool = False

    @property
    def has_expansions(self) -> bool:
        return any(group.equivalents for group in self.groups)


def any_of(nodes: Iterable[Node]) -> Node:
    parts = tuple(dict.fromkeys(nodes))
    return parts[0] if len(parts) == 1 else AnyOf(parts)


def all_of(nodes: Iterable[Node]) -> Node:
    parts = tuple(dict.fromkeys(nodes))
    return parts[0] if len(parts) == 1 else All(parts)


def phrases_in(node: Node) -> Iterable[Phrase]:
    if isinstance(node, Phrase):
        yield node
    elif isinstance(node, All | AnyOf):
        for part in node.parts:
            yield from phrases_in(part)


def without_order(node: Node) -> Node:
    """The node with the words of its phrases anywhere: whatever fits it fits this too."""
    if isinstance(node, Term):
        return node
    if isinstance(node, Phrase):
        return all_of(map(Term, node.tokens))
    return (any_of if isinstance(node, AnyOf) else all_of)(map(without_order, node.parts))


def word_node(folded: str) -> Node:
    return any_of(Term(found) for found in alternatives(folded))


def phrase_node(folded: Sequence[str]) -> Node | None:
    """Words that follow each other in a text of either language, whose stop words do not count."""
    nodes: list[Node] = []
    for language in LANGUAGES:
        row = [token(word, language) for word in folded if word not in BY_LANGUAGE[language]]
        if row:
            nodes.append(Phrase(tuple(row)) if len(row) > 1 else Term(row[0]))
    return any_of(nodes) if nodes else None


def cleaned(text: str) -> str:
    """In one spelling, with control characters as blanks."""
    normal = unicodedata.normalize("NFC", text)
    return "".join(" " if unicodedata.category(char) in {"Cc", "Cs"} else char for char in normal)


def cut(text: str) -> str:
    """At most the longest query, not ending in half a word."""
    text = " ".join(text.split())
    if len(text) <= MOST_CHARACTERS:
        return text
    shortened = text[:MOST_CHARACTERS]
    return shortened.rpartition(" ")[0] or shortened


@dataclass(frozen=True)
class Piece:
    """Part of a query between blanks or in quotes."""

    words: tuple[Word, ...]
    raw: str
    excludes: bool
    quoted: bool


def pieces_of(text: str) -> list[Piece]:
    found = []
    for match in PIECE.finditer(text):
        quoted = match["quoted"] is not None
        name = "quoted" if quoted else "plain"
        raw, offset = match[name], match.start(name)
        excludes = match["minus"] == "-" if quoted else raw.startswith("-")
        words = tuple(
            Word(word.start + offset, word.end + offset, word.folded) for word in words_of(raw)
        )
        if words:
            found.append(Piece(words, raw, excludes, quoted and len(words) > 1))
    return found


def without_stop_words(pieces: list[Piece]) -> list[Piece]:
    """The pieces that ask for something; all of them where that would be none."""
    telling = [piece for piece in pieces if any(word.folded not in EITHER for word in piece.words)]
    return telling or pieces


def excluded_node(piece: Piece) -> Node:
    folded = [word.folded for word in piece.words]
    node = phrase_node(folded) if len(folded) > 1 else None
    return node or all_of(word_node(word) for word in folded)


def limited(pieces: list[Piece]) -> tuple[list[Piece], bool]:
    """The pieces up to the most words that are searched for."""
    kept: list[Piece] = []
    count = 0
    for piece in pieces:
        count += sum(word.folded not in EITHER for word in piece.words) or 1
        if count > MOST_WORDS:
            return kept, True
        kept.append(piece)
    return kept, False


@lru_cache(maxsize=512)
def parse(text: str, glossary: Glossary) -> Query:
    """Understands a query: words, "phrases" and -exclusions; all other signs are ignored."""
    text = " ".join(cleaned(text[: 4 * MOST_CHARACTERS]).split())
    shown = cut(text)
    pieces = pieces_of(shown)
    asked = without_stop_words([piece for piece in pieces if not piece.excludes])
    asked, too_many = limited(asked)
    excluded, too_many_excluded = limited([piece for piece in pieces if piece.excludes])
    return Query(
        text=shown,
        groups=tuple(groups_of(asked, glossary)),
        excluded=tuple(dict.fromkeys(excluded_node(piece) for piece in excluded)),
        is_cut=shown != text or too_many or too_many_excluded,
    )


def groups_of(pieces: list[Piece], glossary: Glossary) -> list[Group]:
    """A group for each phrase and each word, words that make a term of the field together."""
    groups: list[Group] = []
    run: list[tuple[Word, str]] = []
    for piece in pieces:
        if piece.quoted:
            groups += groups_of_run(run, glossary)
            run = []
            groups += phrase_groups(piece)
        else:
            code = piece.raw.lower() if len(piece.words) > 1 else ""
            code = code if CODE.fullmatch(code) else ""
            run += [(word, code) for word in piece.words]
    groups += groups_of_run(run, glossary)
    return list({group.direct: group for group in groups}.values())


def phrase_groups(piece: Piece) -> list[Group]:
    folded = [word.folded for word in piece.words]
    node = phrase_node(folded)
    if node is None:
        return [Group(word_node(word.folded), (), (word,)) for word in piece.words]
    return [Group(node, (), piece.words)]


def groups_of_run(run: list[tuple[Word, str]], glossary: Glossary) -> list[Group]:
    telling = [pair for pair in run if pair[0].folded not in EITHER] or run
    groups: list[Group] = []
    start = 0
    while start < len(telling):
        folded = [word.folded for word, _code in telling[start:]]
        size, equivalents = glossary.longest(folded)
        taken = telling[start : start + max(size, 1)]
        words = tuple(word for word, _code in taken)
        direct = all_of(word_node(word.folded) for word in words)
        if size <= 1 and (code := taken[0][1]):
            direct = any_of([direct, Term(f"code:{code}")])
        nodes = [phrase_node(term) for term in equivalents]
        groups.append(Group(direct, tuple(node for node in nodes if node), words))
        start += len(taken)
    return groups
