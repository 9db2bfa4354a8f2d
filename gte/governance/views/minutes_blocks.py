"""The acta as the desk's templates print it: plain values, nothing more to ask."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gte.alliance.enums import DelegateRank
from gte.common.bilingual import reading_order
from gte.common.enums import Language
from gte.governance.difference import difference
from gte.governance.enums import MinutesState
from gte.governance.forms.minutes import AnswerForm, CommentForm, SignForm
from gte.governance.minutes_text import Paragraph, outcome_of, words_in
from gte.governance.models import Meeting, Minutes, MinutesComment, MinutesVersion
from gte.governance.moments import moment_text
from gte.governance.panels import paragraphs_of
from gte.governance.queries.meetings import numbered_title
from gte.governance.queries.minutes import (
    Signing,
    circulated_version,
    minutes_state,
    readable_version,
    signing_of,
    version_before,
)
from gte.governance.queries.parties import Voice
from gte.governance.queries.waiting import end_of
from gte.governance.views.actions import button, link
from gte.register.blocks import Badge

ORDER = tuple(MinutesState)
TONES: dict[str, str] = {MinutesState.DRAFT: "muted", MinutesState.PUBLISHED: "good"}
KINDS = ("pdf", "docx")
# Forms that came back, by what they are and where: ("comment", key), ("answer", number).
Bound = dict[tuple[str, Any], Any]


class Page:
    """What one reader sees of one acta, and what they can do there."""

    def __init__(
        self,
        meeting: Meeting,
        minutes: Minutes,
        *,
        voice: Voice | None,
        zone: str,
        coordinates: bool,
    ) -> None:
        self.meeting, self.minutes, self.voice, self.zone = meeting, minutes, voice, zone
        self.coordinates = coordinates
        self.state = minutes_state(minutes)
        self.version = readable_version(minutes, coordinates=coordinates)
        self.circulated = circulated_version(minutes)
        self.signing = signing_of(minutes)

    @property
    def is_party(self) -> bool:
        return self.voice is not None and self.voice.party in self.signing.parties

    @property
    def may_comment(self) -> bool:
        until = self.minutes.comments_until
        is_open = until is not None and end_of(until) > timezone.now()
        is_it = self.version is not None and self.version == self.circulated
        return self.is_party and is_open and is_it and self.state == MinutesState.CIRCULATED

    @property
    def may_answer(self) -> bool:
        return self.coordinates and self.minutes.signed_at is None

    @property
    def to_sign(self) -> tuple[str, ...]:
        """The languages that the reader's party can sign now."""
        if self.voice is None or not self.is_party or self.minutes.agreed is None:
            return ()
        return self.signing.missing_of(self.voice.party)

    def context(self, bound: Bound) -> dict[str, Any]:
        """Everything that the template prints; ``bound`` are forms that came back."""
        version = self.version
        shared = {
            "meeting": self.meeting,
            "title": numbered_title(self.meeting),
            "badge": Badge(str(self.state.label), TONES.get(self.state, "progress")),
            "zone": self.zone,
            "steps": steps_of(self.state),
            "actions": actions_of(self) if self.coordinates else [],
        }
        if version is None:
            return shared
        return {
            **shared,
            "version": version,
            "since": version_text(version, self.zone),
            "until": self.minutes.comments_until,
            "notice": notice_of(self),
            "paragraphs": paragraph_blocks(self, version, bound),
            "signatures": signature_rows(self.signing, self.zone) if self.minutes.agreed else [],
            "agreed": self.minutes.agreed,
            "sign_form": sign_form(self),
            "party": self.voice.party if self.voice else None,
            "downloads": downloads_of(self.meeting),
        }


def steps_of(state: MinutesState) -> list[dict[str, str]]:
    labels = (
        pgettext("step", "Draft"),
        pgettext("step", "Circulated"),
        pgettext("step", "Agreed"),
        pgettext("step", "Signed"),
        pgettext("step", "Published"),
    )
    at = ORDER.index(state)
    is_over = state == MinutesState.PUBLISHED
    return [
        {
            "label": label,
            "state": "done" if place < at or is_over else "current" if place == at else "",
        }
        for place, label in enumerate(labels)
    ]


def version_text(version: MinutesVersion, zone: str) -> str:
    words: dict[str, Any] = {"number": version.number}
    if version.circulated_at:
        words["when"] = moment_text(version.circulated_at, zone)
        return _("Version %(number)s, circulated on %(when)s") % words
    words["when"] = moment_text(version.made_at, zone)
    return _("Version %(number)s, written on %(when)s, not circulated") % words


def notice_of(page: Page) -> str:
    """What a reader must know about the version that is shown."""
    if page.coordinates and page.circulated and page.version != page.circulated:
        words = {"now": page.version.number, "given": page.circulated.number}  # type: ignore[union-attr]
        return (
            _("The parties have version %(given)s. Circulate version %(now)s to show it to them.")
            % words
        )
    return ""


