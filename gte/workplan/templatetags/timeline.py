"""The parts of a timeline in a template; ``uid`` is the same in all of them and no other's."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from gte.workplan.timeline.html import paper_for, render_chart, render_legend
from gte.workplan.timeline.layout import Timeline
from gte.workplan.timeline.table import render_table
from gte.workplan.timeline.words import summary_text

register = template.Library()


@register.simple_tag
def timeline_legend(uid: str) -> SafeString:
    return render_legend(uid)


@register.simple_tag
def timeline_chart(timeline: Timeline, uid: str) -> SafeString:
    return render_chart(timeline, uid)


@register.simple_tag
def timeline_table(timeline: Timeline) -> SafeString:
    return render_table(timeline)


@register.filter
def timeline_summary(timeline: Timeline) -> str:
    return summary_text(timeline)


@register.filter
def timeline_paper(timeline: Timeline) -> str:
    """Classes that say how it is printed."""
    return paper_for(timeline).classes
