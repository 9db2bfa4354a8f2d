"""The verbs of the index: called inside the transaction that changes what can be found.

They write no log, as whoever changes the thing itself does; only ``reindex`` stands alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import QuerySet

from gte.common.domain import write_log
from gte.search import vocabulary
from gte.search.analysis import LANGUAGES
from gte.search.engines import engine
from gte.search.engines.port import IndexRow
from gte.search.entries import Entry, one_spelling, tokens_of
from gte.search.kinds import KINDS
from gte.search.models import SearchEntry, SearchWord

CHUNK = 500
TEXTS = ("title", "lead", "text")
COLUMNS = (
    *(f"{name}_{language}" for name in TEXTS for language in LANGUAGES),
    "path_es",
    "path_en",
    "date",
)
T = TypeVar("T")


def chunks(items: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while part := list(islice(iterator, CHUNK)):
        yield part


def index_objects(kind: str, objects: Iterable[Any]) -> int:
    """Makes the things of a kind be found as they are now; returns how many can be."""
    entry_of = KINDS[kind].entry_of
    count = 0
    for part in chunks(objects):
        entries = [entry for one in part if (entry := entry_of(one))]
        index_entries(entries)
        count += len(entries)
    return count


# No savepoints: who changes a thing fails with its index.
@transaction.atomic(savepoint=False)
def index_entries(entries: Sequence[Entry]) -> None:
    """Writes entries, in place of those of the same kind and key."""
    entries = list({(entry.kind, entry.key): entry for entry in entries}.values())
    present = present_rows(entries)
    before = [texts_of(row) for row in present.values()]
    new: list[SearchEntry] = []
    changed: list[SearchEntry] = []
    for entry in entries:
        row = present.get((entry.kind, entry.key))
        (changed if row else new).append(fill(row or SearchEntry(), entry))
    SearchEntry.objects.bulk_create(new)
    if len(changed) == 1:
        changed[0].save(update_fields=COLUMNS)
    elif changed:
        SearchEntry.objects.bulk_update(changed, COLUMNS, batch_size=50)
    written = {(row.kind, row.key): row for row in (*new, *changed)}
    rows = [
        IndexRow(written[entry.kind, entry.key].pk, entry.date, tokens_of(entry))
        for entry in entries
    ]
    engine().index(rows)
    vocabulary.count_changes(before, [texts_of(row) for row in written.values()])


def present_rows(entries: Sequence[Entry]) -> dict[tuple[str, str], SearchEntry]:
    keys = [entry.key for entry in entries]
    kinds = {entry.kind for entry in entries}
    found = SearchEntry.objects.filter(kind__in=kinds, key__in=keys)
    return {(row.kind, row.key): row for row in found}


def fill(row: SearchEntry, entry: Entry) -> SearchEntry:
    row.kind, row.key, row.date = entry.kind, entry.key, entry.date
    for name in TEXTS:
        for language in LANGUAGES:
            text = one_spelling(getattr(entry, name).get(language, ""))
            setattr(row, f"{name}_{language}", text)
    row.path_es, row.path_en = entry.paths.get("es", ""), entry.paths.get("en", "")
    return row


def texts_of(row: SearchEntry) -> vocabulary.Texts:
    return {
        language: [getattr(row, f"{name}_{language}") for name in TEXTS] for language in LANGUAGES
    }


@transaction.atomic(savepoint=False)
def remove(kind: str, keys: Iterable[str]) -> None:
    """Makes things no longer be found. Keys that were not found anyway are no error."""
    for part in chunks(keys):
        rows = list(SearchEntry.objects.filter(kind=kind, key__in=part))
        if rows:
            engine().delete([row.pk for row in rows])
            vocabulary.count_changes([texts_of(row) for row in rows], [])
            SearchEntry.objects.filter(pk__in=[row.pk for row in rows]).delete()


@transaction.atomic
def reindex(
    *,
    begin: Callable[[str, int], None] = lambda _kind, _total: None,
    tick: Callable[[int], None] = lambda _count: None,
) -> int:
    """Makes the whole index anew, all or nothing; readers find the old one until it is done.

    ``begin`` is told each kind and how many things it has, ``tick`` how many more were done.
    """
    engine().clear()
    SearchWord.objects.all().delete()
    SearchEntry.objects.all().delete()
    count = 0
    for name, kind in KINDS.items():
        objects = kind.objects()
        begin(name, objects.count() if isinstance(objects, QuerySet) else len(list(objects)))
        for part in chunks(objects):
            count += index_objects(name, part)
            tick(len(part))
    engine().tidy()
    write_log(verb="search.reindexed", by=None, data={"entries": count})
    return count
