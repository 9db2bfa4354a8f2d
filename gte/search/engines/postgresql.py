"""The index on PostgreSQL: a ``tsvector`` of our own tokens with a GIN index.

The vector is written by us, so that no text search configuration of the server has a say. Tokens
of title and lead are in it twice, the second time behind ``t:`` and ``l:``: GIN knows no weights,
and would have to read every row to tell a title from a text. A token behind ``b:`` says in which
run of numbers an entry is: asked for together with a common word, it spares reading the places of
that word in all older entries. What ranking needs of thousands of rows is in a narrow table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from gte.search.analysis import GAP
from gte.search.engines.port import Conditions, IndexRow, Row, WordRow
from gte.search.entries import Part, Tokens
from gte.search.query import AnyOf, Node, Phrase, Term

# Entries in a run, and how many runs are asked first.
RUN, NEWEST_RUNS = 4096, 4

# The planner does not count what unpacking a vector costs: left alone it would read the vectors one
# by one for a common word. Here it has nothing but the index. The newest runs are asked first: for
# a word of most entries they have enough, and for one of few, asking them costs nothing.
CREATE_NEWEST = f"""
    CREATE FUNCTION search_newest(wanted tsquery, most integer, newest bigint)
    RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_indexscan = off
    AS $$
    DECLARE
        last bigint := newest / {RUN};
        recent tsquery := (
            SELECT string_agg(quote_literal('b:' || one), ' | ')
            FROM generate_series(last - {NEWEST_RUNS - 1}, last) AS one
        )::tsquery;
        numbers bigint[] := ARRAY(
            SELECT entry_id FROM search_index WHERE vector @@ (wanted && recent)
            ORDER BY entry_id DESC LIMIT most
        );
    BEGIN
        IF cardinality(numbers) < most THEN
            numbers := ARRAY(
                SELECT entry_id FROM search_index WHERE vector @@ wanted
                ORDER BY entry_id DESC LIMIT most
            );
        END IF;
        RETURN QUERY SELECT unnest(numbers);
    END
    $$
"""  # noqa: S608 - two numbers of ours
DROP_NEWEST = "DROP FUNCTION search_newest"
CREATE = [
    """
    CREATE TABLE search_head (
        id bigint PRIMARY KEY,
        date varchar(10) NOT NULL,
        facets text NOT NULL,
        title text NOT NULL,
        lead text NOT NULL
    )
    """,
    """
    CREATE TABLE search_index (entry_id bigint PRIMARY KEY, vector tsvector NOT NULL)
    WITH (toast_tuple_target = 128)
    """,
    # New tokens wait in a short list, which every search reads too, and are sorted in together.
    """
    CREATE INDEX search_index_vector ON search_index USING gin (vector)
    WITH (gin_pending_list_limit = 512)
    """,
    # Numbers of words change with every entry: room beside them spares the table's indexes.
    "ALTER TABLE search_searchword SET (fillfactor = 50)",
    # Whatever the database's collation, so that words are completed from an index.
    "CREATE INDEX search_word_prefix ON search_searchword (folded varchar_pattern_ops)",
    CREATE_NEWEST,
]
DROP = [
    DROP_NEWEST,
    "DROP INDEX search_word_prefix",
    "DROP TABLE search_index",
    "DROP TABLE search_head",
]
INSERT = (
    "INSERT INTO search_index (entry_id, vector) VALUES (%s, %s::tsvector) "
    "ON CONFLICT (entry_id) DO UPDATE SET vector = excluded.vector"
)
INSERT_HEAD = (
    "INSERT INTO search_head (id, date, facets, title, lead) VALUES (%s, %s, %s, %s, %s) "
    "ON CONFLICT (id) DO UPDATE SET date = excluded.date, facets = excluded.facets, "
    "title = excluded.title, lead = excluded.lead"
)
# The newest number is looked up outside the function, where the planner may use its index.
NUMBERS = "SELECT search_newest(%s::tsquery, %s, (SELECT max(entry_id) FROM search_index))"
# These numbers' vectors are read one by one, whatever the planner thinks of the index.
AMONG = """
    WITH read AS MATERIALIZED (SELECT * FROM search_index WHERE entry_id = ANY(%s))
    SELECT entry_id FROM read WHERE vector @@ %s::tsquery ORDER BY entry_id DESC LIMIT %s
