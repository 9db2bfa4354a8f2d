"""What a decision does besides its text: bound to the text's hash, and shown beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gte.governance.chain import canonical
from gte.governance.enums import Matter
from gte.governance.models import Decision, Meeting
from gte.register.blocks import Fact, Item, fact, facts

SEPARATOR = "\x1f"


def effects_line(decision: Decision) -> str:
    """The effects as canonical JSON, the same wherever and in whichever language it is made."""
    return canonical(
        {
            "authorises": sorted(decision.authorises),
            "expires_on": decision.expires_on.isoformat() if decision.expires_on else "",
            "matter": decision.matter,
            "meeting": decision.meeting.code if decision.meeting else "",
            "supersedes": decision.supersedes.code if decision.supersedes else "",
        }
    )


def text_hash(title_es: str, title_en: str, body_es: str, body_en: str, effects: str) -> str:
    """SHA-256 of the four texts and the line of effects, joined by the unit separator (U+001F).

    A version from before effects were bound has no such line: its hash is of the four texts.
    """
    parts = [title_es, title_en, body_es, body_en, *([effects] if effects else [])]
    return hashlib.sha256(SEPARATOR.join(parts).encode()).hexdigest()


def cited(decision: Decision) -> str:
    """Its number and title."""
    number = f"{decision.number}/{decision.year} " if decision.number else ""
    return f"{number}{decision}"


def effect_facts(decision: Decision, *, at_desk: bool) -> list[Fact]:
    """What the decision does, in the reader's language; links are those of the desk, or public."""
    matters = [str(Matter(matter).label) for matter in decision.authorises]
    last_day = date_format(decision.expires_on, "DATE_FORMAT") if decision.expires_on else None
    former, meeting = decision.supersedes, decision.meeting
    return facts(
        fact(_("Matter"), str(Matter(decision.matter).label)),
        fact(_("Authorises silence on"), *matters),
        fact(_("Supersedes"), leading(former, cited(former) if former else "", at_desk=at_desk)),
        fact(_("In force until"), last_day),
        fact(_("Taken at the meeting"), leading(meeting, str(meeting), at_desk=at_desk)),
    )


def leading(record: Decision | Meeting | None, text: str, *, at_desk: bool) -> Item | None:
    """A record as a value; of one that the public does not see yet, its identifier alone."""
    if record is None:
        return None
    if at_desk:
        page = "desk-decision" if isinstance(record, Decision) else "desk-meeting"
        return Item(text, reverse(page, args=[record.code]))
    known: Any = type(record)._default_manager
    if known.visible_to(None).filter(pk=record.pk).exists():
        return Item(text, record.get_absolute_url())
    return Item(record.code)


def effect_lines(decision: Decision) -> Iterator[str]:
    """One line for each effect, as a letter says it."""
    for one in effect_facts(decision, at_desk=True):
        yield f"{one.label}: {'; '.join(item.text for item in one.items)}"
