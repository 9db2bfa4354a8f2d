"""Writes built records: rows first, then what refers to other rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from gte.common.domain import stamp_texts
from gte.record.content import CHUNK, ChildTable, LinkTable, chunks, columns_of, order_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gte.common.models import Record
    from gte.record.building import Built

# The record's texts were written in Spanish and translated into English.
TRANSLATED = {"en": "es"}


@dataclass
class Writer:
    """Writes the records of one load; ``pks`` knows every record, old or just written."""

    pks: dict[str, int]
    tick: Callable[[int], None] = lambda _count: None
    # Rows whose reference was not written yet: (model, column) -> {pk: code}
    deferred: dict[tuple[type[Model], str], dict[int, str]] = field(
        default_factory=lambda: defaultdict(dict)
    )

    def write_rows(
        self, model: type[Record], new: Sequence[Built], changed: Sequence[Built]
    ) -> None:
        for part in chunks(new):
            made = model._default_manager.bulk_create([self.fill(model(), built) for built in part])
            self.pks.update((row.code, row.pk) for row in made)
            self.defer(made, part)
            self.tick(len(part))
        for part in chunks(changed):
            rows = {
                row.code: row
                for row in model._default_manager.filter(code__in=[built.code for built in part])
            }
            filled = [self.fill(rows[built.code], built) for built in part]
            columns = {name for built in part for name in (*built.fields, *built.refs)}
            hashes = ("es_hash", "en_hash", "es_from", "en_from")
            model._default_manager.bulk_update(filled, [*columns, *hashes])
            self.defer(filled, part)
            self.tick(len(part))

    def fill(self, row: Record, built: Built) -> Record:
        row.code = built.code
        for name, value in built.fields.items():
            setattr(row, name, value)
        for name, code in built.refs.items():
            setattr(row, f"{name}_id", None if code is None else self.pks.get(code))
        stamp_texts(row, translated=TRANSLATED)
        return row

    def defer(self, rows: Sequence[Record], builts: Sequence[Built]) -> None:
        for row, built in zip(rows, builts, strict=True):
            for name, code in built.refs.items():
                if code is not None and getattr(row, f"{name}_id") is None:
                    self.deferred[type(row), name][row.pk] = code

    def write_deferred(self) -> None:
        for (model, name), waiting in self.deferred.items():
            rows = list(model._default_manager.filter(pk__in=waiting))
            for row in rows:
                setattr(row, f"{name}_id", self.pks[waiting[row.pk]])
            model._default_manager.bulk_update(rows, [name], batch_size=CHUNK)

    def write_links(self, model: type[Record], builts: Sequence[Built], *, new: bool) -> None:
        for part in chunks(builts):
            for name in part[0].links:
                table = LinkTable.of(model, name)
                owners = [self.pks[built.code] for built in part]
                if not new:
                    stale = {f"{table.source}__in": owners}
                    table.through._default_manager.filter(**stale).delete()
                table.through._default_manager.bulk_create(
                    table.through(
                        **{
                            f"{table.source}_id": self.pks[built.code],
                            f"{table.target}_id": self.pks[code],
                        }
                    )
                    for built in part
                    for code in dict.fromkeys(built.links[name])
                )

    def write_children(self, model: type[Record], builts: Sequence[Built], *, new: bool) -> None:
        for part in chunks(builts):
            for name in part[0].children:
                table = ChildTable.of(model, name)
                if new:
                    rows = [
                        self.fill_child(table.model(), table, built, row)
                        for built in part
                        for row in built.children[name]
                    ]
                    table.model._default_manager.bulk_create(rows, batch_size=CHUNK)
                else:
                    self.rewrite_children(table, part, name)

    def rewrite_children(self, table: ChildTable, part: Sequence[Built], name: str) -> None:
        """Changes rows in place: other tables may already refer to them. Surplus rows go first,
        because another record may have taken over what only one row may hold.
        """
        matched = [(built, self.match_children(table, built, name)) for built in part]
        for built, children in matched:
            for child, row in zip(children, built.children[name], strict=True):
                self.fill_child(child, table, built, row).save()

    def match_children(self, table: ChildTable, built: Built, name: str) -> list[Model]:
        """The row to be filled for each child wanted: by its code where it has one, else in order.
        Rows that match no child are deleted.
        """
        owner = {f"{table.parent}_id": self.pks[built.code]}
        present = list(table.model._default_manager.filter(**owner).order_by(order_of(table)))
        wanted: Sequence[Any] = range(len(built.children[name]))
        found: dict[Any, Model] = dict(enumerate(present))
        if "code" in columns_of(table):
            wanted = [row["code"] for row in built.children[name]]
            found = {row.code: row for row in present}  # type: ignore[attr-defined]
        for key in found.keys() - set(wanted):
            found[key].delete()
        return [found.get(key) or table.model() for key in wanted]

    def fill_child(
        self, child: Model, table: ChildTable, built: Built, row: dict[str, Any]
    ) -> Model:
        setattr(child, f"{table.parent}_id", self.pks[built.code])
        for name, value in row.items():
            if name != "refs":
                setattr(child, name, value)
        for name, code in row.get("refs", {}).items():
            setattr(child, f"{name}_id", None if code is None else self.pks[code])
        return child
