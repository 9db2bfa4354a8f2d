"""Entries of the ledger as its page prints them, each with what it is about."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from gte.alliance.models import State
from gte.governance.models import Consultation, Decision, LedgerEntry, Meeting
from gte.governance.panels import history_row
from gte.register.registers import REGISTERS

# By the first word of an act: what its subject is, and the page that it has.
SUBJECTS: dict[str, tuple[Any, str]] = {
    "decision": (Decision, "desk-decision"),
    "position": (Decision, "desk-decision"),
    "meeting": (Meeting, "desk-meeting"),
    "minutes": (Meeting, "desk-minutes"),
    "consultation": (Consultation, "desk-consultation"),
    "party": (State, "desk-parties"),
}


def ledger_rows(entries: list[LedgerEntry]) -> list[dict[str, Any]]:
    """In the order given. One question for each kind of subject, however many entries."""
    titles = titles_of(entries)
    speaking = {entry.party for entry in entries if entry.party}
    names = dict(State.objects.filter(code__in=speaking).values_list("code", "name"))
    return [
        {
            **history_row(entry, names, {}),
            "words": "",
            "subject": subject_of(entry, titles),
        }
        for entry in entries
    ]


def kind_of(entry: LedgerEntry) -> tuple[Any, str]:
    """Of an act of a room above, the kind of record that its body names."""
    word = entry.act.partition(".")[0]
    if word in SUBJECTS:
        return SUBJECTS[word]
    named = json.loads(entry.body).get("kind", "")
    return next(((model, named) for model in REGISTERS if model.url_name == named), (None, ""))


def titles_of(entries: Iterable[LedgerEntry]) -> dict[tuple[Any, str], str]:
    """What each subject is called, by its kind and identifier."""
    wanted: dict[Any, set[str]] = defaultdict(set)
    for entry in entries:
        wanted[kind_of(entry)[0]].add(entry.subject)
    wanted.pop(None, None)
    return {
        (kind, record.code): str(record)
        for kind, codes in wanted.items()
        for record in kind.objects.filter(code__in=codes)
    }


def subject_of(entry: LedgerEntry, titles: dict[tuple[Any, str], str]) -> dict[str, str]:
    """A subject that the register does not have (any more) is its identifier, without a page."""
    kind, page = kind_of(entry)
    title = titles.get((kind, entry.subject))
    if title is None:
        return {"title": entry.subject, "url": "", "code": ""}
    url = reverse(page) if kind is State else reverse(page, args=[entry.subject])
    return {"title": title, "url": url, "code": entry.subject}
