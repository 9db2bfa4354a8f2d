"""Decisions as the desk's templates print them: plain values, nothing more to ask."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from gte.common.bilingual import reading_order
from gte.governance.difference import difference
from gte.governance.domain.positions import head_sentence
from gte.governance.effects import effect_facts
from gte.governance.enums import BY_SILENCE, DecisionStatus, Matter
from gte.governance.models import Decision, DecisionText
from gte.governance.moments import moment_text
from gte.governance.panels import history_rows, text_sides
from gte.governance.queries.parties import Voice
from gte.governance.queries.standing import Stand
from gte.governance.registers.decisions import badge_of
from gte.governance.silence import OPEN, Status
from gte.governance.views.actions import button, link
from gte.governance.views.position_blocks import may_object_late, position_rows, void_entries
from gte.register.paging import page_position

# In what order the desk lists them: what somebody must do something about comes first.
ORDER = (
    DecisionStatus.SILENCE,
    DecisionStatus.OPEN,
    DecisionStatus.HELD,
    DecisionStatus.BROKEN,
    DecisionStatus.DRAFT,
    DecisionStatus.IN_FORCE,
    DecisionStatus.SUPERSEDED,
    DecisionStatus.EXPIRED,
    DecisionStatus.WITHDRAWN,
)
PAGE_SIZE = 25


def list_page(stands: list[Stand], wanted: str, number: int, zone: str) -> dict[str, Any]:
    """A page of every decision or of those of one status, with how many there are of each."""
    counted = Counter(stand.status for stand in stands)
    tabs = [{"label": _("All"), "url": "?", "current": not wanted, "count": len(stands)}]
    tabs += [
        {
            "label": str(status.label),
            "url": f"?status={status.value}",
            "current": wanted == status.value,
            "count": counted[status],
        }
        for status in ORDER
        if counted[status] or wanted == status.value
    ]
    shown = [stand for stand in stands if not wanted or stand.status == wanted]
    shown.sort(key=lambda stand: (ORDER.index(stand.status), -stand.decision.pk))
    chosen = f"status={quote(wanted)}&" if wanted else ""
    page = page_position(
        number=number, total=len(shown), size=PAGE_SIZE, url=lambda at: f"?{chosen}page={at}"
    )
    rows = shown[max(page["first"] - 1, 0) : page["last"]]
    return {"tabs": tabs, "rows": [list_row(stand, zone) for stand in rows], "page": page}


def list_row(stand: Stand, zone: str) -> dict[str, Any]:
    badge = badge_of(stand.status)
    return {
        "url": reverse("desk-decision", args=[stand.decision.code]),
        "title": str(stand.decision),
        "matter": str(Matter(stand.decision.matter).label),
        "status": badge.text,
        "tone": badge.tone,
        "number": stand.label,
        "when": when_text(stand, zone),
    }


def when_text(stand: Stand, zone: str) -> str:
    """The instant that matters: until when, or since when."""
    if stand.standing.status == Status.SILENCE and stand.standing.expiry:
        return _("until %s") % moment_text(stand.standing.expiry, zone)
    if stand.standing.since:
        return _("since %s") % moment_text(stand.standing.since, zone)
    return ""


def utc_text(stand: Stand, zone: str) -> str:
    """The expiry of a running silence in UTC, where it is not shown so already."""
    expiry = stand.standing.expiry
    runs = stand.standing.status == Status.SILENCE and expiry is not None
    return moment_text(expiry, "UTC") if runs and expiry and zone != "UTC" else ""


def decision_page(
    decision: Decision, stand: Stand, *, voice: Voice | None, zone: str, coordinates: bool
) -> dict[str, Any]:
    texts = list(decision.texts.all())
    put = next((text for text in texts if text.hash == stand.standing.text), None)
    newest = texts[0]
    shown = put or newest
    asked = voice is not None and voice.party.code in stand.standing.parties
    is_open = stand.standing.status in OPEN
    return {
        "decision": decision,
        "stand": stand,
        "badge": badge_of(stand.status),
        "matter": Matter(decision.matter).label,
        "zone": zone,
        "when": when_text(stand, zone),
        "utc": utc_text(stand, zone),
        "effects": effect_facts(decision, at_desk=True),
        "sides": text_sides(shown),
        "version": shown.number,
        "hash": shown.hash,
        "bound": bool(shown.effects),
        "newer": newest.number if put and newest.number > put.number else None,
        "changes": changes_of(texts, shown),
        "positions": position_rows(decision, stand),
        "head_answered": head_sentence(decision, stand.standing, voice, zone),
        "may_object_late": may_object_late(stand, voice),
        "ended": moment_text(stand.standing.since, zone) if stand.standing.since else "",
        "party": voice.party if voice else None,
        "may_answer": asked and is_open,
        "silent": stand.standing.expiry is not None,
        "not_asked": voice is not None and is_open and not asked,
        "history": history_rows(
            decision.code, stand.standing.suspended, void_entries(decision, stand)
        ),
        "actions": actions_of(decision, stand, newest) if coordinates else [],
    }


def changes_of(texts: list[DecisionText], shown: DecisionText) -> list[dict[str, Any]]:
    """What this version changed of the title and text of the one before, for each language, the
    reader's first; no parts where nothing changed.
    """
    former = next((text for text in texts if text.number == shown.number - 1), None)
    if former is None:
        return []
    return [
        {
            "language": language,
            "name": get_language_info(language)["name_translated"],
            "parts": difference(before, after) if before != after else [],
        }
        for language, before, after in zip(
            reading_order(), whole_texts(former), whole_texts(shown), strict=True
        )
    ]


def whole_texts(text: DecisionText) -> list[str]:
    """Title and text in each language, the reader's first."""
    return [
        f"{getattr(text, f'title_{language}')}\n{getattr(text, f'body_{language}')}"
        for language in reading_order()
    ]


def actions_of(decision: Decision, stand: Stand, newest: DecisionText) -> list[dict[str, Any]]:
    """What the coordination can do now: links to forms, and buttons that are sent at once."""
    status = stand.standing.status
    code, do = decision.code, "desk-decision-do"
    if status == Status.WITHDRAWN:
        return []
    if status == Status.ADOPTED:
        announce = button(do, code, "announce", _("Announce and publish"), asks=True)
        return [] if decision.announced_at else [announce]
    actions = []
    asked_anew = status == Status.BROKEN or stand.standing.text != newest.hash
    if status != Status.SILENCE and asked_anew:
        actions.append(button(do, code, "put", _("Put to the parties for consensus"), asks=True))
    if status != Status.SILENCE and decision.matter in BY_SILENCE:
        actions.append(link("desk-decision-silence", code, _("Open a silence procedure")))
    if status != Status.SILENCE:
        actions.append(link("desk-decision-text", code, _("New version of the text")))
    if stand.standing.waiting:
        label = _("Remind those who have not answered")
        actions.append(button(do, code, "remind", label, quiet=True))
    if status == Status.SILENCE:
        actions.append(link("desk-decision-extend", code, _("Extend the silence")))
    actions.append(link("desk-decision-withdraw", code, _("Withdraw")))
    return actions
