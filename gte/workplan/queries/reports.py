"""A report as it was issued, and what each of its figures would be now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gte.common.enums import Language
from gte.workplan.facts import Facts, load_facts
from gte.workplan.models import ProgressReport
from gte.workplan.report.build import report_from
from gte.workplan.report.document import Counted, RecordLink, Report
from gte.workplan.report.keeping import kept_facts, versions_by_code


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

    then: Counted
    now: Counted
    gone: Sequence[RecordLink]
    come: Sequence[RecordLink]
    changed: Sequence[RecordLink]

    @property
    def is_same(self) -> bool:
        return not (self.gone or self.come or self.changed)


def drift_of(report: ProgressReport, language: str) -> list[Drift]:
    """Each figure of a frozen report beside its answer from the facts of now."""
    kept, live = kept_facts(report.frozen["versions"]), load_facts(None)
    then = figures_from(kept, report, language)
    now = figures_from(live, report, language)
    before, after = versions_by_code(kept), versions_by_code(live)
    return [
        compare(figure, now.get(key) or Counted(key, figure.label, ()), before, after)
        for key, figure in then.items()
    ]


def figures_from(facts: Facts, report: ProgressReport, language: str) -> dict[str, Counted]:
    made = report_from(facts, body=report.body.code, as_of=report.as_of, language=language)
    return {figure.key: figure for figure in made.figures}


def compare(then: Counted, now: Counted, before: dict[str, str], after: dict[str, str]) -> Drift:
    was, is_now = ({one.code: one for one in figure.records} for figure in (then, now))
    return Drift(
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
    made = figures_from(kept_facts(report.frozen["versions"]), report, Language.ES)
    stored = dict(report.figures.values_list("key", "value"))
    return stored == {key: figure.value for key, figure in made.items()}
