"""What a record holds, in one comparable form, from its file and from the database.

Equal hashes mean equal content. The form has only what the loader writes, so that what people add
beside it (roles, decisions) does not count as an edit of the record.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Field, ManyToManyField, ManyToManyRel, Model

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gte.record.building import Built

CHUNK = 500
T = TypeVar("T")


def chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]


@dataclass(frozen=True)
class LinkTable:
    """The table behind a many-to-many relation, seen from the side that owns the link."""

    through: type[Model]
    source: str
    target: str

    @classmethod
    def of(cls, model: type[Model], name: str) -> LinkTable:
        relation: Any = model._meta.get_field(name)
        if isinstance(relation, ManyToManyField):
            table: Any = relation.remote_field.through
            return cls(table, relation.m2m_field_name(), relation.m2m_reverse_field_name())
        if isinstance(relation, ManyToManyRel):
            forward = relation.field
            table = relation.through
            return cls(table, forward.m2m_reverse_field_name(), forward.m2m_field_name())
        raise TypeError(f"{model.__name__}.{name} is not a many-to-many relation")


@dataclass(frozen=True)
class ChildTable:
    """The table of a record's own rows and the column that names the record."""

    model: type[Model]
    parent: str

    @classmethod
    def of(cls, model: type[Model], name: str) -> ChildTable:
        relation: Any = model._meta.get_field(name)
        return cls(relation.related_model, relation.field.name)


@cache
def columns_of(table: ChildTable) -> dict[str, Field[Any, Any]]:
    """What a child's row holds: all but its number, its record and the undivided texts."""
    left_out = {table.parent, *getattr(table.model, "bilingual_fields", ())}
    return {
        column.name: column
        for column in table.model._meta.concrete_fields
        if not column.primary_key and column.name not in left_out
    }


def order_of(table: ChildTable) -> str:
    """The column by which a record's children are in order."""
    return "position" if "position" in columns_of(table) else "pk"


def plain(value: Any) -> Any:
    """A value as JSON has it, the same from YAML as from either database."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, str):
        return str(value)
    return value


def plain_row(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: plain_row(value) if isinstance(value, dict) else plain(value)
        for name, value in row.items()
    }


def content_hash(content: dict[str, Any]) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def wanted_content(model: type[Model], built: Built) -> dict[str, Any]:
    """What the database must hold for a record of the files."""
    return {
        "fields": plain_row(built.fields),
        "refs": built.refs,
        "links": {name: sorted(set(codes)) for name, codes in built.links.items()},
        "children": {
            name: [wanted_child(ChildTable.of(model, name), row) for row in rows]
            for name, rows in built.children.items()
        },
    }


def wanted_child(table: ChildTable, row: dict[str, Any]) -> dict[str, Any]:
    """A child's row; what its file does not say has the column's default."""
    row = {**row, **row.get("refs", {})}
    return {
        name: plain(row[name] if name in row else column.get_default())
        for name, column in columns_of(table).items()
    }


def present_contents(model: type[Model], builts: Sequence[Built]) -> dict[str, dict[str, Any]]:
    """What the database holds for records of one kind, by code; those it lacks are absent."""
    contents: dict[str, dict[str, Any]] = {}
    for part in chunks(builts):
        contents.update(present_chunk(model, part))
    return contents


def present_chunk(model: type[Model], builts: Sequence[Built]) -> dict[str, dict[str, Any]]:
    sample = builts[0]
    codes = [built.code for built in builts]
    refs = {name: f"{name}__code" for name in sample.refs}
    names = ("pk", "code", *sample.fields, *refs.values())
    rows = list(model._default_manager.filter(code__in=codes).values(*names))
    contents = {
        row["pk"]: {
            "fields": plain_row({name: row[name] for name in sample.fields}),
            "refs": {name: row[path] for name, path in refs.items()},
            "links": {name: [] for name in sample.links},
            "children": {name: [] for name in sample.children},
        }
        for row in rows
    }
    for name in sample.links:
        for pk, linked in links_of(LinkTable.of(model, name), contents.keys()).items():
            contents[pk]["links"][name] = sorted(linked)
    for name in sample.children:
        for pk, row in children_of(ChildTable.of(model, name), contents.keys()):
            contents[pk]["children"][name].append(row)
    return {row["code"]: contents[row["pk"]] for row in rows}


def links_of(table: LinkTable, pks: Iterable[int]) -> dict[int, list[str]]:
    linked: dict[int, list[str]] = defaultdict(list)
    rows = table.through._default_manager.filter(**{f"{table.source}__in": list(pks)})
    for pk, code in rows.values_list(f"{table.source}_id", f"{table.target}__code"):
        linked[pk].append(code)
    return linked


def children_of(table: ChildTable, pks: Iterable[int]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each child's record and content, in order."""
    paths = {
        name: f"{name}__code" if column.is_relation else name
        for name, column in columns_of(table).items()
    }
    rows = table.model._default_manager.filter(**{f"{table.parent}__in": list(pks)})
    parent = f"{table.parent}_id"
    for row in rows.order_by(order_of(table)).values(parent, *paths.values()):
        yield row[parent], {name: plain(row[path]) for name, path in paths.items()}
