"""A report as it was issued, and what each of its figures would be now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gte.common.enums import Language
from gte.workplan.facts import Facts
from gte.workplan.models import ProgressReport
from gte.workplan.report.build import facts_for, report_from
from gte.workplan.report.document import Figure, RecordLink, Report
from gte.workplan.report.keeping import kept_facts, kept_fields, stored_value, versions_by_code


def report_as_frozen(report: ProgressReport, language: str, notice: str = "") -> Report:
    """Made again from the kept versions alone. Raises ValueError where they are not whole."""
    return report_from(
        kept_facts(report.frozen["versions"]),
        body=report.body.code,
        as_of=report.as_of,
        language=language,
        written=report.frozen["written"],
        notice=notice,
    )


@dataclass(frozen=True)
class Drift:
    """A figure as issued and as the same question would be answered now.

    ``changed`` are records that both count and that say something else since; ``gone`` are only in
    what was issued, ``come`` only in what would be now.
    """

    part: str
    then: Figure
    now: Figure | None
    gone: Sequence[RecordLink]
    come: Sequence[RecordLink]
    changed: Sequence[RecordLink]

    @property
    def is_same(self) -> bool:
        same = self.now is not None and self.now.text == self.then.text
        return same and not (self.gone or self.come or self.changed)


def drift_of(report: ProgressReport, language: str) -> list[Drift]:
    """Each figure of a frozen report beside its answer from the facts of now."""
    kept, live = kept_facts(report.frozen["versions"]), facts_for(report.as_of)
    issued = made_from(kept, report, language)
    now = made_from(live, report, language).by_key
    fields = kept_fields(report.frozen["versions"])
    before, after = versions_by_code(kept, fields), versions_by_code(live, fields)
    part_of = issued.part_of
    return [
        compare(part_of[key], figure, now.get(key), before, after)
        for key, figure in issued.by_key.items()
    ]


def made_from(facts: Facts, report: ProgressReport, language: str) -> Report:
    return report_from(facts, body=report.body.code, as_of=report.as_of, language=language)


def compare(
    part: str, then: Figure, now: Figure | None, before: dict[str, str], after: dict[str, str]
) -> Drift:
    """``now`` is None where the question cannot be asked any more: its indicator is gone."""
    was = {one.code: one for one in then.records}
    is_now = {one.code: one for one in now.records} if now else {}
    return Drift(
        part=part,
        then=then,
        now=now,
        gone=[one for code, one in was.items() if code not in is_now],
        come=[one for code, one in is_now.items() if code not in was],
        changed=[
            one
            for code, one in is_now.items()
            if code in was and before.get(code) != after.get(code)
        ],
    )


def figures_hold(report: ProgressReport) -> bool:
    """Whether each stored figure is what the kept versions give."""
    made = made_from(kept_facts(report.frozen["versions"]), report, Language.ES).by_key
    stored = dict(report.figures.values_list("key", "value"))
    return stored == {key: stored_value(figure) for key, figure in made.items()}
