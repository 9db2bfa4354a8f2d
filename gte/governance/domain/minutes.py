"""The acta: drafted, changed, circulated, commented, agreed, signed by every party, published."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gte.alliance.models import State, User
from gte.common.bilingual import reading_order, text_in
from gte.common.domain import stamp_texts, write_log
from gte.common.enums import Language
from gte.common.errors import BadInput
from gte.governance import notices
from gte.governance.commitments import keep_commitment, publish_commitments
from gte.governance.domain.ledger import append, head, wait_for_turn
from gte.governance.domain.positions import accredited
from gte.governance.enums import ActKind, OutcomeKind, SittingState
from gte.governance.minutes_text import (
    GAP,
    draft_paragraphs,
    outcome_key,
    outcome_of,
    text_hash,
    with_outcomes,
)
from gte.governance.models import (
    Agreement,
    Meeting,
    Minutes,
    MinutesComment,
    MinutesVersion,
    Outcome,
)
from gte.governance.queries.minutes import (
    circulated_version,
    newest_version,
    parties_of,
    signing_of,
)
from gte.governance.queries.waiting import end_of

SIDES = (Language.ES.value, Language.EN.value)


def lock(meeting: Meeting) -> Minutes:
    """The minutes as they are now, for this transaction alone."""
    wait_for_turn()
    found = (
        Minutes.objects.select_for_update(of=("self",))
        .select_related("meeting__sitting", "agreed")
        .filter(pk=meeting.pk)
        .first()
    )
    if found is None:
        raise BadInput(_("The acta of “%s” is not drafted yet.") % meeting)
    return found


@transaction.atomic
def draft_minutes(*, meeting: Meeting, by: User) -> Minutes:
    """Written from agenda, attendance, agreements and decisions once the meeting is closed."""
    sitting = getattr(meeting, "sitting", None)
    if sitting is None or sitting.state != SittingState.CLOSED:
        raise BadInput(_("The acta of “%s” is drafted when the meeting is closed.") % meeting)
    minutes, made = Minutes.objects.get_or_create(meeting=meeting)
    if not made:
        raise BadInput(_("The acta of “%s” is drafted already.") % meeting)
    add_version(minutes, by, draft_paragraphs(meeting), number=1)
    write_log(verb="minutes.drafted", by=by, target=meeting.code)
    return minutes


def add_version(
    minutes: Minutes, by: User, paragraphs: list[dict[str, Any]], number: int
) -> MinutesVersion:
    return MinutesVersion.objects.create(
        minutes=minutes,
        number=number,
        paragraphs=paragraphs,
        es_hash=text_hash(paragraphs, Language.ES),
        en_hash=text_hash(paragraphs, Language.EN),
        ledger_head=head(),
        made_by=by,
    )


@transaction.atomic
def change_minutes(
    *, meeting: Meeting, by: User, seen: int, texts: Mapping[str, Mapping[str, Any]]
) -> MinutesVersion:
    """The next version; ``texts`` gives by key what is new of a paragraph: es, en, public.

    Signatures under the former text do not carry over. Raises BadInput for a text that somebody
    changed since version ``seen``, for words of an outcome, which has verbs of its own, without a
    difference, and once every party has signed.
    """
    minutes = lock(meeting)
    refuse_signed(minutes)
    former = newest_version(minutes)
    if former.number != seen:
        raise BadInput(
            _("Version %(now)s was made while you wrote on version %(seen)s: look at it first.")
            % {"now": former.number, "seen": seen}
        )
    if any(outcome_of(key) is not None and set(said) != {"public"} for key, said in texts.items()):
        raise BadInput(_("Agreements and commitments are changed on their own page, not here."))
    paragraphs = [{**one, **texts.get(one["key"], {})} for one in former.paragraphs]
    paragraphs = with_outcomes(minutes.meeting, paragraphs)
    if paragraphs == former.paragraphs:
        raise BadInput(_("Nothing was changed."))
    if any(not one[side].strip() for one in paragraphs for side in SIDES):
        raise BadInput(_("No paragraph may be empty, in neither language."))
    return next_version(minutes, by, former, paragraphs)


def next_version(
    minutes: Minutes, by: User, former: MinutesVersion, paragraphs: list[dict[str, Any]]
) -> MinutesVersion:
    minutes.agreed = None
    minutes.save(update_fields=["agreed"])
    version = add_version(minutes, by, paragraphs, former.number + 1)
    write_log(verb="minutes.changed", by=by, target=minutes.meeting.code)
    return version


def renew_outcomes(*, meeting: Meeting, by: User) -> MinutesVersion | None:
    """In the transaction of a change of what was agreed: the next version, that says it. None where
    there is no acta yet, or it says so already.
    """
    if not Minutes.objects.filter(pk=meeting.pk).exists():
        return None
    minutes = lock(meeting)
    refuse_signed(minutes)
    former = newest_version(minutes)
    paragraphs = with_outcomes(minutes.meeting, former.paragraphs)
    if paragraphs == former.paragraphs:
        return None
    return next_version(minutes, by, former, paragraphs)


def not_a_party(state: State) -> str:
    return _("%(state)s was not a party on the day of the meeting.") % {"state": state}


def refuse_signed(minutes: Minutes) -> None:
    if minutes.signed_at:
        raise BadInput(_("Every party has signed this acta: it does not change any more."))


def version_to_circulate(minutes: Minutes) -> MinutesVersion:
    """The newest one. Raises BadInput if the parties have it already, or have all signed."""
    refuse_signed(minutes)
    version = newest_version(minutes)
    if version.circulated_at:
        raise BadInput(_("Version %s is circulated already.") % version.number)
    return version


@transaction.atomic
def circulate_minutes(*, meeting: Meeting, by: User, until: datetime.date) -> MinutesVersion:
    """The newest version goes to the delegates, who comment until a day."""
    minutes = lock(meeting)
    version = version_to_circulate(minutes)
    if until < timezone.now().date():
        raise BadInput(_("The last day for comments is past."))
    version.circulated_at = timezone.now()
    version.save(update_fields=["circulated_at"])
    minutes.comments_until = until
    minutes.save(update_fields=["comments_until"])
    body = {
        "version": version.number,
        "es": version.es_hash,
        "en": version.en_hash,
        "until": until.isoformat(),
    }
    append(act=ActKind.MINUTES_CIRCULATED, subject=meeting.code, by=by, body=body)
    parties = parties_of(minutes.meeting)
    notices.about_minutes(minutes.meeting, parties, "minutes_circulated", until=until)
    return version


@transaction.atomic
def comment_minutes(*, version: MinutesVersion, by: User, key: str, text: str) -> MinutesComment:
    """A party's comment on one paragraph of the newest circulated version.

    Raises BadInput for who is not accredited, once the text is agreed, and after the last day.
    """
    minutes = lock(version.minutes.meeting)
    refuse_signed(minutes)
    voice = accredited(by)
    if voice.party not in parties_of(minutes.meeting):
        raise BadInput(not_a_party(voice.party))
    if minutes.agreed_id:
        raise BadInput(_("The text is agreed and is being signed: it takes no comments."))
    current = circulated_version(minutes)
    if current is None or current.pk != version.pk:
        raise BadInput(_("There is a newer version of this acta: comment on that one."))
    if minutes.comments_until and end_of(minutes.comments_until) <= timezone.now():
        raise BadInput(
            _("Comments were taken until %s.") % date_format(minutes.comments_until, "DATE_FORMAT")
        )
    if key not in {one["key"] for one in version.paragraphs}:
        raise BadInput(_("This version has no such paragraph."))
    if not text.strip():
        raise BadInput(_("Write the comment."))
    comment = MinutesComment.objects.create(
        version=version, key=key, party=voice.party, text=text.strip(), by=by
    )
    append(
        act=ActKind.MINUTES_COMMENTED,
        subject=minutes.meeting.code,
        by=by,
        party=voice.party,
        rank=voice.rank,
        body={"version": version.number, "paragraph": key, "words": comment.text},
    )
    return comment


@transaction.atomic
def answer_comment(*, comment: MinutesComment, by: User, answer: str) -> MinutesComment:
    """What became of it: taken up, or why not. Raises BadInput once every party has signed."""
    refuse_signed(lock(comment.version.minutes.meeting))
    if not answer.strip():
        raise BadInput(_("Write what became of the comment."))
    comment.answer, comment.answered_at = answer.strip(), timezone.now()
    comment.save(update_fields=["answer", "answered_at"])
    body = {
        "comment": comment.text,
        "paragraph": comment.key,
        "party": comment.party.code,
        "words": comment.answer,
    }
    code = comment.version.minutes.meeting.code
    append(act=ActKind.MINUTES_ANSWERED, subject=code, by=by, body=body)
    return comment


def check_gaps(version: MinutesVersion) -> None:
    """Raises BadInput for a paragraph in which something was left to be completed."""
    for one in version.paragraphs:
        if any(GAP in one[side] for side in SIDES):
            words = {"title": one[f"title_{reading_order()[0]}"], "gap": GAP}
            raise BadInput(_("Complete the paragraph “%(title)s”: it says “%(gap)s”.") % words)


@transaction.atomic
def agree_minutes(*, meeting: Meeting, by: User) -> Minutes:
    """The newest version is the agreed text: the parties sign it.

    Raises BadInput while it is not circulated, has a gap, a comment is without answer, or what was
    agreed is not told as it was noted.
    """
    minutes = lock(meeting)
    refuse_signed(minutes)
    version = newest_version(minutes)
    if minutes.agreed_id == version.pk:
        raise BadInput(_("Version %s is agreed already.") % version.number)
    if version.circulated_at is None:
        raise BadInput(_("Version %s was not circulated: nobody has read it.") % version.number)
    waiting = MinutesComment.objects.filter(version__minutes=minutes, answered_at=None).count()
    if waiting:
        raise BadInput(_("Comments without an answer: %s. Answer them first.") % waiting)
    if with_outcomes(minutes.meeting, version.paragraphs) != version.paragraphs:
        raise BadInput(_("What was agreed was noted otherwise meanwhile: save a new version."))
    check_gaps(version)
    minutes.agreed = version
    minutes.save(update_fields=["agreed"])
    body = {"version": version.number, "es": version.es_hash, "en": version.en_hash}
    append(act=ActKind.MINUTES_AGREED, subject=meeting.code, by=by, body=body)
    notices.about_minutes(minutes.meeting, parties_of(minutes.meeting), "minutes_to_sign")
    return minutes


@transaction.atomic
def sign_minutes(*, meeting: Meeting, by: User, hashes: Mapping[str, str]) -> Minutes:
    """A party signs languages of the agreed text, named by their hashes: ``{"es": …, "en": …}``.

    With the last signature the acta is final and its commitments go to the work plan. Raises
    BadInput for who is not accredited for a party of the meeting's day, another text, nothing
    to sign, or a language signed already.
    """
    minutes = lock(meeting)
    voice = accredited(by)
    if minutes.agreed is None:
        raise BadInput(_("There is no agreed text of this acta to sign."))
    signing = signing_of(minutes)
    if voice.party not in signing.parties:
        raise BadInput(not_a_party(voice.party))
    if not hashes:
        raise BadInput(_("Choose the language that you sign."))
    agreed = {Language.ES.value: minutes.agreed.es_hash, Language.EN.value: minutes.agreed.en_hash}
    for language, value in hashes.items():
        if agreed.get(language) != value:
            raise BadInput(_("The text was changed: signatures do not carry over. Read it anew."))
        if signing.of(voice.party, language):
            raise BadInput(
                _("%(state)s has signed the text in this language already.")
                % {"state": voice.party}
            )
        append(
            act=ActKind.MINUTES_SIGNED,
            subject=meeting.code,
            by=by,
            party=voice.party,
            rank=voice.rank,
            text_hash=value,
            body={"language": language, "version": minutes.agreed.number},
        )
    if signing_of(minutes).is_complete:
        finish_minutes(minutes)
    return minutes


def finish_minutes(minutes: Minutes) -> None:
    """Signed by all: what it commits the parties to is kept by the work plan."""
    minutes.signed_at, minutes.final_head = timezone.now(), head()
    minutes.save(update_fields=["signed_at", "final_head"])
    commitments = minutes.meeting.outcomes.filter(kind=OutcomeKind.COMMITMENT, deliverable="")
    for outcome in commitments.prefetch_related("owners"):
        outcome.deliverable = keep_commitment(outcome)
        outcome.save(update_fields=["deliverable"])
    notices.about_minutes(minutes.meeting, parties_of(minutes.meeting), "minutes_signed")


def public_outcomes(minutes: Minutes) -> list[Outcome]:
    """The outcomes whose own paragraph of the agreed text is public, in their order."""
    paragraphs = minutes.agreed.paragraphs if minutes.agreed else []
    is_public = {one["key"]: one["public"] for one in paragraphs}
    outcomes = minutes.meeting.outcomes.order_by("number")
    return [one for one in outcomes if is_public.get(outcome_key(one), False)]


@transaction.atomic
def publish_minutes(*, meeting: Meeting, by: User) -> Minutes:
    """Shows everybody its public part and what was agreed in it. Raises BadInput before all have
    signed, naming who has not.
    """
    minutes = lock(meeting)
    if minutes.published_at:
        raise BadInput(_("The acta of “%s” is published already.") % meeting)
    if minutes.signed_at is None:
        missing = ", ".join(str(party) for party in signing_of(minutes).missing)
        raise BadInput(
            _("An acta is published when every party has signed both languages. Missing: %s.")
            % (missing or _("an agreed text"))
        )
    minutes.published_at = timezone.now()
    minutes.save(update_fields=["published_at"])
    shown = public_outcomes(minutes)
    publish_commitments([outcome.deliverable for outcome in shown if outcome.deliverable])
    for position, outcome in enumerate(shown):
        Agreement.objects.create(
            meeting=minutes.meeting,
            position=position,
            text_es=text_in(outcome, "text", Language.ES),
            text_en=text_in(outcome, "text", Language.EN),
        )
    record = minutes.meeting
    stamp_texts(record)
    record.save()
    append(act=ActKind.MINUTES_PUBLISHED, subject=meeting.code, by=by)
    return minutes
