"""What rows refer to, by code: read once for a whole workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import get_language

from gte.alliance.models import Body, State, Topic, today
from gte.governance.queries.parties import parties_on
from gte.governance.queries.standing import stands_of
from gte.workplan.forms.projects import own_mandates
from gte.workplan.models import Indicator, PlanLine, Project, WorkPlan
from gte.workplan.queries.plans import FREE


@dataclass(frozen=True, slots=True)
class Named:
    """What something is called, in the active language."""

    es: str
    en: str

    def __str__(self) -> str:
        return (self.en if get_language() == "en" else self.es) or self.es or self.en


Options = Mapping[str, Any]


def named(rows: Any, name: str = "name") -> dict[str, Named]:
    """The names of records by their codes: one question."""
    found = rows.rewrite(mode=False).values_list("code", f"{name}_es", f"{name}_en")
    return {code: Named(es or "", en or "") for code, es, en in found}


class Lists:
    """Everything that a reader may refer to. Each list is read when it is first asked for."""

    def __init__(self, user: Any) -> None:
        self.user = user

    @cached_property
    def states(self) -> dict[str, Named]:
        return named(State.objects.order_by("name_es", "code"))

    @cached_property
    def parties(self) -> frozenset[str]:
        """Those in force today."""
        return frozenset(state.code for state in parties_on(today()))

    @cached_property
    def members(self) -> dict[str, Named]:
        """States that are parties or were: rows may still name them."""
        rows = State.objects.filter(memberships__isnull=False).values_list("code", flat=True)
        return {code: self.states[code] for code in sorted({*rows, *self.parties})}

    @cached_property
    def observers(self) -> dict[str, Named]:
        rows = State.objects.observers().values_list("code", flat=True)
        return {code: self.states[code] for code in sorted(rows)}

    @cached_property
    def bodies(self) -> dict[str, Named]:
        return named(Body.objects.order_by("pk"))

    @cached_property
    def topics(self) -> dict[str, Named]:
        return named(Topic.objects.order_by("order"))

    @cached_property
    def mandates(self) -> dict[str, Named]:
        return named(own_mandates(), "title")

    @cached_property
    def projects(self) -> dict[str, Named]:
        return named(Project.objects.visible_to(self.user).own().order_by("code"))

    @cached_property
    def indicators(self) -> dict[str, Named]:
        return named(Indicator.objects.visible_to(self.user).order_by("code"))

    @cached_property
    def plans(self) -> dict[str, Named]:
        return named(WorkPlan.objects.visible_to(self.user).order_by("code"))

    @cached_property
    def lines(self) -> dict[str, str]:
        """Lines of plans, as the workbook knows them, with plan and topic."""
        visible = WorkPlan.objects.visible_to(self.user).values("pk")
        rows: Any = PlanLine.objects.filter(plan__in=visible)
        rows = rows.rewrite(mode=False).order_by("plan", "position", "pk")
        found = rows.values_list("pk", "plan__code", "topic__code")
        return {
            line_code(plan, pk): f"{self.plans[plan]}: {self.topics[topic]}"
            for pk, plan, topic in found
        }

    @cached_property
    def closed_plans(self) -> dict[str, str]:
        """Plans that the parties are asked about or have approved, with the decision that says."""
        rows = WorkPlan.objects.visible_to(self.user).select_related("decision")
        decided = [plan for plan in rows if plan.decision]
        stands = stands_of([plan.decision for plan in decided]) if decided else []
        return {
            plan.code: str(plan.decision)
            for plan, stand in zip(decided, stands, strict=True)
            if stand.status not in FREE
        }


def line_code(plan: str, key: int) -> str:
    """A row that is no record is known by the record it belongs to and its number."""
    return f"{plan}.{key}"


def key_of(code: str) -> int:
    """The number in such a code."""
    return int(code.rpartition(".")[2])
