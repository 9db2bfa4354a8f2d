"""What parties said to a decision, as its page prints it."""

from __future__ import annotations

import datetime
import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gte.alliance.models import State
from gte.governance.enums import ActKind, PositionKind
from gte.governance.models import Decision, LedgerEntry
from gte.governance.panels import words_of
from gte.governance.queries.parties import Voice
from gte.governance.queries.standing import Stand, entries_of
from gte.governance.silence import Standing, Status

TONES = {"objection": "late", "ad_referendum": "progress"}


def position_rows(decision: Decision, stand: Stand) -> list[dict[str, Any]]:
    """One row for each party that was asked: what counts, who said it, and its words; with the
    amendments that it proposed.
    """
    stands, entries = stand.standing, entries_of(decision)
    codes = sorted(stands.parties)
    names = dict(State.objects.filter(code__in=codes).values_list("code", "name"))
    amended = amendments(entries, stands)
    return [
        {
            "party": names[code],
            **position_row(code, stands, entries),
            "amendments": amended.get(code, []),
        }
        for code in codes
    ]


def position_row(code: str, stands: Standing, entries: Sequence[LedgerEntry]) -> dict[str, Any]:
    held = stands.positions.get(code)
    if held is None:
        return {"position": nothing_said(code, stands), "tone": "muted", "words": ""}
    entry = entries[held.index]
    body = json.loads(entry.body)
    day = body.get("by_day", "")
    return {
        "position": str(PositionKind(held.kind.value).label),
        "tone": TONES.get(held.kind.value, "good"),
        "person": speaker(entry),
        "words": words_of(body),
        "by_date": date_format(datetime.date.fromisoformat(day), "DATE_FORMAT") if day else "",
    }


def nothing_said(code: str, stands: Standing) -> str:
    if code in stands.suspended:
        return _("suspended")
    if stands.status == Status.ADOPTED:
        return _("silent")
    if stands.status == Status.BROKEN:
        return _("said nothing")
    return _("silent so far") if stands.expiry is not None else _("no answer yet")


def speaker(entry: LedgerEntry) -> str:
    """Who said it; of an alternate, that it was one."""
    name = str(json.loads(entry.body).get("by", ""))
    return _("%(name)s, alternate") % {"name": name} if entry.rank == "alternate" else name


def amendments(entries: Sequence[LedgerEntry], stands: Standing) -> dict[str, list[dict[str, str]]]:
    """The amendments proposed in the last procedure, by party; not those without effect."""
    void = set(stands.without_effect)
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for index, entry in enumerate(entries):
        if index in void:
            continue
        if entry.act == ActKind.DECISION_PUT:
            found.clear()
        elif entry.act == ActKind.AMENDMENT:
            words = words_of(json.loads(entry.body))
            found[entry.party].append({"person": speaker(entry), "words": words})
    return found


def void_entries(decision: Decision, stand: Stand) -> set[int]:
    """The numbers of the entries that had no effect."""
    places = stand.standing.without_effect
    entries = entries_of(decision) if places else []
    return {entries[place].seq for place in places}


def may_object_late(stand: Stand, voice: Voice | None) -> bool:
    """Whether the party was asked under a silence that ran out, and so adopted the text."""
    stands = stand.standing
    ran_out = stands.status == Status.ADOPTED and stands.expiry is not None
    return ran_out and voice is not None and voice.party.code in stands.parties - stands.suspended
