"""The index on SQLite: an FTS5 table of tokens.

Its tokenizer only cuts at blanks. The table keeps its content: one without could not forget a row
(SQLite before 3.43). Rows come newest first, in the order of the index, so that a limit ends the
work early however common a word is. What ranking needs of thousands of rows is in a narrow table
beside it: reading it from the wide one cost most of a search.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from django.db import connection

from gte.search.engines.port import Conditions, IndexRow, Row, WordRow
from gte.search.query import AnyOf, Node, Phrase, Term

CREATE = (
    """
    CREATE TABLE search_head (
        id INTEGER PRIMARY KEY,
        date TEXT NOT NULL,
        facets TEXT NOT NULL,
        title TEXT NOT NULL,
        lead TEXT NOT NULL
    )
    """,
    """
    CREATE VIRTUAL TABLE search_index
    USING fts5(title, lead, facets, text, tokenize="ascii tokenchars ':-_'")
    """,
)
DROP = ("DROP TABLE search_index", "DROP TABLE search_head")
INSERT = "INSERT INTO search_index (rowid, title, lead, facets, text) VALUES (%s, %s, %s, %s, %s)"
INSERT_HEAD = "INSERT INTO search_head (id, date, facets, title, lead) VALUES (%s, %s, %s, %s, %s)"
DELETE = "DELETE FROM search_index WHERE rowid = %s"
DELETE_HEAD = "DELETE FROM search_head WHERE id = %s"
NEWEST = (
    "WHERE search_index MATCH %s AND search_index.rowid >= %s "
    "ORDER BY search_index.rowid DESC LIMIT %s"
)
JOINED = f"FROM search_index CROSS JOIN search_head ON id = search_index.rowid {NEWEST}"
CANDIDATES = f"SELECT search_head.* {JOINED}"
FACETS = f"SELECT search_head.facets {JOINED}"
NUMBERS = f"SELECT rowid FROM search_index {NEWEST}"  # noqa: S608 - a constant
# The numbers are ours: no text of a reader's is in them.
ROWS = "SELECT id, date, facets, title, lead FROM search_head WHERE id IN (%s)"
WORDS = (
    "SELECT display, token, language FROM search_searchword "
    "WHERE folded >= %s AND folded < %s AND entries > 0 "
    "ORDER BY entries DESC, folded, language LIMIT %s"
)
# Most words are there already, and changing them costs a third of an insert that meets them.
MORE_OF_WORD = (
    "UPDATE search_searchword SET entries = entries + %s WHERE folded = %s AND language = %s"
)
NEW_WORD = (
    "INSERT INTO search_searchword (folded, language, display, token, length, entries) "
    "VALUES (%s, %s, %s, %s, %s, %s)"
)
KNOWN_WORDS = (
    "SELECT folded, language FROM search_searchword "
    "WHERE folded IN (SELECT value FROM json_each(%s))"
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


def oldest(conditions: Conditions) -> int:
    """What fits has its words too, so being among the newest is being no older than the last."""
    return conditions.among[-1] if conditions.among else 0


class SqliteEngine:
    def index(self, rows: Sequence[IndexRow]) -> None:
        self.delete(row.pk for row in rows)
        heads, texts = [], []
        for row in rows:
            tokens = row.tokens
            facets = f" {' '.join(tokens.facets)} "
            title, lead = tokens.title.joined(), tokens.lead.joined()
            heads.append((row.pk, row.date, facets, title, lead))
            texts.append((row.pk, title, lead, facets, tokens.text.joined()))
        with connection.cursor() as cursor:
            cursor.executemany(INSERT_HEAD, heads)
            cursor.executemany(INSERT, texts)

    def delete(self, pks: Iterable[int]) -> None:
        rows = [(pk,) for pk in pks]
        with connection.cursor() as cursor:
            cursor.executemany(DELETE, rows)
            cursor.executemany(DELETE_HEAD, rows)

    def clear(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_index")
            cursor.execute("DELETE FROM search_head")

    def tidy(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_index (search_index) VALUES ('optimize')")
            cursor.execute("ANALYZE search_searchentry")
            cursor.execute("ANALYZE search_searchword")

    def candidates(self, conditions: Conditions, limit: int) -> list[Row]:
        with connection.cursor() as cursor:
            cursor.execute(CANDIDATES, [match(conditions), oldest(conditions), limit])
            return cursor.fetchall()

    def rows(self, pks: Sequence[int]) -> list[Row]:
        with connection.cursor() as cursor:
            cursor.execute(ROWS % ", ".join(str(int(pk)) for pk in pks))
            return cursor.fetchall()

    def numbers(self, conditions: Conditions, limit: int) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(NUMBERS, [match(conditions), oldest(conditions), limit])
            return [row[0] for row in cursor.fetchall()]

    def facets(self, conditions: Conditions, limit: int) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(FACETS, [match(conditions), oldest(conditions), limit])
            return [row[0] for row in cursor.fetchall()]

    def count_words(self, rows: Sequence[WordRow]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(KNOWN_WORDS, [json.dumps([row.folded for row in rows])])
            known = set(cursor.fetchall())
            more = [row for row in rows if (row.folded, row.language) in known]
            new = [row for row in rows if (row.folded, row.language) not in known]
            cursor.executemany(MORE_OF_WORD, [(one.number, *one[:2]) for one in more])
            cursor.executemany(NEW_WORD, new)

    def words(self, prefix: str, limit: int) -> list[tuple[str, str, str]]:
        with connection.cursor() as cursor:
            cursor.execute(WORDS, [prefix, prefix + LAST_CHARACTER, limit])
            return cursor.fetchall()
