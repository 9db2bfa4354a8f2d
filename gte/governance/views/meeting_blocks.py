"""Meetings as the desk's templates print them: plain values, nothing more to ask."""

from __future__ import annotations

import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gte.governance.commitments import OpenCommitment, address_of
from gte.governance.enums import (
    AUTOMATIC,
    AgendaKind,
    AttendanceRole,
    Modality,
    OutcomeKind,
    SittingState,
)
from gte.governance.minutes_text import outcome_key
from gte.governance.models import Attendance, Decision, Meeting, Minutes, Outcome, Sitting
from gte.governance.moments import place_name, span_text, zone_of
from gte.governance.panels import history_rows
from gte.governance.queries.meetings import (
    AgendaPoint,
    delegations_of,
    numbered_title,
    quorum_of,
    with_number,
)
from gte.governance.queries.minutes import readable_version
from gte.governance.queries.parties import accredited_on
from gte.governance.views.actions import button, link
from gte.register.blocks import Badge

TONES: dict[str, str] = {
    SittingState.DRAFT: "muted",
    SittingState.CONVENED: "progress",
    SittingState.OPEN: "progress",
    SittingState.CLOSED: "good",
    SittingState.CANCELLED: "late",
}
OVER = frozenset({SittingState.CLOSED, SittingState.CANCELLED})
MOST_ROWS = 100


def state_badge(state: str) -> Badge:
    return Badge(str(SittingState(state).label), TONES[state])


# --- the list -------------------------------------------------------------------------------------


def list_page(found: list[Sitting], now: datetime.datetime, zone: str) -> dict[str, Any]:
    """Those to come, the nearest first; then the others, the newest first."""
    to_come = [one for one in found if one.ends_at > now and one.state not in OVER]
    others = [one for one in found if one not in to_come]
    to_come.sort(key=lambda one: one.starts_at)
    return {
        "groups": [
            {"id": "to-come", "title": _("To come"), "rows": rows_of(to_come, zone)},
            {
                "id": "before",
                "title": _("Past and cancelled"),
                "rows": rows_of(others[:MOST_ROWS], zone),
            },
        ],
        "any": bool(found),
        "left_out": max(0, len(others) - MOST_ROWS),
    }


def rows_of(found: list[Sitting], zone: str) -> list[dict[str, Any]]:
    return [
        {
            "url": reverse("desk-meeting", args=[one.meeting.code]),
            "title": numbered_title(one.meeting),
            "badge": state_badge(one.state),
            "when": span_text(one.starts_at, one.ends_at, zone),
            "place": place_of(one),
        }
        for one in found
    ]


def place_of(sitting: Sitting) -> str:
    if sitting.meeting.place:
        return str(sitting.meeting.place)
    modality = sitting.meeting.modality
    return str(Modality(modality).label) if modality else ""


# --- the run sheet --------------------------------------------------------------------------------


def meeting_page(
    meeting: Meeting, points: list[AgendaPoint], *, zone: str, coordinates: bool
) -> dict[str, Any]:
    sitting = meeting.sitting
    may_edit = coordinates and sitting.state not in OVER
    return {
        "meeting": meeting,
        "title": numbered_title(meeting),
        "badge": state_badge(sitting.state),
        "zone": zone,
        "facts": facts_of(sitting, zone),
        "link": sitting.link,
        "convocation": sitting.convocation,
        "actions": actions_of(sitting) if coordinates else [],
        "jumps": jumps(),
        "agenda": agenda_block(sitting, points, may_edit=may_edit),
        "attendance": attendance_block(sitting, may_edit=may_edit),
        "outcomes": outcomes_block(sitting, coordinates=coordinates),
        "acta": acta_of(meeting, coordinates=coordinates),
        "history": history_rows(meeting.code),
    }


def jumps() -> list[dict[str, str]]:
    """What the page holds, by the identifiers of its headings."""
    return [
        {"id": "agenda", "title": _("Agenda")},
        {"id": "attendance", "title": _("Attendance")},
        {"id": "outcomes", "title": _("Agreements and commitments")},
        {"id": "history", "title": _("Everything recorded")},
    ]


