"""Consultations as the desk's templates print them: plain values, nothing more to ask."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gte.governance.enums import AdviceState
from gte.governance.models import Contribution
from gte.governance.queries.advice import Advice, Said
from gte.governance.queries.parties import Voice
from gte.governance.registers.decisions import badge_of
from gte.governance.views.actions import link

TONES = {
    AdviceState.OPEN: "progress",
    AdviceState.DRAFTED: "progress",
    AdviceState.ADOPTED: "progress",
    AdviceState.SENT: "good",
}


def list_row(advice: Advice) -> dict[str, Any]:
    one = advice.consultation
    # Who left the bloc since and contributed is counted too.
    asked = len(advice.said) + len(advice.missing)
    return {
        "url": reverse("desk-consultation", args=[one.code]),
        "title": str(one),
        "asked_by": str(one.asked_by),
        "due": one.due,
        "is_late": advice.is_late,
        "state": str(advice.state.label),
        "tone": TONES[advice.state],
        "said": _("%(said)s of %(asked)s") % {"said": len(advice.said), "asked": asked},
    }


def consultation_page(advice: Advice, *, voice: Voice | None, coordinates: bool) -> dict[str, Any]:
    one = advice.consultation
    own = own_contribution(advice, voice)
    takes_part = voice is not None and may_speak(advice, voice)
    return {
        "consultation": one,
        "state": {"text": str(advice.state.label), "tone": TONES[advice.state]},
        "is_late": advice.is_late,
        "questions": [part.strip() for part in one.question.splitlines() if part.strip()],
        "said": [said_row(each) for each in advice.said],
        "missing": [str(party) for party in advice.missing],
        "is_open": advice.takes_contributions,
        "is_drafted": advice.state == AdviceState.DRAFTED,
        "answer": answer_row(advice),
        "party": voice.party if voice else None,
        "may_contribute": takes_part and advice.takes_contributions,
        "own": own.text if own else "",
        "seen": own.pk if own else 0,
        "actions": actions_of(advice) if coordinates else [],
    }


def may_speak(advice: Advice, voice: Voice) -> bool:
    spoke = {one.party.pk for one in advice.said}
    return voice.party.pk in spoke | {party.pk for party in advice.missing}


def own_contribution(advice: Advice, voice: Voice | None) -> Contribution | None:
    if voice is None:
        return None
    return next((one.standing for one in advice.said if one.party == voice.party), None)


def said_row(said: Said) -> dict[str, Any]:
    return {
        "party": str(said.party),
        "standing": text_row(said.standing),
        "former": [text_row(one) for one in said.former],
    }


def text_row(one: Contribution) -> dict[str, Any]:
    paragraphs = [part.strip() for part in one.text.splitlines() if part.strip()]
    return {"paragraphs": paragraphs, "at": one.at, "person": one.by.name}


def answer_row(advice: Advice) -> dict[str, Any] | None:
    """The decision that is the answer, with what stands of it."""
    stand = advice.answer
    if stand is None:
        return None
    badge = badge_of(stand.status)
    return {
        "url": reverse("desk-decision", args=[stand.decision.code]),
        "title": str(stand.decision),
        "number": stand.label,
        "text": badge.text,
        "tone": badge.tone,
    }


def actions_of(advice: Advice) -> list[dict[str, Any]]:
    """What the coordination can do now."""
    code = advice.consultation.code
    if advice.state == AdviceState.OPEN:
        return [link("desk-consultation-answer", code, _("Draft the answer"), quiet=False)]
    if advice.state == AdviceState.ADOPTED:
        return [link("desk-consultation-sent", code, _("Note it as sent"), quiet=False)]
    if advice.state == AdviceState.SENT and advice.consultation.document is None:
        return [link("desk-consultation-archive", code, _("Archive the answer"), quiet=False)]
    return []


def early_sentences(advice: Advice) -> list[str]:
    """What the coordination should know before the contributions end with the draft."""
    if not advice.missing:
        return []
    words = {
        "day": date_format(advice.consultation.due, "DATE_FORMAT"),
        "parties": ", ".join(str(party) for party in advice.missing),
    }
    return [
        _(
            "The answer is due on %(day)s, and with its draft the contributions end. These parties "
            "have said nothing yet: %(parties)s."
        )
        % words
    ]
