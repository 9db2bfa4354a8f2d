"""What the work plan's pages at the desk are made of: plain values, nothing more to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gte.common.models import LogEntry
from gte.governance.moments import moment_text
from gte.register.blocks import Badge, Item
from gte.register.paging import page_number, page_position
from gte.workplan.enums import PartyProgress

PAGE_SIZE = 25
# Which of a record's entries are shown: the newest.
NEWEST = 100


@dataclass(frozen=True)
class Action:
    """A link to a form, or with ``send`` a button that is sent at once."""

    url: str
    label: str
    send: bool = False
    quiet: bool = True


@dataclass(frozen=True)
class Row:
    """A row of a table: what it is called, its cells, and what can be done with it."""

    title: str
    cells: Sequence[Sequence[Item]]
    actions: Sequence[Action] = ()
    # The columns' names, which a phone shows beside each cell.
    labels: Sequence[str] = ()

    @property
    def labelled(self) -> list[tuple[str, Sequence[Item]]]:
        return list(zip(self.labels, self.cells, strict=True))


@dataclass(frozen=True)
class Table:
    """A part of a page: rows under columns, or the sentence that says that there are none."""

    id: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Row]
    empty: str
    intro: str = ""
    notes: Sequence[str] = ()
    actions: Sequence[Action] = ()

    @property
    def has_actions(self) -> bool:
        return any(row.actions for row in self.rows)


@dataclass
class Sheet:
    """A record's page at the desk."""

    title: str
    overline: str
    back: Action
    lead: str = ""
    badges: Sequence[Badge] = ()
    facts: Sequence[Any] = ()
    notices: Sequence[str] = ()
    actions: Sequence[Action] = ()
    tables: list[Table] = field(default_factory=list)
    history: Sequence[Any] = ()
    # Its page for everybody.
    public_url: str = ""


def cell(text: Any, url: str = "", tone: str = "", note: str = "") -> list[Item]:
    """One value; nothing of an empty text, so that a phone shows no label without a value."""
    return [] if text == "" else [Item(str(text), url, tone, note)]


def badge_cell(badge: Badge) -> list[Item]:
    """A muted tone where the badge has none: else it would be plain text."""
    return [Item(badge.text, tone=badge.tone or "muted")]


def to(name: str, *args: Any, label: Any, query: str = "", quiet: bool = True) -> Action:
    """A link to a form."""
    return Action(reverse(name, args=args) + query, str(label), quiet=quiet)


def at_once(name: str, *args: Any, label: Any) -> Action:
    """A button that is sent at once."""
    return Action(reverse(name, args=args), str(label), send=True)


def paged(found: QuerySet[Any], number: str, query: str = "") -> tuple[list[Any], dict[str, Any]]:
    """The rows of a page of a list, and where in the list it is. Raises BadInput for no page."""
    page = page_position(
        number=page_number(number),
        total=found.count(),
        size=PAGE_SIZE,
        url=lambda at: f"?{query}page={at}",
    )
    return list(found[max(page["first"] - 1, 0) : page["last"]]), page


# --- history --------------------------------------------------------------------------------------

VERBS: dict[str, Any] = {
    "mandate.registered": gettext_lazy("registered"),
    "mandate.corrected": gettext_lazy("corrected"),
    "record.amended": gettext_lazy("corrected"),
    "record.published": gettext_lazy("shown to everybody"),
    "project.added": gettext_lazy("planned"),
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
    "deliverable.committed": gettext_lazy("agreed in an acta"),
    "deliverable.added": gettext_lazy("planned"),
    "deliverable.changed": gettext_lazy("changed"),
    "deliverable.progress": gettext_lazy("progress of a party"),
    "deliverable.proof_added": gettext_lazy("proof added"),
    "deliverable.proof_withdrawn": gettext_lazy("proof withdrawn"),
    "deliverable.accepted": pgettext_lazy("deliverable", "accepted"),
    "deliverable.returned": gettext_lazy("returned for revision"),
    "deliverable.cancelled": gettext_lazy("cancelled"),
    "deliverable.resumed": gettext_lazy("taken up again"),
    "status.overridden": gettext_lazy("status set against the rule"),
    "status.restored": gettext_lazy("status left to the rule again"),
}


def history_of(code: str, zone: str) -> list[dict[str, str]]:
    """What the log has about a record, the newest first: one question."""
    entries = LogEntry.objects.filter(target=code).select_related("actor__person")[:NEWEST]
    return [
        {
            "verb": str(VERBS.get(entry.verb, entry.verb)),
            "by": entry.actor.name if entry.actor else "",
            "at": moment_text(entry.at, zone),
            "words": words_of(entry),
        }
        for entry in entries
    ]


def words_of(entry: LogEntry) -> str:
    """What an entry says besides: a reason, dates, who was noted for whom."""
    data = entry.data
    said = [str(data.get("reason", ""))]
    if isinstance(due := data.get("due"), list):
        former, now = (one or _("no date set") for one in due)
        said.append(_("due %(now)s instead of %(former)s") % {"now": now, "former": former})
    if entry.verb == "deliverable.progress":
        said.append(progress_words(data))
    named = ("on", "from", "project", "topic", "decision", "former", "was", "title")
    said += [str(data[name]) for name in named if data.get(name)]
    return " · ".join(filter(None, said))


def progress_words(data: dict[str, Any]) -> str:
    state = str(PartyProgress(data["state"]).label)
    shown = f"{data['party'].upper()}: {state}"
    if data.get("noted_by"):
        return _("%(said)s, noted by the coordination") % {"said": shown}
    return shown
