"""Meetings that are prepared, held and closed, and their minutes. All through the verbs."""

from __future__ import annotations

import datetime
from contextlib import nullcontext
from zoneinfo import ZoneInfo

from django.utils import timezone

from gte.alliance.models import Body, State
from gte.common.partial_dates import PartialDate
from gte.governance.domain import minutes as verbs
from gte.governance.domain.agenda import Item, add_item, note_attendance
from gte.governance.domain.meetings import (
    Plan,
    close_meeting,
    convene_meeting,
    open_meeting,
    prepare_meeting,
)
from gte.governance.domain.outcomes import Said, add_outcome
from gte.governance.minutes_text import GAP
from gte.governance.queries.minutes import newest_version
from gte.governance.queries.parties import parties_on
from tests.factories.delegations import UTC, at

STARTS = datetime.datetime(2026, 12, 3, 15, tzinfo=UTC)
HOUR = datetime.timedelta(hours=1)


def plan(**said):
    """The 28th meeting of the group, two hours in Bogotá."""
    given = {
        "kind": "gte_meeting",
        "body": Body.objects.get(code="gte"),
        "ordinal": 28,
        "name_es": "XXVIII Reunión del Grupo Técnico de Educación",
        "name_en": "XXVIII Meeting of the Education Technical Group",
        "starts_at": STARTS,
        "ends_at": STARTS + 2 * HOUR,
        "time_zone": "America/Bogota",
        "modality": "in_person",
        "place_es": "Bogotá, Colombia",
        "place_en": "Bogotá, Colombia",
    }
    return Plan(**(given | said))


def prepared(by, **said):
    return prepare_meeting(by=by, plan=plan(**said))


def convened(by, **said):
    """Convened now, or if its day is past, the day before it."""
    day_before = said.get("starts_at", STARTS) - 24 * HOUR
    with at(min(timezone.now(), day_before)):
        return convene_meeting(meeting=prepared(by, **said), by=by)


def opened(by, **said):
    """Opened on its day: now, or else at the hour at which it begins."""
    meeting = convened(by, **said)
    with on_its_day(meeting, meeting.sitting.starts_at):
        return open_meeting(meeting=meeting, by=by)


def on_its_day(meeting, moment):
    """The clock stands at a moment of its day, if it is another day now."""
    zone = ZoneInfo(meeting.sitting.time_zone)
    days = {one.astimezone(zone).date() for one in (timezone.now(), meeting.sitting.starts_at)}
    return nullcontext() if len(days) == 1 else at(moment)


def ends(meeting, by):
    """Closes it, on its day."""
    with on_its_day(meeting, meeting.sitting.ends_at):
        return close_meeting(meeting=meeting, by=by)


def everybody_is_there(meeting, by, but=()):
    for state in parties_on(meeting.sitting.day):
        if state.code not in but:
            note_attendance(
                meeting=meeting, by=by, state=state, name=f"Jefa {state.code}", role="head"
            )


def an_item(title="Plan de trabajo", **said):
    given = {"title_es": title, "title_en": f"{title} (en)", "minutes": 30}
    return Item(**(given | said))


def commitment(text="Elaborar el marco", due="2027-03", **said):
    given = {"kind": "commitment", "text_es": text, "text_en": f"{text} (en)"}
    return Said(**(given | {"due": due and PartialDate(due)} | said))


def agreement(text="Se aprueba el plan", **said):
    return Said(**({"kind": "agreement", "text_es": text, "text_en": f"{text} (en)"} | said))


def closed(by, **said):
    """A meeting that is over, with an item and a commitment."""
    meeting = opened(by, **said)
    with on_its_day(meeting, meeting.sitting.starts_at):
        everybody_is_there(meeting, by)
        item = add_item(meeting=meeting, by=by, item=an_item())
        add_outcome(meeting=meeting, by=by, said=commitment(item=item))
    return ends(meeting, by)


def drafted(by, **said):
    meeting = closed(by, **said)
    verbs.draft_minutes(meeting=meeting, by=by)
    return meeting


def complete(meeting, by):
    """Fills what the ledger does not know: hours of a meeting that is noted on another day."""
    version = newest_version(meeting.minutes)
    texts = {
        one["key"]: {side: one[side].replace(GAP, "15:00") for side in ("es", "en")}
        for one in version.paragraphs
        if GAP in one["es"] + one["en"]
    }
    if texts:
        verbs.change_minutes(meeting=meeting, by=by, seen=version.number, texts=texts)


def circulated(by, days=10, **said):
    meeting = drafted(by, **said)
    complete(meeting, by)
    until = datetime.datetime.now(UTC).date() + datetime.timedelta(days=days)
    verbs.circulate_minutes(meeting=meeting, by=by, until=until)
    return meeting


def agreed(by, **said):
    meeting = circulated(by, **said)
    verbs.agree_minutes(meeting=meeting, by=by)
    return meeting


def hashes_of(meeting):
    version = newest_version(meeting.minutes)
    return {"es": version.es_hash, "en": version.en_hash}


def sign(meeting, user, *languages):
    given = hashes_of(meeting)
    hashes = {one: given[one] for one in languages or given}
    return verbs.sign_minutes(meeting=meeting, by=user, hashes=hashes)


def signed(by, delegations, but=(), **said):
    """An acta that the heads of all parties have signed, besides those of ``but``."""
    meeting = agreed(by, **said)
    for code, (head, _alternate) in delegations.items():
        if code not in but:
            sign(meeting, head)
    meeting.minutes.refresh_from_db()
    return meeting


def observer():
    return State.objects.observers().order_by("code").first()


def told_in(meeting):
    """The paragraph of the acta that tells the meeting's one outcome."""
    return f"outcome-{meeting.outcomes.get().pk}"
