"""The light that the rules give a record, as its page at the desk says it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from gte.register.blocks import Fact, Item
from gte.workplan.facts import Facts, load_facts
from gte.workplan.models import Deliverable, Project
from gte.workplan.queries import today
from gte.workplan.standing import Stands, deliverable_stands, project_stands
from gte.workplan.words import TREND_WORDS, light_badge, reason_of


def stands_of(record: Deliverable | Project, facts: Facts) -> Stands | None:
    """None for a record that the facts do not have."""
    if isinstance(record, Project):
        project = facts.projects.get(record.code)
        return project_stands(project, facts, today()) if project else None
    row = facts.deliverables.get(record.code)
    return deliverable_stands(row, facts, today()) if row else None


def light_facts(record: Deliverable | Project, user: Any) -> list[Fact]:
    """The light with the rule that gave it and the trend against thirty days before."""
    facts = load_facts(user)
    stands = stands_of(record, facts)
    if stands is None:
        return []
    badge = light_badge(stands)
    why = " · ".join(filter(None, (reason_of(stands, facts), str(TREND_WORDS[stands.trend]))))
    shown = Item(badge.text, tone=badge.tone or "muted", note=why)
    return [Fact(_("Status by the rules"), [shown])]


def rule_of(record: Deliverable | Project, user: Any) -> str:
    """The name of the rule that an override departs from."""
    stands = stands_of(record, load_facts(user))
    return str(stands.rule) if stands else ""
