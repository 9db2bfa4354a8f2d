"""The index on PostgreSQL: a ``tsvector`` of our own tokens with a GIN index.

The vector is written by us, so that no text search configuration of the server has a say. Tokens
of title and lead are in it twice, the second time behind ``t:`` and ``l:``: GIN knows no weights,
and would have to read every row to tell a title from a text. The vector lies outside its row, so
that reading what ranking needs of thousands of rows stays cheap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from gte.search.analysis import GAP
from gte.search.engines.port import Conditions, IndexRow, Row
from gte.search.entries import Part, Tokens
from gte.search.query import AnyOf, Node, Phrase, Term

CREATE = [
    """
    CREATE TABLE search_index (
        entry_id bigint PRIMARY KEY,
        date varchar(10) NOT NULL,
        facets text NOT NULL,
        title text NOT NULL,
        lead text NOT NULL,
        vector tsvector NOT NULL
    ) WITH (toast_tuple_target = 128)
    """,
    """
    ALTER TABLE search_index
        ALTER COLUMN facets SET STORAGE MAIN,
        ALTER COLUMN title SET STORAGE MAIN,
        ALTER COLUMN lead SET STORAGE MAIN
    """,
    "CREATE INDEX search_index_vector ON search_index USING gin (vector) WITH (fastupdate = off)",
    # Whatever the database's collation, so that words are completed from an index.
    "CREATE INDEX search_word_prefix ON search_searchword (folded varchar_pattern_ops)",
]
DROP = "DROP TABLE search_index"
INSERT = (
    "INSERT INTO search_index (entry_id, date, facets, title, lead, vector) "
    "VALUES (%s, %s, %s, %s, %s, %s::tsvector) ON CONFLICT (entry_id) DO UPDATE SET "
    "date = excluded.date, facets = excluded.facets, title = excluded.title, "
    "lead = excluded.lead, vector = excluded.vector"
)
NEWEST = "FROM search_index WHERE vector @@ %s::tsquery ORDER BY entry_id DESC LIMIT %s"
CANDIDATES = f"SELECT entry_id, date, facets, title, lead {NEWEST}"
NUMBERS = f"SELECT entry_id {NEWEST}"
ROWS = "SELECT entry_id, date, facets, title, lead FROM search_index WHERE entry_id = ANY(%s)"
FACETS = f"SELECT facets {NEWEST}"
WORDS = (
    "SELECT display, token, language FROM search_searchword "
    "WHERE folded LIKE %s AND entries > 0 "
    'ORDER BY entries DESC, folded COLLATE "C", language LIMIT %s'
)
MARKS = {"title": "t:", "lead": "l:"}
# A word more often in one text than this has no further places (a limit of PostgreSQL).
MOST_PLACES = 255


def lexeme(token: str) -> str:
    text = token.replace("\\", "\\\\").replace("'", "''")
    return f"'{text}'"


def phrase(tokens: Iterable[str]) -> str:
    return f"({' <-> '.join(map(lexeme, tokens))})"


def expression(node: Node, mark: str = "") -> str:
    if isinstance(node, Term):
        return lexeme(mark + node.token)
    if isinstance(node, Phrase):
        return phrase(mark + token for token in node.tokens)
    joint = " | " if isinstance(node, AnyOf) else " & "
    return f"({joint.join(expression(part, mark) for part in node.parts)})"


def within(node: Node, parts: Sequence[str]) -> str:
    """A condition of each of whose terms any of the parts must have, as FTS5 has it."""
    if isinstance(node, Term | Phrase):
        return f"({' | '.join(expression(node, MARKS[part]) for part in parts)})"
    joint = " | " if isinstance(node, AnyOf) else " & "
    return f"({joint.join(within(part, parts) for part in node.parts)})"


def match(conditions: Conditions) -> str:
    """Raises ValueError when nothing is asked for."""
    if conditions.is_empty:
        raise ValueError("an index is asked for something, or for nothing at all")
    return " & ".join(
        [
            *map(lexeme, conditions.facets),
            *(within(one.node, one.parts) for one in conditions.within),
            *map(expression, conditions.nodes),
            *(f"!({expression(node)})" for node in conditions.excluded),
        ]
    )


def vector_of(tokens: Tokens) -> str:
    """The vector as text: every token with the places where it stands."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    place = 1
    for part, mark in ((tokens.title, "t:"), (tokens.lead, "l:"), (tokens.text, "")):
        place = add_row(places, part, mark, place)
        for token in part.loose:
            places.setdefault(token, [])
            if mark:
                places.setdefault(mark + token, [])
    for token in tokens.facets:
        places.setdefault(token, [])
    return " ".join(
        f"{lexeme(token)}:{','.join(found)}" if found else lexeme(token)
        for token, found in places.items()
    )


def add_row(places: defaultdict[str, list[str]], part: Part, mark: str, place: int) -> int:
    """Notes the places of a row; returns the first place after it. Gaps take a place, no token."""
    for token in part.row:
        if token != GAP:
            for name in {token, mark + token}:
                if len(places[name]) < MOST_PLACES:
                    places[name].append(str(place))
        place += 1
    return place + 1


class PostgresEngine:
    def index(self, rows: Sequence[IndexRow]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(INSERT, [self.values(row) for row in rows])

    @staticmethod
    def values(row: IndexRow) -> tuple[Any, ...]:
        tokens = row.tokens
        facets = f" {' '.join(tokens.facets)} "
        head = (facets, tokens.title.joined(), tokens.lead.joined())
        return (row.pk, row.date, *head, vector_of(tokens))

    def delete(self, pks: Iterable[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_index WHERE entry_id = ANY(%s)", [list(pks)])

    def clear(self) -> None:
        with connection.cursor() as cursor:
            # Not TRUNCATE: readers would wait for the end of the transaction.
            cursor.execute("DELETE FROM search_index")

    def tidy(self) -> None:
        with connection.cursor() as cursor:
            for table in ("search_index", "search_searchentry", "search_searchword"):
                cursor.execute(f"ANALYZE {table}")

    def candidates(self, conditions: Conditions, limit: int) -> list[Row]:
        with connection.cursor() as cursor:
            cursor.execute(CANDIDATES, [match(conditions), limit])
            return cursor.fetchall()

    def rows(self, pks: Sequence[int]) -> list[Row]:
        with connection.cursor() as cursor:
            cursor.execute(ROWS, [list(pks)])
            return cursor.fetchall()

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
            cursor.execute(WORDS, [prefix + "%", limit])
            return cursor.fetchall()
