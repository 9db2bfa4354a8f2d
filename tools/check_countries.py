"""No country in code or templates: members are data, and the next one must need no programmer.

    tools/check_countries.py [ROOT]

What is hunted comes from the record itself (gte/record/data/members.yaml), so this tool holds no
list either: codes that are a whole string, alone or at the end of a locale such as ``es-XX``, those
of three letters in capitals only (HTML has words like ``col``); names, whole words with or without
accents, in strings and in identifiers; time zones. Comments may name a country to explain
something; docstrings are strings and may not.
"""

from __future__ import annotations

import io
import re
import sys
import tokenize
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MEMBERS = Path("gte/record/data/members.yaml")
# The record is data, the locale translates what people write, compiled caches are nobody's text.
EXEMPT = ("gte/record/data/", "gte/locale/", "/__pycache__/")
PLAIN_SUFFIXES = (".html", ".typ", ".css", ".js", ".txt", ".svg")

PLAIN_COMMENT = re.compile(
    r"\{#.*?#\}|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}|<!--.*?-->|/\*.*?\*/", re.DOTALL
)
QUOTED = re.compile(r"""(?P<quote>["'])(?P<text>[^"'\n]*)(?P=quote)""")
TEXT_NODE = re.compile(r">\s*(?P<text>[^<>\s{}]{2,8})\s*<")
WORD = re.compile(r"[^\W\d_]+")
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def fold(text: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    return WORD.findall(fold(CAMEL.sub(" ", text)))


@dataclass(frozen=True)
class Hunted:
    """Codes as they are written; folded: names as runs of words, time zones."""

    codes: frozenset[str]
    names: tuple[tuple[str, ...], ...]
    zones: tuple[str, ...]

    def code_in(self, literal: str) -> str | None:
        """The code that a whole string is, if it is one."""
        parts = re.split(r"[-_]", literal.strip())
        alone = len(parts) == 1 or (len(parts) == 2 and len(parts[0]) == 2)
        return parts[-1] if alone and parts[-1] in self.codes else None

    def name_in(self, text: str) -> str | None:
        found = words(text)
        for name in self.names:
            size = len(name)
            if any(tuple(found[i : i + size]) == name for i in range(len(found) - size + 1)):
                return " ".join(name)
        folded = fold(text)
        return next((zone for zone in self.zones if zone in folded), None)


def read_hunted(path: Path) -> Hunted:
    members: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    two = {str(row["iso2"]) for row in members if row.get("iso2")}
    three = {str(row["iso3"]) for row in members if row.get("iso3")}
    codes = two | {code.lower() for code in two} | three
    names = {tuple(words(name)) for row in members for name in row["name"].values()}
    zones = {fold(row["time_zone"]) for row in members if row.get("time_zone")}
    return Hunted(frozenset(codes), tuple(sorted(names)), tuple(sorted(zones)))


def literal_text(token: str) -> str:
    """A string token without its prefix and quotes; escapes stay as written."""
    return re.sub(r"^[a-zA-Z]*(\"\"\"|'''|\"|')(.*)\1$", r"\2", token, flags=re.DOTALL)


def breach_in_token(kind: int, text: str, hunted: Hunted) -> str | None:
    if kind == tokenize.STRING:
        literal = literal_text(text)
        return hunted.code_in(literal) or hunted.name_in(literal)
    if kind == getattr(tokenize, "FSTRING_MIDDLE", None):
        return hunted.name_in(text)
    if kind == tokenize.NAME:
        # In capitals a name is a constant or a state; a short variable of two letters is not.
        code = hunted.code_in(text) if text.isupper() and "_" not in text else None
        return code or hunted.name_in(text)
    return None


def check_python(source: str, hunted: Hunted) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if what := breach_in_token(token.type, token.string, hunted):
            line = token.start[0]
            # A docstring is one token of many lines: point at the line itself.
            for offset, part in enumerate(token.string.splitlines()):
                if hunted.name_in(part):
                    line += offset
                    break
            yield line, what


def blank_comments(source: str) -> str:
    """The text without its comments, every line where it was."""
    return PLAIN_COMMENT.sub(lambda match: "\n" * match.group().count("\n"), source)


def check_plain(source: str, hunted: Hunted) -> Iterator[tuple[int, str]]:
    text = blank_comments(source)
    for number, line in enumerate(text.splitlines(), start=1):
        pieces = [match["text"] for match in (*QUOTED.finditer(line), *TEXT_NODE.finditer(line))]
        codes = (hunted.code_in(piece) for piece in pieces)
        if what := next(filter(None, codes), None) or hunted.name_in(line):
            yield number, what


def sources(root: Path) -> Iterable[Path]:
    for path in sorted((root / "gte").rglob("*")):
        relative = path.relative_to(root).as_posix()
        wanted = path.suffix == ".py" or path.suffix in PLAIN_SUFFIXES
        if wanted and not any(part in relative for part in EXEMPT):
            yield path


def check_tree(root: Path) -> Iterator[tuple[Path, int, str]]:
    """Every country found under ``root`` as file, line and what was found."""
    hunted = read_hunted(root / MEMBERS)
    for path in sources(root):
        check = check_python if path.suffix == ".py" else check_plain
        for line, what in check(path.read_text(encoding="utf-8"), hunted):
            yield path, line, what


def main(root: Path) -> int:
    if not (root / MEMBERS).is_file():
        print(f"{MEMBERS}: not found, so there is nothing to hunt for")
        return 1
    breaches = list(check_tree(root))
    for path, line, what in breaches:
        print(f"{path.relative_to(root)}:{line}: names a member State ({what}); members are data")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()))
