"""The acta of a meeting as a document: what both renderers print, from one version of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from gte.alliance.enums import DelegateRank
from gte.governance.acta.document import Acta, Paragraph, Section, Signature
from gte.governance.enums import Modality
from gte.governance.moments import span_text, zone_of
from gte.governance.queries.meetings import quorum_of, round_of, with_number
from gte.governance.queries.minutes import Signing, signing_of

if TYPE_CHECKING:
    from gte.alliance.models import State
    from gte.governance.models import Meeting, Minutes, MinutesVersion


def acta_of(
    minutes: Minutes, version: MinutesVersion, language: str, *, public: bool = False
) -> Acta:
    """A version in one language, with the signatures under it if it is the agreed text.

    ``public``: its public paragraphs alone, with a word on how many are left out.
    """
    with override(language):
        return made(minutes, version, language, public=public)


def made(minutes: Minutes, version: MinutesVersion, language: str, *, public: bool) -> Acta:
    meeting = minutes.meeting
    within = round_of(meeting, for_all=public)
    subtitle = _("within %(round)s") % {"round": with_number(within)} if within else ""
    place = zone_of(meeting.sitting.time_zone)
    return Acta(
        language=language,
        title=_("Acta: %(meeting)s") % {"meeting": with_number(meeting)},
        subtitle=subtitle,
        state=state_of(minutes, version),
        facts=facts_of(meeting),
        blocks=sections_of(version, language, public=public),
        signatures=signatures_of(minutes, version, language),
        text_hash=hash_of(version, language),
        ledger_head=head_of(minutes, version),
        day=version.made_at.astimezone(place).date(),
        is_final=is_final(minutes, version),
    )


def hash_of(version: MinutesVersion, language: str) -> str:
    return str(version.es_hash if language == "es" else version.en_hash)


def head_of(minutes: Minutes, version: MinutesVersion) -> str:
    """Of the signed text as of its last signature; of any other as of its making."""
    return str(minutes.final_head if is_final(minutes, version) else version.ledger_head)


def is_final(minutes: Minutes, version: MinutesVersion) -> bool:
    return bool(minutes.final_head) and minutes.agreed_id == version.pk


def state_of(minutes: Minutes, version: MinutesVersion) -> str:
    """How far the text has come, for who holds a printed copy."""
    words = {"number": version.number}
    if minutes.agreed_id == version.pk:
        return _("Agreed text, version %(number)s; not signed by all parties yet") % words
    if version.circulated_at:
        return _("Draft, version %(number)s, circulated for comments") % words
    return _("Draft, version %(number)s") % words


def facts_of(meeting: Meeting) -> tuple[tuple[str, str], ...]:
    sitting = meeting.sitting
    present = ", ".join(str(party) for party in quorum_of(meeting).present)
    modality = str(Modality(meeting.modality).label) if meeting.modality else ""
    candidates = (
        (_("Date"), span_text(sitting.starts_at, sitting.ends_at, sitting.time_zone)),
        (_("Place"), meeting.place or ""),
        (_("Modality"), modality),
        (_("Host"), str(meeting.host) if meeting.host else ""),
        (_("Parties present"), present),
    )
    return tuple((label, value) for label, value in candidates if value)


def sections_of(version: MinutesVersion, language: str, *, public: bool) -> tuple[Section, ...]:
    """A section for each paragraph of the text, its lines as the section's paragraphs."""
    shown = [one for one in version.paragraphs if one["public"] or not public]
    sections = [
        Section(
            one[f"title_{language}"],
            tuple(Paragraph(line) for line in one[language].splitlines() if line.strip()),
        )
        for one in shown
    ]
    left_out = len(version.paragraphs) - len(shown)
    if left_out:
        sentence = _(
            "This is the public part. Paragraphs that the parties did not publish: %(count)s. "
            "Hash and signatures are those of the whole text."
        )
        sections.append(
            Section(_("What is left out"), (Paragraph(sentence % {"count": left_out}),))
        )
    return tuple(sections)


def signatures_of(
    minutes: Minutes, version: MinutesVersion, language: str
) -> tuple[Signature, ...]:
    """One for each party, also where it has not signed; none under a text that is not agreed."""
    if minutes.agreed_id != version.pk:
        return ()
    signing = signing_of(minutes)
    zone = minutes.meeting.sitting.time_zone
    return tuple(signature_of(signing, party, language, zone) for party in signing.parties)


def signature_of(signing: Signing, party: State, language: str, zone: str) -> Signature:
    held = signing.of(party, language)
    if held is None:
        return Signature(str(party), "", "", "", "")
    rank = str(DelegateRank(held.rank).label) if held.rank in DelegateRank.values else ""
    day = date_format(held.at.astimezone(zone_of(zone)), "DATE_FORMAT")
    return Signature(str(party), held.person, rank, day, held.text_hash)