def facts_of(sitting: Sitting, zone: str) -> list[dict[str, Any]]:
    """Label and items, as facts.html prints them. The reader's own clock comes first."""
    meeting = sitting.meeting
    there = sitting.time_zone
    own = span_text(sitting.starts_at, sitting.ends_at, zone)
    same = own == span_text(sitting.starts_at, sitting.ends_at, there)
    found: list[tuple[str, str, str]] = [(_("When"), own, "")]
    if not same:
        at_place = span_text(sitting.starts_at, sitting.ends_at, there)
        found.append((_("At the place"), at_place, ""))
    if meeting.place:
        found.append((_("Place"), meeting.place, ""))
    found.append((_("Modality"), str(Modality(meeting.modality).label), ""))
    if sitting.link:
        found.append((_("Virtual link"), sitting.link, sitting.link))
    if meeting.host:
        found.append((_("Host"), str(meeting.host), meeting.host.get_absolute_url()))
    if sitting.within:
        url = sitting.within.get_absolute_url()
        found.append((_("Within the round"), with_number(sitting.within), url))
    if sitting.convened_at:
        url = reverse("meeting-calendar", args=[meeting.code])
        found.append((_("Calendar"), _("File for your calendar"), url))
    return [
        {
            "label": label,
            "items": [{"text": text, "url": url, "external": url.startswith("http")}],
        }
        for label, text, url in found
    ]


def actions_of(sitting: Sitting) -> list[dict[str, Any]]:
    """What the coordination can do now: buttons that are sent at once, and links to forms."""
    code, do = sitting.meeting.code, "desk-meeting-do"
    edit = link("desk-meeting-edit", code, _("Edit"))
    cancel = link("desk-meeting-cancel", code, _("Cancel the meeting"))
    undo = button(do, code, "undo-opening", _("Undo the opening"), quiet=True)
    possible: dict[str, list[dict[str, Any]]] = {
        SittingState.DRAFT: [
            button(do, code, "convene", _("Convene the meeting"), asks=True),
            edit,
            cancel,
        ],
        SittingState.CONVENED: [button(do, code, "open", _("Open the meeting")), edit, cancel],
        SittingState.OPEN: [
            button(do, code, "close", _("Close the meeting"), asks=True),
            undo,
            cancel,
        ],
    }
    return possible.get(sitting.state, [])


