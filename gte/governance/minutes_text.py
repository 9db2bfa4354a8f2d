"""The text of an acta: paragraphs made from agenda, attendance, outcomes and decisions.

A paragraph of an outcome (key ``outcome-<pk>``) says exactly what the outcome says: it is made anew
from it in every version, and never written by hand.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from gte.common.bilingual import text_in
from gte.common.enums import Language
from gte.governance.enums import ActKind, AgendaKind, AttendanceRole, Modality, OutcomeKind
from gte.governance.models import Decision, Meeting, Outcome
from gte.governance.moments import moment_text
from gte.governance.queries.meetings import (
    AgendaPoint,
    agenda_of,
    delegations_of,
    former_meeting,
    held_at,
    numbered_title,
    quorum_of,
    round_of,
)
from gte.governance.queries.standing import stand_of

Paragraph = dict[str, Any]
OUTCOME = "outcome-"
# What the coordination has to complete: a text with it is not agreed.
GAP = "[…]"
GENDERS = dict.fromkeys(
    ("reunión", "ronda", "sesión", "conferencia", "jornada", "cumbre"), "feminine"
) | dict.fromkeys(
    ("taller", "foro", "seminario", "curso", "encuentro", "lanzamiento", "congreso"), "masculine"
)


def text_hash(paragraphs: Iterable[Paragraph], language: str) -> str:
    """SHA-256 of one language: headings and texts, each with its key, joined by U+001F."""
    parts = [
        part for one in paragraphs for part in (one["key"], one[f"title_{language}"], one[language])
    ]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def draft_paragraphs(meeting: Meeting) -> list[Paragraph]:
    """Every paragraph of the draft, in both languages at once."""
    return with_outcomes(meeting, both_sides(meeting))


def both_sides(meeting: Meeting) -> list[Paragraph]:
    """What the draft says besides the outcomes."""
    kept = kept_back(meeting)
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
            "public": es[0] not in kept,
        }
        for es, en in zip(sides[Language.ES], sides[Language.EN], strict=True)
    ]


def kept_back(meeting: Meeting) -> set[str]:
    """What is published only if the parties wish so: names of people, and items that name a
    decision or a document which not everybody may know of.
    """
    found = {"present"}
    for item in meeting.agenda.all():
        documents = item.documents.all()
        hidden = documents.count() - documents.visible_to(None).count()
        secret = item.decision_id and not Decision.objects.visible_to(None).filter(
            pk=item.decision_id
        )
        if hidden or secret:
            found.add(f"item-{item.pk}")
    return found


def written(meeting: Meeting) -> Iterable[tuple[str, str, str]]:
    """Key, heading and text of each paragraph, in the active language."""
    yield "opening", _("Opening"), opening(meeting)
    yield "present", _("Present"), present(meeting)
    yield "agenda", _("Adopted agenda"), agenda_text(meeting)
    for point in agenda_of(meeting, timezone.now()):
        heading = f"{point.number}. {point.item.title}"
        yield f"item-{point.item.pk}", heading, item_text(point)
    yield "closing", _("Closing"), closing(meeting)


def opening(meeting: Meeting) -> str:
    """What is known: for when it was convened, when the ledger has it opened, who was there."""
    sitting = meeting.sitting
    words = {
        "meeting": named(meeting),
        "when": moment_text(sitting.starts_at, sitting.time_zone),
        "place": place_text(meeting),
    }
    parties = ", ".join(str(party) for party in quorum_of(meeting).present)
    return " ".join(
        [
            _("%(meeting)s was convened for %(when)s. Place: %(place)s.") % words,
            _("It was opened on %s.") % hour_text(meeting, ActKind.MEETING_OPENED),
            _("Parties present: %s.") % parties,
        ]
    )


def place_text(meeting: Meeting) -> str:
    """Where it was held; the link is for those who take part, an acta is for good."""
    modality = str(Modality(meeting.modality).label) if meeting.modality else ""
    return meeting.place or modality or _("place not known")


def hour_text(meeting: Meeting, act: ActKind) -> str:
    """The instant of an act, or a gap for the coordination to fill."""
    held = held_at(meeting, act)
    return moment_text(held, meeting.sitting.time_zone) if held else GAP


def named(meeting: Meeting) -> str:
    """The title as a sentence begins with it: in Spanish the article follows the name's noun."""
    words = {"meeting": numbered_title(meeting, for_all=True)}
    if round_of(meeting, for_all=True):
        words["meeting"] += ","
    nouns = text_in(meeting, "name", Language.ES).lower().split()
    gender = next((GENDERS[noun] for noun in nouns if noun in GENDERS), "")
    if gender == "feminine":
        return pgettext("feminine", "The %(meeting)s") % words
    if gender == "masculine":
        return pgettext("masculine", "The %(meeting)s") % words
    return _("The meeting “%(meeting)s”") % {"meeting": numbered_title(meeting, for_all=True)}


