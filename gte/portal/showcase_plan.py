"""The plan that the page of components shows, in the reader's language."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language

from gte.common.partial_dates import PartialDate
from gte.workplan.timeline.bars import Bar, Milestone
from gte.workplan.timeline.layout import Timeline, layout

FILE = Path(__file__).with_name("showcase_plan.yaml")
DATES = ("begin", "end", "planned_begin", "planned_end", "date")
HERE = "#show-gantt"


@cache
def read_plan() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return content


def said(pair: dict[str, str]) -> str:
    return pair["es" if get_language() == "es" else "en"]


def dated(values: dict[str, Any]) -> dict[str, Any]:
    return {name: PartialDate(value) if name in DATES else value for name, value in values.items()}


def bar_of(values: dict[str, Any], plan: dict[str, Any]) -> Bar:
    milestones = [
        Milestone(**dated(one | {"label": said(one["label"]), "url": HERE}))
        for one in values.get("milestones", ())
    ]
    words = {
        "label": said(values["label"]),
        "group": said(plan["groups"][values["group"]]),
        "status": said(plan["statuses"][values["status"]]),
    }
    return Bar(**dated(values | words | {"milestones": milestones, "url": HERE}))


def showcase_timeline() -> Timeline:
    plan = read_plan()
    bars = [bar_of(values, plan) for values in plan["bars"]]
    return layout(bars, datetime.date.fromisoformat(plan["today"]))
