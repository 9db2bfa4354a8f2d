"""What the log has about a record of the work plan, as its page at the desk tells it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gte.alliance.models import State, Topic
from gte.common.models import LogEntry
from gte.governance.models import Decision
from gte.governance.moments import moment_text
from gte.workplan.enums import PartyProgress
from gte.workplan.models import Project, WorkPlan

# Which of a record's entries are shown: the newest.
NEWEST = 100

# What an entry names by its identifier, and what that is a record of.
NAMED: dict[str, Any] = {
    "on": Project,
    "from": Project,
    "project": Project,
    "topic": Topic,
    "decision": Decision,
    "former": WorkPlan,
    "party": State,
}

VERBS: dict[str, Any] = {
    "mandate.registered": pgettext_lazy("history", "registered"),
    "mandate.corrected": gettext_lazy("corrected"),
    "record.amended": gettext_lazy("corrected"),
    "record.published": gettext_lazy("shown to everybody"),
    "project.added": pgettext_lazy("history", "planned"),
    "project.changed": gettext_lazy("changed"),
    "project.made_dependent": gettext_lazy("waits for another project"),
    "project.freed": gettext_lazy("waits for a project no longer"),
    "project.budget_set": gettext_lazy("budget item set"),
    "project.budget_dropped": gettext_lazy("budget item removed"),
    "project.risk_noted": gettext_lazy("risk noted"),
    "project.risk_closed": gettext_lazy("risk closed"),
    "project.proposed": gettext_lazy("decision drafted"),
    "plan.drafted": gettext_lazy("drafted"),
    "plan.changed": gettext_lazy("changed"),
    "plan.line_added": gettext_lazy("line added"),
    "plan.line_changed": gettext_lazy("line changed"),
    "plan.line_removed": gettext_lazy("line removed"),
    "plan.project_put": gettext_lazy("project put in the plan"),
    "plan.project_taken_out": gettext_lazy("project taken out of the plan"),
    "plan.reordered": gettext_lazy("order changed"),
    "plan.proposed": gettext_lazy("decision drafted"),
    "request.made": gettext_lazy("request noted"),
    "request.changed": gettext_lazy("request changed"),
    "request.answered": gettext_lazy("answer noted"),
    "request.withdrawn": gettext_lazy("request withdrawn"),
    "report.drafted": gettext_lazy("drafted"),
    "report.written": gettext_lazy("paragraph written"),
    "report.paragraph_removed": gettext_lazy("paragraph taken out"),
    "report.frozen": gettext_lazy("frozen, decision drafted"),
    "report.issued": gettext_lazy("issued"),
    "deliverable.committed": gettext_lazy("agreed in an acta"),
    "deliverable.added": pgettext_lazy("history", "planned"),
    "deliverable.changed": gettext_lazy("changed"),
    "deliverable.progress": gettext_lazy("progress of a party"),
    "deliverable.proof_added": gettext_lazy("proof added"),
    "deliverable.proof_withdrawn": gettext_lazy("proof withdrawn"),
    "deliverable.accepted": pgettext_lazy("deliverable", "accepted"),
    "deliverable.returned": gettext_lazy("returned for revision"),
    "deliverable.cancelled": gettext_lazy("cancelled"),
    "deliverable.resumed": gettext_lazy("taken up again"),
    "handover.made": pgettext_lazy("handover", "made"),
    "handover.accepted": pgettext_lazy("handover", "accepted"),
    "status.overridden": gettext_lazy("status set against the rule"),
    "status.restored": gettext_lazy("status left to the rule again"),
}


def history_of(code: str, zone: str) -> list[dict[str, str]]:
    """What the log has about a record, the newest first: one question, and one for each kind of
    record that its entries name.
    """
    return history_of_all({code: ""}, zone)


def history_of_all(named: Mapping[str, str], zone: str) -> list[dict[str, str]]:
    """The same of several records in one list, each entry with what its record is called."""
    of_them = LogEntry.objects.filter(target__in=list(named))
    entries = list(of_them.select_related("actor__person")[:NEWEST])
    titles = titles_of(entries)
    return [
        {
            "verb": str(VERBS.get(entry.verb, entry.verb)),
            "by": entry.actor.name if entry.actor else "",
            "at": moment_text(entry.at, zone),
            "words": " · ".join(filter(None, [named[entry.target], words_of(entry, titles)])),
        }
        for entry in entries
    ]


def titles_of(entries: Iterable[LogEntry]) -> dict[str, str]:
    """What the records that entries name are called, by identifier."""
    wanted: dict[Any, set[str]] = defaultdict(set)
    for entry in entries:
        for name, model in NAMED.items():
            if code := entry.data.get(name):
                wanted[model].add(code)
    return {
        record.code: str(record)
        for model, codes in wanted.items()
        for record in model.objects.filter(code__in=codes)
    }


def words_of(entry: LogEntry, titles: dict[str, str]) -> str:
    """What an entry says besides: a reason, dates, what it names, who was noted for whom."""
    data = entry.data
    said = [str(data.get("reason", ""))]
    if isinstance(due := data.get("due"), list):
        former, now = (one or _("no date set") for one in due)
        said.append(_("due %(now)s instead of %(former)s") % {"now": now, "former": former})
    named = [str(data[name]) for name in NAMED if data.get(name)]
    said += [titles.get(code, code) for code in named]
    if entry.verb == "deliverable.progress":
        said += progress_words(data)
    said += [str(data[name]) for name in ("was", "title") if data.get(name)]
    return " · ".join(filter(None, said))


def progress_words(data: dict[str, Any]) -> list[str]:
    percent = data.get("percent")
    return [
        str(PartyProgress(data["state"]).label),
        "" if percent is None else f"{percent} %",
        _("noted by the coordination") if data.get("noted_by") else "",
    ]
