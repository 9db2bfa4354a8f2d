"""Parts of pages that governance prints with components of its own, as plain values."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from itertools import dropwhile
from typing import Any

from django.urls import reverse

from gte.alliance.enums import DelegateRank
from gte.alliance.models import State
from gte.common.bilingual import reading_order, text_in
from gte.governance.effects import effect_facts
from gte.governance.enums import ActKind
from gte.governance.models import Decision, DecisionText, LedgerEntry, Meeting, Minutes
from gte.governance.queries.standing import Stand, instant
from gte.register.blocks import Panel


def text_sides(text: DecisionText) -> list[dict[str, Any]]:
    """The text in both languages, the reader's first."""
    return [
        {
            "language": language,
            "title": text_in(text, "title", language),
            "paragraphs": paragraphs_of(text_in(text, "body", language)),
        }
        for language in reading_order()
    ]


def paragraphs_of(body: str) -> list[str]:
    return [part.strip() for part in body.splitlines() if part.strip()]


def text_panel(decision: Decision, stand: Stand) -> Panel:
    """The exact text that was adopted, with its hash and what parties annexed to it."""
    text = decision.texts.filter(hash=stand.standing.text).first()
    said = {
        entry.party: json.loads(entry.body).get("words", "")
        for entry in LedgerEntry.objects.filter(
            subject=decision.code, act=ActKind.RESERVATION, text_hash=stand.standing.text
        ).order_by("seq")
        if stand.standing.positions.get(entry.party) is not None
        and stand.standing.positions[entry.party].kind == "reservation"
    }
    names = dict(State.objects.filter(code__in=said).values_list("code", "name"))
    return Panel(
        "governance/parts/text.html",
        {
            "sides": text_sides(text) if text else [],
            "effects": effect_facts(decision, at_desk=False),
            "bound": bool(text and text.effects),
            "hash": stand.standing.text,
            "annexes": [{"party": names[code], "words": words} for code, words in said.items()],
        },
    )


def acta_panel(meeting: Meeting, minutes: Minutes) -> Panel:
    """What the parties publish of a signed acta, in the reader's language."""
    version = minutes.agreed
    side, _other = reading_order()
    shown = [one for one in version.paragraphs if one["public"]] if version else []
    return Panel(
        "governance/parts/acta.html",
        {
            "sections": [
                {"title": one[f"title_{side}"], "paragraphs": paragraphs_of(one[side])}
                for one in shown
            ],
            "left_out": len(version.paragraphs) - len(shown) if version else 0,
            "published": minutes.published_at,
            "hash": getattr(version, f"{side}_hash", ""),
            "file": reverse("meeting-acta", args=[meeting.code]),
        },
    )


def history_rows(
    code: str, parties: Iterable[str] = (), without_effect: Collection[int] = ()
) -> list[dict[str, Any]]:
    """Every entry of the ledger about a subject, as readers read it, oldest first; with what was
    recorded since its first entry about ``parties`` themselves. Entries whose numbers are among
    ``without_effect`` are said to be so.
    """
    found = LedgerEntry.objects.filter(subject__in=[code, *parties]).order_by("seq")
    entries = list(dropwhile(lambda entry: entry.subject != code, found))
    speaking = {entry.party for entry in entries if entry.party}
    names = dict(State.objects.filter(code__in=speaking).values_list("code", "name"))
    versions: dict[str, int] = {}
    return [
        {**history_row(entry, names, versions), "void": entry.seq in without_effect}
        for entry in entries
    ]


def history_row(
    entry: LedgerEntry, names: dict[str, str], versions: dict[str, int]
) -> dict[str, Any]:
    """``versions`` are the numbers of the texts that were named so far, by hash."""
    body = json.loads(entry.body)
    if "version" in body and entry.text_hash:
        versions[entry.text_hash] = body["version"]
    return {
        "seq": entry.seq,
        "at": instant(entry.at),
        "act": act_label(entry.act),
        "party": names.get(entry.party, ""),
        "by": body.get("by", ""),
        "alternate": entry.rank == DelegateRank.ALTERNATE,
        "version": body.get("version") or versions.get(entry.text_hash),
        "words": words_of(body),
        "hash": entry.hash,
    }


def act_label(act: str) -> str:
    return str(ActKind(act).label) if act in ActKind.values else act


def words_of(body: dict[str, Any]) -> str:
    """What was said; of a change of the agenda, the item."""
    title = body.get("title", {}).get(reading_order()[0])
    return str(body.get("words") or body.get("reason") or title or "")


def ledger_panel(decision: Decision, stand: Stand) -> Panel:
    """When it was put and adopted, and by which entries of the ledger that can be checked."""
    shown = (ActKind.DECISION_PUT, ActKind.DECISION_ADOPTED, ActKind.DECISION_ANNOUNCED)
    labels = {str(kind.label) for kind in shown}
    rows = [row for row in history_rows(decision.code) if row["act"] in labels]
    return Panel("governance/parts/ledger.html", {"rows": rows, "adopted": stand.standing.since})
