"""The draft of an acta: paragraphs made from agenda, attendance, outcomes and decisions."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from gte.common.enums import Language
from gte.governance.enums import REPRESENTS, AgendaKind, AttendanceRole, OutcomeKind
from gte.governance.models import Attendance, Meeting, Outcome
from gte.governance.moments import moment_text
from gte.governance.queries.meetings import (
    AgendaPoint,
    agenda_of,
    former_meeting,
    numbered_title,
    quorum_of,
)
from gte.governance.queries.standing import stand_of

Paragraph = dict[str, Any]


def text_hash(paragraphs: Iterable[Paragraph], language: str) -> str:
    """SHA-256 of one language: headings and texts, each with its key, joined by U+001F."""
    parts = [
        part for one in paragraphs for part in (one["key"], one[f"title_{language}"], one[language])
    ]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def draft_paragraphs(meeting: Meeting) -> list[Paragraph]:
    """Every paragraph of the draft, in both languages at once."""
    sides: dict[str, list[tuple[str, str, str]]] = {}
    for language in Language.values:
        with override(language):
            sides[language] = list(written(meeting))
    return [
        {
            "key": es[0],
            "title_es": es[1],
            "es": es[2],
            "title_en": en[1],
            "en": en[2],
            "public": True,
        }
        for es, en in zip(sides[Language.ES], sides[Language.EN], strict=True)
    ]


def written(meeting: Meeting) -> Iterable[tuple[str, str, str]]:
    """Key, heading and text of each paragraph, in the active language."""
    yield "opening", _("Opening"), opening(meeting)
    yield "present", _("Present"), present(meeting)
    yield "agenda", _("Adopted agenda"), agenda_text(meeting)
    points = agenda_of(meeting, timezone.now())
    for point in points:
        heading = f"{point.number}. {point.item.title}"
        yield f"item-{point.item.pk}", heading, item_text(point)
    printed = {point.item.pk for point in points}
    loose = [one for one in meeting.outcomes.all() if one.item_id not in printed]
    if loose:
        yield "outcomes", _("Agreements and commitments"), outcomes_text(loose)
    yield "closing", _("Closing"), closing(meeting)


def opening(meeting: Meeting) -> str:
    sitting = meeting.sitting
    words = {
        "meeting": numbered_title(meeting),
        "when": moment_text(sitting.starts_at, sitting.time_zone),
        "place": meeting.place or sitting.link or _("place not known"),
    }
    return _("%(meeting)s began on %(when)s. Place: %(place)s.") % words


def present(meeting: Meeting) -> str:
    by_state: dict[Any, list[Attendance]] = defaultdict(list)
    for row in meeting.attendance.select_related("state"):
        by_state[row.state].append(row)
    lines = [
        f"{state}: " + "; ".join(f"{row.name} ({row.get_role_display()})" for row in rows)
        for state, rows in by_state.items()
        if any(row.role in REPRESENTS for row in rows)
    ]
    observers = [
        f"{row.state}: {row.name}"
        for rows in by_state.values()
        for row in rows
        if row.role == AttendanceRole.OBSERVER
    ]
    if observers:
        lines.append(_("Observers: %s") % "; ".join(observers))
    if quorum_of(meeting).is_reached:
        lines.append(_("All parties in force on the day were present: there was quorum."))
    return "\n".join(lines)


def agenda_text(meeting: Meeting) -> str:
    points = agenda_of(meeting, timezone.now())
    return "\n".join(f"{point.number}. {point.item.title}" for point in points)


def item_text(point: AgendaPoint) -> str:
    """What was said, the decision, and the agreements and commitments under the item."""
    item = point.item
    parts = [item.summary] if item.summary else []
    if item.kind == AgendaKind.FORMER_ACTA and not item.summary:
        former = former_meeting(item.meeting)
        parts.append(
            _("The acta of “%s” was put for approval.") % former
            if former
            else _("There is no former acta.")
        )
    documents = [str(document) for document in item.documents.all()]
    if documents:
        parts.append(_("Documents: %s.") % "; ".join(documents))
    if item.decision:
        stand = stand_of(item.decision)
        number = f"{stand.label}: " if stand.label else ""
        parts.append(
            _("Decision %(number)s“%(title)s” (%(status)s).")
            % {"number": number, "title": item.decision, "status": stand.status.label}
        )
    parts += [outcome_text(one) for one in item.outcomes.all()]
    return "\n".join(parts) or _("No discussion is recorded.")


def outcomes_text(outcomes: Iterable[Outcome]) -> str:
    return "\n".join(outcome_text(one) for one in outcomes)


def outcome_text(outcome: Outcome) -> str:
    """As in "Commitment 2 (all parties, due July 2019): …"."""
    words = {"number": outcome.number, "text": outcome.text}
    if outcome.kind != OutcomeKind.COMMITMENT:
        return _("Agreement %(number)s: %(text)s") % words
    owners = ", ".join(str(state) for state in outcome.owners.all()) or _("all parties")
    due = outcome.due.display() if outcome.due else ""
    words |= {"owners": owners, "due": due}
    return _("Commitment %(number)s (%(owners)s, due %(due)s): %(text)s") % words


def closing(meeting: Meeting) -> str:
    sitting = meeting.sitting
    when = moment_text(sitting.ends_at, sitting.time_zone)
    return _("The meeting was closed on %s.") % when
