"""Which indicator is counted into which, as it would be once a workbook is saved."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import cached_property

from gte.register.measures import MEASURES
from gte.register.sheets.description import Row
from gte.workplan.domain.indicators import measured_columns
from gte.workplan.domain.nesting import check_spans
from gte.workplan.queries.indicators import Node, Structure
from gte.workplan.refusals import refusal_sentence
from gte.workplan.rollup import Refused, Span
from gte.workplan.sheets.lists import Lists, Named
from gte.workplan.sheets.part import Rows, refused


class Trees:
    """The structure of all indicators, asked by the keys of ``Rows``."""

    def __init__(self, lists: Lists, all_rows: Mapping[str, Rows]) -> None:
        self.lists = lists
        self.rows = all_rows["indicators"].now
        self.periods = all_rows["periods"].now
        self.pks = {key: pk for pk, key in enumerate(self.rows, 1)}
        self.keys = {pk: key for key, pk in self.pks.items()}
        self.tops: dict[int, Refused | None] = {}

    @cached_property
    def known(self) -> Structure:
        return Structure(self.node(key, row) for key, row in self.rows.items())

    def node(self, key: str, row: Row) -> Node:
        own = measured_columns(row["measure"]) if row["measure"] in MEASURES else row
        return Node(
            pk=self.pks[key],
            code=key,
            rule=own["rule"],
            unit=own["unit_es"] or "",
            owner=own["owner"],
            parent=self.pks.get(row["parent"] or ""),
            is_public=True,
            kind=own["value_kind"],
        )

    def refusal(self, key: str, among: Container[str]) -> str:
        """Why the tree in which an indicator stands cannot be counted; empty where it can, and
        where the refusal names others ``among`` which it is.
        """
        pk = self.pks[key]
        top = [pk, *(node.pk for node in self.known.above(pk))][-1]
        if top not in self.tops:
            self.tops[top] = self.refused(top)
        found = self.tops[top]
        if found is None or (key not in found.keys and any(one in among for one in found.keys)):
            return ""
        return refusal_sentence(found, self.names(found))

    def refused(self, top: int) -> Refused | None:
        try:
            self.known.tree([top])
        except Refused as found:
            return found
        return None

    def names(self, found: Refused) -> dict[str, str]:
        bodies = {code: str(name) for code, name in self.lists.bodies.items()}
        return bodies | {key: self.name(key) for key in found.keys if key in self.rows}

    def name(self, key: str) -> str:
        row = self.rows[key]
        return str(Named(row["name_es"] or "", row["name_en"] or ""))

    def nesting(self, key: str) -> str:
        """Why the periods of an indicator do not lie in those that count it, nor around those that
        it counts.
        """
        pk = self.pks[key]
        below = self.known.below([pk])
        for above in [pk, *(node.pk for node in self.known.above(pk))]:
            inner = [span for one in below if one != above for span in self.spans(one)]
            if sentence := refused(check_spans, inner, self.spans(above)):
                return sentence
        return ""

    def spans(self, pk: int) -> list[tuple[str, Span]]:
        key = self.keys[pk]
        return [(self.name(key), span) for span in self.by_indicator.get(key, ())]

    @cached_property
    def by_indicator(self) -> dict[str, list[Span]]:
        found: dict[str, list[Span]] = {}
        for row in self.periods.values():
            if row["start"] and row["end"] and row["start"] <= row["end"]:
                found.setdefault(row["indicator"], []).append(Span(row["start"], row["end"]))
        return found