def agenda_block(sitting: Sitting, points: list[AgendaPoint], *, may_edit: bool) -> dict[str, Any]:
    planned = sum(point.item.minutes for point in points)
    there = int((sitting.ends_at - sitting.starts_at).total_seconds() // 60)
    own = [point for point in points if point.item.kind not in AUTOMATIC]
    return {
        "rows": [agenda_row(sitting, point, own) for point in points],
        "place": place_name(sitting.time_zone),
        "planned": planned,
        "available": there,
        "over": max(0, planned - there),
        "may_edit": may_edit,
        "may_note": may_edit and sitting.state == SittingState.OPEN,
        "add_url": reverse("desk-item-new", args=[sitting.meeting.code]),
    }


def agenda_row(sitting: Sitting, point: AgendaPoint, own: list[AgendaPoint]) -> dict[str, Any]:
    item, code = point.item, sitting.meeting.code
    is_own = item.kind not in AUTOMATIC

    def act(action: str) -> str:
        return reverse("desk-item-do", args=[code, item.pk, action])

    return {
        "number": point.number,
        "begins": f"{point.begins.astimezone(zone_of(sitting.time_zone)):%H:%M}",
        "minutes": item.minutes,
        "is_over": point.is_over_time,
        "title": str(item),
        "kind": "" if item.kind == AgendaKind.DISCUSSION else kind_text(item.kind),
        "lines": [line_of(line) for line in point.lines],
        "empty": empty_text(sitting, point),
        "summary": item.summary,
        "decision": linked_decision(item.decision) if item.decision else None,
        "documents": [(str(one), one.get_absolute_url()) for one in item.documents.all()],
        "observers": ", ".join(str(one) for one in item.observers.all()),
        "note_url": f"{reverse('desk-outcome-new', args=[code])}?kind=agreement&item={item.pk}",
        "edit_url": reverse("desk-item", args=[code, item.pk]),
        "up_url": act("up") if is_own and point is not own[0] else "",
        "down_url": act("down") if is_own and point is not own[-1] else "",
        "remove_url": act("remove") if is_own else "",
    }


def kind_text(kind: str) -> str:
    return _("on every agenda") if kind in AUTOMATIC else str(AgendaKind(kind).label)


def empty_text(sitting: Sitting, point: AgendaPoint) -> str:
    is_former = point.item.kind == AgendaKind.FORMER_ACTA
    if not is_former or point.lines or point.item.summary or sitting.state in OVER:
        return ""
    return _("There is no former meeting of this series.")


def line_of(line: Any) -> dict[str, Any]:
    """A line of an item that comes by itself: a former meeting, a decision, a commitment."""
    if isinstance(line, OpenCommitment):
        owners = ", ".join(line.owners) or _("all parties")
        due = _("due %s") % line.due if line.due else ""
        note = " · ".join(filter(None, (owners, due)))
        return {"text": line.title, "url": line.url, "note": note, "late": line.is_late}
    if isinstance(line, Decision):
        return linked_decision(line)
    name = "desk-minutes" if hasattr(line, "minutes") else "meeting"
    return {"text": with_number(line), "url": reverse(name, args=[line.code])}


def linked_decision(decision: Decision) -> dict[str, Any]:
    number = f"{decision.number}/{decision.year} " if decision.number else ""
    url = reverse("desk-decision", args=[decision.code])
    return {"text": f"{number}{decision}", "url": url}


def attendance_block(sitting: Sitting, *, may_edit: bool) -> dict[str, Any]:
    """Who is there by delegation, what quorum that makes, and who could be noted with one click."""
    meeting = sitting.meeting
    delegations = delegations_of(meeting)
    noted = {(state.pk, row.name) for state, rows in delegations for row in rows}
    may_note = may_edit and sitting.state != SittingState.DRAFT
    quorum = quorum_of(meeting)
    return {
        "groups": [
            (str(state), [person_row(meeting, row) for row in rows]) for state, rows in delegations
        ],
        "present": ", ".join(str(party) for party in quorum.present),
        "missing": ", ".join(str(party) for party in quorum.missing),
        "reached": quorum.is_reached,
        "may_edit": may_note,
        "add_url": reverse("desk-attendance", args=[meeting.code]),
        "note_url": reverse("desk-attendance-delegate", args=[meeting.code]),
        "candidates": [
            {"key": one.key, "text": f"{one.name} ({one.state})"}
            for one in (accredited_on(meeting.sitting.day) if may_note else [])
            if (one.state.pk, one.name) not in noted
        ],
    }


def person_row(meeting: Meeting, row: Attendance) -> dict[str, str]:
    return {
        "name": row.name,
        "role": str(AttendanceRole(row.role).label),
        "remove_url": reverse("desk-attendance-remove", args=[meeting.code, row.pk]),
    }


def outcomes_block(sitting: Sitting, *, coordinates: bool) -> dict[str, Any]:
    meeting = sitting.meeting
    minutes = getattr(meeting, "minutes", None)
    is_closed = sitting.state == SittingState.CLOSED
    may_add = coordinates and sitting.state == SittingState.OPEN
    may_change = may_add or (coordinates and is_closed and not (minutes and minutes.signed_at))
    told = told_at(meeting, minutes, coordinates=coordinates)
    found = meeting.outcomes.select_related("item").prefetch_related("owners")
    return {
        "rows": [outcome_row(meeting, one, told) for one in found],
        "may_add": may_add,
        "may_change": may_change,
        "add_url": reverse("desk-outcome-new", args=[meeting.code]),
    }


def told_at(meeting: Meeting, minutes: Minutes | None, *, coordinates: bool) -> str:
    """The address of the acta, for who reads a version of it."""
    if minutes is None or readable_version(minutes, coordinates=coordinates) is None:
        return ""
    return reverse("desk-minutes", args=[meeting.code])


def outcome_row(meeting: Meeting, outcome: Outcome, told: str) -> dict[str, Any]:
    is_commitment = outcome.kind == OutcomeKind.COMMITMENT
    owners = ", ".join(str(state) for state in outcome.owners.all()) or _("all parties")
    return {
        "number": outcome.number,
        "kind": str(OutcomeKind(outcome.kind).label),
        "text": outcome.text,
        "item": str(outcome.item) if outcome.item else "",
        "owners": owners if is_commitment else "",
        "due": outcome.due.display() if outcome.due else "",
        "acta_url": f"{told}#paragraph-{outcome_key(outcome)}" if told else "",
        "kept_url": address_of(outcome.deliverable) if outcome.deliverable else "",
        "edit_url": reverse("desk-outcome", args=[meeting.code, outcome.pk]),
        "remove_url": reverse("desk-outcome-remove", args=[meeting.code, outcome.pk]),
    }


def acta_of(meeting: Meeting, *, coordinates: bool) -> dict[str, str] | None:
    """The way to the acta, for whom there is one to see."""
    if meeting.sitting.state != SittingState.CLOSED:
        return None
    exists = hasattr(meeting, "minutes")
    if not exists and not coordinates:
        return None
    label = _("Read the acta") if exists else _("Draft the acta")
    return {"url": reverse("desk-minutes", args=[meeting.code]), "label": label}