"""
# The numbers first, then their rows: a join would be planned for far fewer of them.
HEADS = "FROM search_head WHERE id = ANY(ARRAY(%s)) ORDER BY id DESC"
ROWS = "SELECT id, date, facets, title, lead FROM search_head WHERE id = ANY(%s)"
WORDS = (
    "SELECT display, token, language FROM search_searchword "
    "WHERE folded LIKE %s AND entries > 0 "
    'ORDER BY entries DESC, folded COLLATE "C", language LIMIT %s'
)
# Columns as texts of a word a line: no word has a line in it, and arrays are slow to write out.
COUNT_WORDS = """
    INSERT INTO search_searchword (folded, language, display, token, length, entries)
    SELECT * FROM unnest(
        string_to_array(%s, E'\\n'), string_to_array(%s, E'\\n'), string_to_array(%s, E'\\n'),
        string_to_array(%s, E'\\n'), string_to_array(%s, E'\\n')::int[],
        string_to_array(%s, E'\\n')::int[]
    )
    ON CONFLICT (folded, language) DO UPDATE
    SET entries = search_searchword.entries + excluded.entries
"""
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


def asked(conditions: Conditions, limit: int) -> tuple[str, list[Any]]:
    """The statement for the numbers of the newest entries that fit, and its parameters."""
    if conditions.among is None:
        return NUMBERS, [match(conditions), limit]
    return AMONG, [list(conditions.among), match(conditions), limit]


def vector_of(pk: int, tokens: Tokens) -> str:
    """The vector as text: every token with the places where it stands."""
    places: defaultdict[str, list[str]] = defaultdict(list, {f"b:{pk // RUN}": []})
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
        heads, vectors = [], []
        for row in rows:
            tokens = row.tokens
            facets = f" {' '.join(tokens.facets)} "
            heads.append((row.pk, row.date, facets, tokens.title.joined(), tokens.lead.joined()))
            vectors.append((row.pk, vector_of(row.pk, tokens)))
        with connection.cursor() as cursor:
            for statement, values in ((INSERT_HEAD, heads), (INSERT, vectors)):
                if len(values) == 1:  # a pipeline for one is slower than none
                    cursor.execute(statement, values[0])
                else:
                    cursor.executemany(statement, values)

    def delete(self, pks: Iterable[int]) -> None:
        numbers = list(pks)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_index WHERE entry_id = ANY(%s)", [numbers])
            cursor.execute("DELETE FROM search_head WHERE id = ANY(%s)", [numbers])

    def clear(self) -> None:
        with connection.cursor() as cursor:
            # Not TRUNCATE: readers would wait for the end of the transaction.
            cursor.execute("DELETE FROM search_index")
            cursor.execute("DELETE FROM search_head")

    def tidy(self) -> None:
        with connection.cursor() as cursor:
            for table in ("search_index", "search_head", "search_searchentry", "search_searchword"):
                cursor.execute(f"ANALYZE {table}")

    def candidates(self, conditions: Conditions, limit: int) -> list[Row]:
        with connection.cursor() as cursor:
            numbers, parameters = asked(conditions, limit)
            heads = HEADS.replace("%s", numbers)
            cursor.execute(f"SELECT id, date, facets, title, lead {heads}", parameters)
            return cursor.fetchall()

    def rows(self, pks: Sequence[int]) -> list[Row]:
        with connection.cursor() as cursor:
            cursor.execute(ROWS, [list(pks)])
            return cursor.fetchall()

    def numbers(self, conditions: Conditions, limit: int) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute(*asked(conditions, limit))
            return [row[0] for row in cursor.fetchall()]

    def facets(self, conditions: Conditions, limit: int) -> list[str]:
        with connection.cursor() as cursor:
            numbers, parameters = asked(conditions, limit)
            cursor.execute(f"SELECT facets {HEADS.replace('%s', numbers)}", parameters)
            return [row[0] for row in cursor.fetchall()]

    def count_words(self, rows: Sequence[WordRow]) -> None:
        with connection.cursor() as cursor:
            columns = zip(*rows, strict=True)
            cursor.execute(COUNT_WORDS, ["\n".join(map(str, column)) for column in columns])

    def words(self, prefix: str, limit: int) -> list[tuple[str, str, str]]:
        with connection.cursor() as cursor:
            cursor.execute(WORDS, [prefix + "%", limit])
            return cursor.fetchall()