def actions_of(page: Page) -> list[dict[str, Any]]:
    """What the coordination can do now."""
    code, do = page.meeting.code, "desk-minutes-do"
    if page.state == MinutesState.PUBLISHED:
        return []
    if page.state == MinutesState.SIGNED:
        return [button(do, code, "publish", _("Publish the acta"), asks=True)]
    version = page.version
    found = []
    if version and version.circulated_at is None:
        label = _("Circulate version %s") % version.number
        found.append(link("desk-minutes-circulate", code, label, quiet=False))
    elif page.minutes.agreed_id is None:
        found.append(button(do, code, "agree", _("Put the text to signature"), asks=True))
    found.append(link("desk-minutes-edit", code, _("Edit the paragraphs")))
    return found


# --- paragraphs -----------------------------------------------------------------------------------


def paragraph_blocks(page: Page, version: MinutesVersion, bound: Bound) -> list[dict[str, Any]]:
    former = version_before(version, coordinates=page.coordinates)
    before = {one["key"]: one for one in former.paragraphs} if former else {}
    remarks: dict[str, list[MinutesComment]] = defaultdict(list)
    for remark in MinutesComment.objects.filter(version__minutes=page.minutes).select_related(
        "party", "version"
    ):
        remarks[remark.key].append(remark)
    return [
        {
            "key": one["key"],
            "sides": sides_of(one),
            "public": one["public"],
            "edit_url": outcome_url(page, one["key"]),
            "former": former.number if former else None,
            "changes": changes_of(before[one["key"]], one) if one["key"] in before else [],
            "remarks": [remark_row(page, remark, bound) for remark in remarks[one["key"]]],
            "comment_form": comment_form(page, one["key"], bound),
            "comment_url": reverse("desk-minutes-comment", args=[page.meeting.code, one["key"]]),
            "comment_open": ("comment", one["key"]) in bound,
        }
        for one in version.paragraphs
    ]


def outcome_url(page: Page, key: str) -> str:
    """Where what was agreed is changed, for who may."""
    outcome = outcome_of(key)
    if outcome is None or not page.may_answer:
        return ""
    return reverse("desk-outcome", args=[page.meeting.code, outcome])


def sides_of(paragraph: Paragraph) -> list[dict[str, Any]]:
    return [
        {
            "language": language,
            "title": paragraph[f"title_{language}"],
            "paragraphs": paragraphs_of(paragraph[language]),
        }
        for language in reading_order()
    ]


def changes_of(before: Paragraph, now: Paragraph) -> list[dict[str, Any]]:
    """What changed of a paragraph, for each language in which anything did."""
    return [
        {
            "language": language,
            "parts": difference(words_in(before, language), words_in(now, language)),
        }
        for language in reading_order()
        if words_in(before, language) != words_in(now, language)
    ]


def comment_form(page: Page, key: str, bound: Bound) -> CommentForm | None:
    """One that was refused comes back with its words, also where none is offered any more."""
    sent: CommentForm | None = bound.get(("comment", key))
    if page.version is None:
        return sent
    if sent is not None:
        sent.shown_beside(page.version.number)
    if sent is not None or not page.may_comment:
        return sent
    return CommentForm(initial={"version": page.version.number}, auto_id=f"comment-{key}-%s")


def remark_row(page: Page, remark: MinutesComment, bound: Bound) -> dict[str, Any]:
    form = bound.get(("answer", remark.pk))
    if form is None and page.may_answer:
        form = AnswerForm(initial={"answer": remark.answer}, auto_id=f"answer-{remark.pk}-%s")
    return {
        "party": str(remark.party),
        "text": remark.text,
        "when": moment_text(remark.at, page.zone),
        "version": remark.version.number,
        "answer": remark.answer,
        "form": form,
        "open": ("answer", remark.pk) in bound,
        "url": reverse("desk-minutes-answer", args=[page.meeting.code, remark.pk]),
    }


# --- signatures -----------------------------------------------------------------------------------


def signature_rows(signing: Signing, zone: str) -> list[dict[str, Any]]:
    """A row for each party, with who signed each language, or that nobody has."""
    rows = []
    for party in signing.parties:
        row: dict[str, Any] = {"party": str(party), "missing": bool(signing.missing_of(party))}
        for language in Language.values:
            held = signing.of(party, language)
            row[language] = held and {
                "person": held.person,
                "rank": rank_label(held.rank),
                "when": moment_text(held.at, zone),
            }
        rows.append(row)
    return rows


def rank_label(rank: str) -> str:
    return str(DelegateRank(rank).label) if rank in DelegateRank.values else ""


def sign_form(page: Page) -> SignForm | None:
    """A box, to be ticked, for every language that the party has not signed; with the hashes of
    what was read.
    """
    agreed = page.minutes.agreed
    if agreed is None or not page.to_sign:
        return None
    initial = {"es_hash": agreed.es_hash, "en_hash": agreed.en_hash}
    return SignForm(initial=initial, languages=page.to_sign)


def downloads_of(meeting: Meeting) -> list[dict[str, str]]:
    names = {"es": _("Spanish"), "en": _("English")}
    return [
        {
            "url": reverse("desk-minutes-file", args=[meeting.code, language, kind]),
            "label": f"{names[language]}, {kind.upper()}",
        }
        for language in reading_order()
        for kind in KINDS
    ]
