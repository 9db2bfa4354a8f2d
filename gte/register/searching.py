"""Gives every register's records to search, and keeps what is found in step with them.

Signals do it for single changes, inside their transaction. Who writes many rows past the signals
(the loader) calls :func:`index_codes` at the end. Only what the public may see can be found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.db.models import CASCADE, JSONField, Model, QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.urls import reverse
from django.utils.translation import override

from gte.common.models import Record
from gte.search.analysis import LANGUAGES
from gte.search.domain import index_objects, remove
from gte.search.entries import Entry
from gte.search.kinds import Kind, Labels, add_kind

if TYPE_CHECKING:
    from gte.register.registers import Register

# The columns that tell when a record is of, the most telling first.
DATES = ("date", "date_start", "start", "due", "as_of", "created")
IS_PAUSED: ContextVar[bool] = ContextVar("search_is_paused", default=False)


@contextmanager
def paused() -> Iterator[None]:
    """No indexing by signals: for who writes many rows and indexes them at the end."""
    token = IS_PAUSED.set(True)
    try:
        yield
    finally:
        IS_PAUSED.reset(token)


# --- what a record says ---------------------------------------------------------------------------


@cache
def child_tables(model: type[Model]) -> tuple[tuple[str, type[Model], str], ...]:
    """The record's own rows that are found with it: accessor, model and the record's column there.

    Only rows whose model says ``is_shown_with_record``, that everybody reads on the record's page.
    """
    relations: Any = model._meta.related_objects
    return tuple(
        (str(relation.get_accessor_name()), relation.related_model, relation.field.attname)
        for relation in relations
        if getattr(relation, "on_delete", None) is CASCADE
        and getattr(relation.related_model, "is_shown_with_record", False)
        and not issubclass(relation.related_model, Record)
    )


def children_of(record: Model, names: Iterable[str]) -> Iterator[Model]:
    for name in names:
        related = getattr(record, name, None)
        if related is not None:
            yield from related.all() if hasattr(related, "all") else [related]


def texts_of(row: Model, language: str, *, besides: Sequence[str] = ()) -> Iterator[str]:
    """The texts of a row in a language: its bilingual columns and its lists of pairs."""
    for name in getattr(row, "bilingual_fields", ()):
        if name not in besides and (text := getattr(row, f"{name}_{language}")):
            yield text
    for column in row._meta.concrete_fields:
        if isinstance(column, JSONField):
            values = getattr(row, column.attname)
            for value in values if isinstance(values, list) else ():
                if isinstance(value, dict) and isinstance(value.get(language), str):
                    yield value[language]


def record_texts(record: Record, children: Iterable[str] = ()) -> dict[str, str]:
    """Everything a record says besides its title, in each language, a paragraph for each text."""
    names = [*(name for name, _model, _column in child_tables(type(record))), *children]
    rows = list(children_of(record, names))
    return {
        language: "\n".join(
            dict.fromkeys(
                chain(
                    texts_of(record, language, besides=[record.title_field]),
                    *(texts_of(row, language) for row in rows),
                )
            )
        )
        for language in LANGUAGES
    }


def date_of(record: Record) -> str:
    return next((str(value) for name in DATES if (value := getattr(record, name, None))), "")


def topics_of(record: Record) -> list[str]:
    return [topic.code for topic in record.topics.all()] if hasattr(record, "topics") else []


def entry_of(register: Register, record: Any) -> Entry:
    titles, leads, countries = {}, {}, {}
    states = list(register.search_countries(record))
    for language in LANGUAGES:
        with override(language):
            titles[language] = register.title_of(record)
            leads[language] = register.search_lead(record)
            countries[language] = " ".join(str(state) for state in states)
    year = register.search_year(record)
    return Entry(
        kind=record.url_name,
        key=record.code,
        title=titles,
        lead=leads,
        text=register.search_texts(record),
        also=countries,
        date=str(register.search_date(record) or ""),
        facets={
            "country": [state.code for state in states],
            "topic": register.search_topics(record),
            "year": [year] if year else [],
            "language": register.search_languages(record, titles),
        },
    )


def names_of(model: Any) -> Labels:
    """The names of records by their codes, for a facet whose values are records."""

    def labels(codes: Iterable[str], language: str) -> dict[str, str]:
        # The language is named, so modeltranslation need not look for it.
        found = model.objects.rewrite(mode=False).filter(code__in=list(codes))
        return dict(found.order_by().values_list("code", f"{model.title_field}_{language}"))

    return labels


# --- keeping the index ----------------------------------------------------------------------------


def findable(register: Register) -> QuerySet[Any]:
    """What the public may see, with all that its entries are made of."""
    names = [name for name, _model, _column in child_tables(register.model)]
    topics = ["topics"] if hasattr(register.model, "topics") else []
    return (
        register.page_records(None)
        .order_by("pk")
        .select_related(*register.search_select)
        .prefetch_related(*names, *register.search_prefetch, *topics)
    )


def index_where(register: Register, **which: Any) -> None:
    """Indexes the records that fit; those that the public may not see are no longer found."""
    model = register.model
    found = list(findable(register).filter(**which))
    index_objects(model.url_name, found)
    hidden = set(model._base_manager.filter(**which).values_list("code", flat=True)) - {
        record.code for record in found
    }
    if hidden:
        remove(model.url_name, hidden)


def index_codes(register: Register, codes: Sequence[str]) -> None:
    """Indexes records by their identifiers, after many were written at once."""
    for start in range(0, len(codes), 500):
        index_where(register, code__in=codes[start : start + 500])


def make_findable(register: Register) -> None:
    """Registers the records' kind and follows their changes."""
    model = register.model
    add_kind(
        Kind(
            name=model.url_name,
            label=register.kind_label,
            objects=partial(findable, register),
            entry_of=partial(entry_of, register),
            address=lambda key: reverse(model.url_name, args=[key]),
        )
    )

    def saved(instance: Any, *, raw: bool = False, **_more: Any) -> None:
        if not raw and not IS_PAUSED.get():
            index_where(register, pk=instance.pk)

    def deleted(instance: Any, **_more: Any) -> None:
        remove(model.url_name, [instance.code])

    connect(post_save, saved, model)
    connect(post_delete, deleted, model)
    for _name, child, column in child_tables(model):
        follow_child(register, child, column)
    if hasattr(model, "topics"):
        follow_topics(register)


def connect(signal: Any, receiver: Any, sender: Any) -> None:
    name = f"search {sender._meta.label} {receiver.__qualname__}"
    signal.connect(receiver, sender=sender, weak=False, dispatch_uid=name)


def follow_child(register: Register, child: type[Model], column: str) -> None:
    def child_changed(instance: Any, *, raw: bool = False, **_more: Any) -> None:
        if not raw and not IS_PAUSED.get():
            index_where(register, pk=getattr(instance, column))

    connect(post_save, child_changed, child)
    connect(post_delete, child_changed, child)


def follow_topics(register: Register) -> None:
    model: Any = register.model

    def topics_changed(
        instance: Any, *, action: str, reverse: bool, pk_set: Any = None, **_more: Any
    ) -> None:
        if action == "pre_clear" and reverse:
            # Afterwards nobody could say which records had the topic.
            instance.search_cleared = list(model.objects.filter(topics=instance).values_list("pk"))
        if not action.startswith("post_") or IS_PAUSED.get():
            return
        if not reverse:
            index_where(register, pk=instance.pk)
            return
        cleared = [pk for (pk,) in getattr(instance, "search_cleared", [])]
        index_where(register, pk__in=pk_set if pk_set is not None else cleared)

    connect(m2m_changed, topics_changed, model.topics.through)
