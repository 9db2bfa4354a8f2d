"""The index on SQLite: an FTS5 table of tokens.

Its tokenizer only cuts at blanks. The table keeps its content: one without could not forget a row
(SQLite before 3.43). Rows come newest first, in the order of the index, so that a limit ends the
work early however common a word is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from gte.search.engines.port import Candidate, Conditions, IndexRow
from gte.search.query import AnyOf, Node, Phrase, Term

CREATE = (
    "CREATE VIRTUAL TABLE search_index USING fts5("
    "title, lead, facets, date UNINDEXED, text, tokenize=\"ascii tokenchars ':-_'\")"
)
DROP = "DROP TABLE search_index"
INSERT = (
    "INSERT INTO search_index (rowid, title, lead, facets, date, text) "
    "VALUES (%s, %s, %s, %s, %s, %s)"
)
NEWEST = "FROM search_index WHERE search_index MATCH %s ORDER BY rowid DESC LIMIT %s"
CANDIDATES = f"SELECT rowid, date, facets, title, lead {NEWEST}"
NUMBERS = f"SELECT rowid {NEWEST}"
FACETS = f"SELECT facets {NEWEST}"
WORDS = (
    "SELECT display, token, language FROM search_searchword "
    "WHERE folded >= %s AND folded < %s AND entries > 0 "
    "ORDER BY entries DESC, folded, language LIMIT %s"
)
LAST_CHARACTER = "\U0010ffff"


def quoted(tokens: Iterable[str]) -> str:
    text = " ".join(tokens).replace('"', '""')
    return f'"{text}"'


def expression(node: Node) -> str:
    if isinstance(node, Term):
        return quoted([node.token])
    if isinstance(node, Phrase):
        return quoted(node.tokens)
    joint = " OR " if isinstance(node, AnyOf) else " AND "
    return f"({joint.join(expression(part) for part in node.parts)})"


def match(conditions: Conditions) -> str:
    """Raises ValueError when nothing is asked for."""
    if conditions.is_empty:
        raise ValueError("an index is asked for something, or for nothing at all")
    wanted = [
        *(quoted([token]) for token in conditions.facets),
        *(f"({{{' '.join(one.parts)}}} : {expression(one.node)})" for one in conditions.within),
        *(expression(node) for node in conditions.nodes),
    ]
    text = " AND ".join(wanted)
    if not conditions.excluded:
        return text
    return f"({text}) NOT ({' OR '.join(expression(node) for node in conditions.excluded)})"


class SqliteEngine:
    def index(self, rows: Sequence[IndexRow]) -> None:
        self.delete(row.pk for row in rows)
        with connection.cursor() as cursor:
            cursor.executemany(INSERT, [self.values(row) for row in rows])

    @staticmethod
    def values(row: IndexRow) -> tuple[Any, ...]:
        tokens = row.tokens
        facets = f" {' '.join(tokens.facets)} "
        head = (tokens.title.joined(), tokens.lead.joined())
        return (row.pk, *head, facets, row.date, tokens.text.joined())

    def delete(self, pks: Iterable[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany("DELETE FROM search_index WHERE rowid = %s", [(pk,) for pk in pks])

    def clear(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_index")

    def tidy(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_index (search_index) VALUES ('optimize')")
            cursor.execute("ANALYZE search_searchentry")
            cursor.execute("ANALYZE search_searchword")

    def candidates(self, conditions: Conditions, limit: int) -> list[Candidate]:
        with connection.cursor() as cursor:
            cursor.execute(CANDIDATES, [match(conditions), limit])
            return [Candidate(*row) for row in cursor.fetchall()]

    def numbers(self, conditions: Conditions, limit: int) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(NUMBERS, [match(conditions), limit])
            return [row[0] for row in cursor.fetchall()]

    def facets(self, conditions: Conditions, limit: int) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(FACETS, [match(conditions), limit])
            return [row[0] for row in cursor.fetchall()]

    def words(self, prefix: str, limit: int) -> list[tuple[str, str, str]]:
        with connection.cursor() as cursor:
            cursor.execute(WORDS, [prefix, prefix + LAST_CHARACTER, limit])
            return cursor.fetchall()
