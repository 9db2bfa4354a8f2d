"""The texts of decisions that approve a plan or a project, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from gte.common.bilingual import text_in
from gte.common.enums import Language
from gte.governance.domain.decisions import Wording
from gte.register.fields import span_text
from gte.workplan.models import Deliverable, PlanLine, Project, WorkPlan
from gte.workplan.queries.plans import with_parts

LONGEST_TITLE = 250


def plan_wording(plan: WorkPlan) -> Wording:
    """The lines of a plan with their projects, parts and deliverables, and the dates of each."""
    return in_both(
        lambda: _("Approval of the work plan “%s”") % plan,
        lambda language: "\n".join(plan_lines(plan, language)),
    )


def project_wording(project: Project) -> Wording:
    """A project with its description, parts and deliverables, and the dates of each."""
    return in_both(
        lambda: _("Approval of “%s”") % project,
        lambda language: "\n".join(
            [text_in(project, "description", language), "", *project_lines(project, language)]
        ),
    )


def in_both(title: Any, body: Any) -> Wording:
    said = {}
    for language in Language.values:
        with override(language):
            said[f"title_{language}"] = title()[:LONGEST_TITLE]
            said[f"body_{language}"] = body(language).strip()
    return Wording(**said)


def plan_lines(plan: WorkPlan, language: str) -> Iterator[str]:
    if aim := text_in(plan, "aim", language):
        yield from (aim, "")
    yield _("Term: %s.") % plan.term
    yield _("Dates: %s.") % span_text(plan.start, plan.end)
    for number, line in enumerate(plan.lines.all(), 1):
        yield ""
        yield from line_lines(number, line, language)


def line_lines(number: int, line: PlanLine, language: str) -> Iterator[str]:
    yield f"{number}. {text_in(line.topic, 'name', language)}"
    if objective := text_in(line, "objective", language):
        yield objective
    entries = list(line.entries.all())
    for entry in entries:
        yield from project_lines(entry.project, language)
    if not entries:
        yield _("No project stands in this line.")


def project_lines(project: Project, language: str) -> Iterator[str]:
    for one in with_parts([project]):
        indent = "- " if one.pk == project.pk else "  - "
        lead = _("; led by %s") % text_in(one.lead, "name", language) if one.lead else ""
        yield f"{indent}{text_in(one, 'name', language)} ({span_text(one.start, one.end)}{lead})"
        owed = one.deliverables.prefetch_related("owners")
        yield from deliverable_lines(owed, language)


def deliverable_lines(deliverables: Iterable[Deliverable], language: str) -> Iterator[str]:
    for one in deliverables:
        due = _("due %(date)s") % {"date": one.due.display()} if one.due else _("no date set")
        owners = ", ".join(text_in(state, "name", language) for state in one.owners.all())
        whose = _("; owed by %s") % owners if owners else ""
        yield f"    · {text_in(one, 'name', language)} ({due}{whose})"