def present(meeting: Meeting) -> str:
    lines, observers = [], []
    for state, rows in delegations_of(meeting):
        if rows[0].role == AttendanceRole.OBSERVER:
            observers += [f"{state}: {row.name}" for row in rows]
        else:
            people = "; ".join(f"{row.name} ({row.get_role_display()})" for row in rows)
            lines.append(f"{state}: {people}")
    if observers:
        lines.append(_("Observers: %s") % "; ".join(observers))
    if quorum_of(meeting).is_reached:
        lines.append(_("All parties in force on the day were present: there was quorum."))
    return "\n".join(lines)


def agenda_text(meeting: Meeting) -> str:
    points = agenda_of(meeting, timezone.now())
    return "\n".join(f"{point.number}. {point.item.title}" for point in points)


def item_text(point: AgendaPoint) -> str:
    """What was said under the item, and the decision."""
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
    if item.outcomes.all():
        return "\n".join(parts) or _("What was agreed follows.")
    return "\n".join(parts) or _("No discussion is recorded.")


def closing(meeting: Meeting) -> str:
    return _("The meeting was closed on %s.") % hour_text(meeting, ActKind.MEETING_CLOSED)


# --- what was agreed ------------------------------------------------------------------------------


def outcome_key(outcome: Outcome) -> str:
    return f"{OUTCOME}{outcome.pk}"


def outcome_of(key: str) -> int | None:
    """The outcome that a paragraph is of; None for any other paragraph."""
    return int(key.removeprefix(OUTCOME)) if key.startswith(OUTCOME) else None


def words_in(paragraph: Paragraph, language: str) -> str:
    """What a reader compares: of an outcome also its heading, which says who owes it by when."""
    text: str = paragraph[language]
    if outcome_of(paragraph["key"]) is None:
        return text
    return f"{paragraph[f'title_{language}']}\n{text}"


def with_outcomes(meeting: Meeting, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs with those of the outcomes made anew, each under its item; what belongs to no
    item that is printed comes before the closing. Whether each is public stays as it was.
    """
    public = {one["key"]: one["public"] for one in paragraphs}
    written = [one for one in paragraphs if outcome_of(one["key"]) is None]
    under: dict[str, list[Paragraph]] = defaultdict(list)
    places = {one["key"] for one in written}
    outcomes = meeting.outcomes.order_by("number").prefetch_related("owners")
    for outcome in outcomes:
        place = f"item-{outcome.item_id}"
        made = outcome_paragraph(outcome)
        made["public"] = public.get(made["key"], True)
        under[place if place in places else ""].append(made)
    found: list[Paragraph] = []
    for one in written:
        found += under[""] if one["key"] == "closing" else []
        found += [one, *under[one["key"]]]
    return found


def outcome_paragraph(outcome: Outcome) -> Paragraph:
    """Headed as in "Commitment 2 (all parties, due July 2019)"; its text is the outcome's."""
    found: Paragraph = {"key": outcome_key(outcome)}
    for language in Language.values:
        with override(language):
            found[f"title_{language}"] = outcome_title(outcome)
            found[language] = text_in(outcome, "text", language)
    return found


def outcome_title(outcome: Outcome) -> str:
    words: dict[str, Any] = {"number": outcome.number}
    if outcome.kind != OutcomeKind.COMMITMENT:
        return _("Agreement %(number)s") % words
    owners = ", ".join(str(state) for state in outcome.owners.all()) or _("all parties")
    due = outcome.due.display() if outcome.due else ""
    words |= {"owners": owners, "due": due}
    return _("Commitment %(number)s (%(owners)s, due %(due)s)") % words
