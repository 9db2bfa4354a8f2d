"""A report as it was issued, and what each of its figures would be now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from gte.common.enums import Language
from gte.common.errors import BadInput
from gte.workplan.facts import Facts
from gte.workplan.models import ProgressReport
from gte.workplan.report.build import facts_for, report_from
from gte.workplan.report.document import Figure, RecordLink, Report
from gte.workplan.report.keeping import (
    frozen_hash,
    kept_facts,
    kept_fields,
    kept_text,
    stored_value,
    versions_by_code,
)


def check_as_cleared(report: ProgressReport) -> None:
    """Raises BadInput where a report is made from something else than the parties cleared."""
    decision = report.decision
    named = decision is not None and decision.texts.filter(body_es__contains=report.hash).exists()
    if not named or report.hash != frozen_hash(report):
        raise BadInput(_("What “%s” was made from is not what the parties cleared.") % report)


LOST = (ValueError, LookupError, TypeError, AttributeError)


def lost(report: ProgressReport) -> BadInput:
    said = _("“%s” cannot be shown as it was issued: what it was made from was changed or lost.")
    return BadInput(said % report)


def facts_of(report: ProgressReport) -> Facts:
    """What a report was frozen from. Raises BadInput where that is not whole any more, or is
    something else than the parties were asked about: nothing of it is shown then.
    """
    check_as_cleared(report)
    try:
        return kept_facts(report.frozen["versions"])
    except LOST as error:
        raise lost(report) from error


def report_as_frozen(report: ProgressReport, language: str, notice: str = "") -> Report:
    """Word by word what was frozen, whatever rules and sentences became since.

    Raises BadInput as ``facts_of`` does.
    """
    check_as_cleared(report)
    try:
        made = kept_text(report.frozen["printed"][language])
    except LOST as error:
        raise lost(report) from error
    return replace(made, notice=notice or made.notice)


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
    kept, live = facts_of(report), facts_for(report.as_of)
    issued = report_as_frozen(report, language)
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
    """Whether the kept versions, counted again, give the figures that were stored."""
    return are_stored(report, made_from(facts_of(report), report, Language.ES).by_key.values())


def are_stored(report: ProgressReport, made: Iterable[Figure]) -> bool:
    """Whether the figures that were stored with a report are these."""
    stored = dict(report.figures.values_list("key", "value"))
    return stored == {figure.key: stored_value(figure) for figure in made}
