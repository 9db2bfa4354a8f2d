"""Rows as the tables hold them: one question for the columns, one for each relation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from gte.workplan.facts.loading import untranslated

Row = dict[str, Any]


def plain_rows(query: Any, paths: Mapping[str, str]) -> list[tuple[int, Row]]:
    """Primary key and values of each row, by the keys of its columns; nothing is None."""
    keys = list(paths)
    return [
        (pk, {key: None if value == "" else value for key, value in zip(keys, rest, strict=True)})
        for pk, *rest in untranslated(query).values_list("pk", *paths.values())
    ]


def linked(relation: Any, owner: str, other: str, keys: Any) -> dict[int, tuple[str, ...]]:
    """The codes of the records that rows are linked with, by the row's key: one question."""
    rows = relation.through.objects.filter(**{f"{owner}__in": keys})
    found: dict[int, list[str]] = defaultdict(list)
    for key, code in rows.order_by(f"{other}__code").values_list(f"{owner}_id", f"{other}__code"):
        found[key].append(code)
    return {key: tuple(codes) for key, codes in found.items()}


def with_links(
    rows: Iterable[tuple[int, Row]], links: Mapping[str, Mapping[int, tuple[str, ...]]]
) -> list[Row]:
    """The rows with the codes that they are linked with."""
    return [{**row, **{name: found.get(pk) for name, found in links.items()}} for pk, row in rows]


def hold(model: Any) -> None:
    """Within a transaction: nobody else changes rows of this table until it ends."""
    if transaction.get_connection().in_atomic_block:
        list(model._default_manager.select_for_update().order_by("pk").values_list("pk"))
