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

TABLE = "search_index"
CREATE = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5("
    "title, lead, facets, date UNINDEXED, text, tokenize=\"ascii tokenchars ':-_'\")"
)
DROP = f"DROP TABLE {TABLE}"
INSERT = f"INSERT INTO {TABLE} (rowid, title, lead, facets, date, text) VALUES (%s, %s, %s, %s, %s, %s)"  # noqa: E501
CANDIDATES = f"SELECT rowid, date, facets, title, lead FROM {TABLE} WHERE {TABLE} MATCH %s ORDER BY rowid DESC LIMIT %s"  # noqa: E501
NUMBERS = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s ORDER BY rowid DESC LIMIT %s"
FACETS = f"SELECT facets FROM {TABLE} WHERE {TABLE} MATCH %s ORDER BY rowid DESC LIMIT %s"
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
            cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(pk,) for pk in pks])  # noqa: S608

    def clear(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608

    def tidy(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('optimize')")  # noqa: S608
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
