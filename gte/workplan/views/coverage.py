"""The coverage map as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from gte.common.enums import Certainty, Scope
from gte.register.blocks import LATE, PROGRESS, Fact, Item
from gte.register.fields import date_text
from gte.register.paging import page_number, page_position
from gte.workplan.coverage import ActionLine, Coverage, MandateLine, Movement, coverage_on
from gte.workplan.enums import ProjectStatus
from gte.workplan.facts import DeliverableRow, ProjectRow, Row
from gte.workplan.models import Deliverable, Project
from gte.workplan.views import day_of
from gte.workplan.words import MANDATE_TONES, PROJECT_TONES, deliverable_badge

if TYPE_CHECKING:
    import datetime

    from django.http import HttpRequest, HttpResponse

# Of a mandate's actions its row names the first; its page has them all.
NAMED_ACTIONS = 6
PAGE_SIZE = 50


def idle_text(movement: Movement) -> str:
    if movement.idle_months is None:
        return _("no dated movement")
    return ngettext("%(count)s month ago", "%(count)s months ago", movement.idle_months) % {
        "count": movement.idle_months
    }


def marks(record: Row) -> dict[str, str]:
    """Whose work a record is and how sure, as values and in words."""
    return {
        "scope": record.scope,
        "scope_label": str(Scope(record.scope).label),
        "certainty": record.certainty,
        "certainty_label": str(Certainty(record.certainty).label),
    }


def more_text(count: int) -> str:
    if count < 1:
        return ""
    return ngettext("and %(count)s more", "and %(count)s more", count) % {"count": count}


def mandate_row(line: MandateLine) -> dict[str, Any]:
    return {
        "title": str(line.mandate),
        "url": line.mandate.get_absolute_url(),
        "status": str(line.status.label),
        "tone": MANDATE_TONES[line.status],
        "issued": date_text(line.mandate.date),
        "actions": [
            {"title": str(action), "url": action.get_absolute_url()}
            for action in line.actions[:NAMED_ACTIONS]
        ],
        "more": more_text(len(line.actions) - NAMED_ACTIONS),
        "last_movement": line.movement.date.display() if line.movement.date else "",
        "idle": idle_text(line.movement),
        "acted": bool(line.actions),
        **marks(line.mandate),
    }


def standing_of(action: ProjectRow | DeliverableRow, day: datetime.date) -> tuple[str, str, str]:
    """The kind of an action, its status in words and the status's tone."""
    if isinstance(action, DeliverableRow):
        badge = deliverable_badge(action, day)
        return str(Deliverable._meta.verbose_name), badge.text, badge.tone
    status = ProjectStatus(action.status)
    tone = PROJECT_TONES.get(status, PROGRESS)
    return str(Project._meta.verbose_name), str(status.label), tone


def action_row(line: ActionLine, day: datetime.date) -> dict[str, Any]:
    kind, status, tone = standing_of(line.action, day)
    return {
        "title": str(line.action),
        "url": line.action.get_absolute_url(),
        "kind_label": kind,
        "status": status,
        "tone": tone,
        "last_movement": line.movement.date.display() if line.movement.date else "",
        "idle": idle_text(line.movement),
        **marks(line.action),
    }


def summary(coverage: Coverage) -> list[dict[str, Any]]:
    return [
        {"value": len(coverage.own), "label": _("mandates to the group"), "url": "#mandates"},
        {"value": len(coverage.acted), "label": _("with some action"), "url": "#mandates"},
        {
            "value": len(coverage.unacted),
            "label": _("without any action"),
            "url": "#unacted",
            "tone": LATE,
        },
        {
            "value": len(coverage.unmandated),
            "label": _("actions without a mandate"),
            "url": "#actions",
        },
    ]


def evidence_facts(lines: list[MandateLine]) -> list[Fact]:
    """Each mandate that left traces, with the meetings, documents and projects that show them."""
    return [
        Fact(
            str(line.mandate),
            [Item(str(row), row.get_absolute_url()) for row in line.evidence],
        )
        for line in lines
        if line.evidence
    ]


def actions_page(request: HttpRequest, coverage: Coverage) -> dict[str, Any]:
    """A page of the actions that no mandate asked for."""
    lines = coverage.unmandated
    page = page_position(
        number=page_number(request.GET.get("page", "1")),
        total=len(lines),
        size=PAGE_SIZE,
        url=lambda at: f"?as-of={coverage.day}&page={at}#actions",
    )
    shown = lines[max(page["first"] - 1, 0) : page["last"]]
    rows = [action_row(line, coverage.day) for line in shown]
    return {"actions_without_mandate": rows, "page": page}


class CoverageView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        coverage = coverage_on(day_of(request), request.user)
        context = {
            "as_of": coverage.day.isoformat(),
            "as_of_label": date_format(coverage.day, "DATE_FORMAT"),
            "summary": summary(coverage),
            "mandates": [mandate_row(line) for line in coverage.own],
            "neighbour_mandates": [mandate_row(line) for line in coverage.neighbours],
            "evidence": evidence_facts([*coverage.own, *coverage.neighbours]),
            "unacted": [mandate_row(line) for line in coverage.unacted],
            **actions_page(request, coverage),
        }
        return render(request, "workplan/coverage.html", context)
