"""Matters studied and advice given: a question, contributions, an answer by decision, sent."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from gte.alliance.models import Body, User
from gte.common.errors import BadInput
from gte.governance import notices
from gte.governance.domain.decisions import Frame, Wording, draft_decision, settle
from gte.governance.domain.ledger import append, wait_for_turn
from gte.governance.domain.positions import accredited
from gte.governance.enums import ActKind, Matter
from gte.governance.models import Consultation, Contribution, Decision
from gte.governance.queries.parties import Voice, parties_on
from gte.governance.queries.standing import standing_of
from gte.governance.silence import Status
from gte.library.models import Document

# It is tomorrow already in some capital.
A_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Question:
    """What a body asks, in both languages, and by when."""

    asked_by: Body
    title_es: str
    title_en: str
    question_es: str
    question_en: str
    asked_on: datetime.date
    due: datetime.date


@transaction.atomic
def open_consultation(*, by: User, question: Question) -> Consultation:
    """Raises BadInput for dates that cannot be, and for a question that is here already."""
    wait_for_turn()
    check_question(question)
    serial = (Consultation.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    consultation = Consultation(
        code=f"consultation-{question.asked_on:%Y}-{serial:03d}",
        asked_by=question.asked_by,
        title_es=question.title_es,
        title_en=question.title_en,
        question_es=question.question_es,
        question_en=question.question_en,
        asked_on=question.asked_on,
        due=question.due,
    )
    consultation.full_clean()
    consultation.save()
    body = {"asked_by": question.asked_by.code, "due": question.due.isoformat()}
    append(act=ActKind.CONSULTATION_OPENED, subject=consultation.code, by=by, body=body)
    notices.tell_consultation(consultation, parties_on(timezone.now().date()))
    return consultation


def check_question(question: Question) -> None:
    if question.asked_on > timezone.localdate() + A_DAY:
        raise BadInput(_("The day on which the question was received is still to come."))
    if question.due < question.asked_on:
        raise BadInput(_("The answer is due on or after the day of the question."))
    same = Consultation.objects.filter(
        asked_by=question.asked_by, title_es=question.title_es, asked_on=question.asked_on
    ).first()
    if same is not None:
        raise BadInput(
            _("“%(title)s” of %(body)s, received on the same day, is here already.")
            % {"title": same, "body": question.asked_by}
        )


def lock(consultation: Consultation) -> Consultation:
    wait_for_turn()
    found: Consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    return found


@transaction.atomic
def contribute(
    *, consultation: Consultation, by: User, text: str, seen: int | None = None
) -> Contribution:
    """What a party says; a later one stands instead. ``seen`` is the newest of the own party's
    contributions that the sender knew of.

    Raises BadInput for somebody not accredited, a State that is no party today, an empty text, one
    that the party said already, one from a page that was opened before the own delegation said
    another, and once the answer is drafted.
    """
    consultation = lock(consultation)
    voice = accredited(by)
    if voice.party not in parties_on(timezone.now().date()):
        raise BadInput(_("%(state)s is not a party today.") % {"state": voice.party})
    check_open(consultation)
    text = text.strip()
    if not text:
        raise BadInput(_("Write the contribution."))
    check_former(consultation, voice, text, seen)
    made = Contribution.objects.create(
        consultation=consultation, party=voice.party, text=text, by=by
    )
    append(
        act=ActKind.CONSULTATION_CONTRIBUTED,
        subject=consultation.code,
        by=by,
        party=voice.party,
        rank=voice.rank,
        body={"text": made.text},
    )
    return made


def check_open(consultation: Consultation) -> None:
    """Raises BadInput from the answer's draft on, unless that answer was withdrawn."""
    if consultation.decision_id and not may_answer_anew(consultation):
        raise BadInput(
            _(
                "The answer is drafted from the contributions already: say it to the text of the "
                "answer, “%s”."
            )
            % consultation.decision
        )


def check_former(consultation: Consultation, voice: Voice, text: str, seen: int | None) -> None:
    former = consultation.contributions.filter(party=voice.party).order_by("-pk").first()
    if former is None:
        return
    if former.text == text:
        raise BadInput(
            _("%(state)s has contributed this very text already: nothing was changed.")
            % {"state": voice.party}
        )
    if seen is not None and former.pk > seen:
        raise BadInput(
            _(
                "Your delegation contributed while this page was open. Look at its text; if yours "
                "should stand instead, send it again."
            )
        )


@transaction.atomic
def draft_answer(*, consultation: Consultation, by: User, wording: Wording) -> Decision:
    """The answer is the text of a decision on advice, put to the parties like any other.

    Raises BadInput where one was drafted that was not withdrawn.
    """
    consultation = lock(consultation)
    if consultation.decision_id and not may_answer_anew(consultation):
        raise BadInput(
            _("The answer to “%s” is drafted already: change its text instead.") % consultation
        )
    decision = draft_decision(by=by, frame=Frame(matter=Matter.ADVICE), wording=wording)
    consultation.decision = decision
    consultation.save(update_fields=["decision"])
    body = {"decision": decision.code}
    append(act=ActKind.CONSULTATION_ANSWERED, subject=consultation.code, by=by, body=body)
    return decision


def may_answer_anew(consultation: Consultation) -> bool:
    """A withdrawn answer makes room for another."""
    decision = consultation.decision
    return decision is not None and standing_of(decision).status == Status.WITHDRAWN


@transaction.atomic
def send_answer(*, consultation: Consultation, by: User, document: Any = None) -> Consultation:
    """Notes that the adopted answer went to the body, and under which document it is archived.

    Raises BadInput before the parties have adopted it, and once it was sent.
    """
    settle()
    consultation = lock(consultation)
    if consultation.sent_at:
        raise BadInput(_("The answer to “%s” was sent already.") % consultation)
    decision = consultation.decision
    if decision is None or standing_of(decision).status != Status.ADOPTED:
        raise BadInput(
            _("An answer is sent once the parties have adopted it; this one is not adopted.")
        )
    consultation.sent_at, consultation.document = timezone.now(), document
    consultation.save(update_fields=["sent_at", "document"])
    body = {"decision": decision.code, "document": document.code if document else ""}
    append(act=ActKind.CONSULTATION_SENT, subject=consultation.code, by=by, body=body)
    return consultation


@transaction.atomic
def archive_answer(*, consultation: Consultation, by: User, document: Document) -> Consultation:
    """Notes the document of the library under which an answer that was sent is archived.

    Raises BadInput before it was sent, and where one is noted: what is archived stays.
    """
    consultation = lock(consultation)
    if not consultation.sent_at:
        raise BadInput(_("The answer to “%s” was not sent yet.") % consultation)
    if consultation.document is not None:
        raise BadInput(_("The answer is archived as “%s” already.") % consultation.document)
    consultation.document = document
    consultation.save(update_fields=["document"])
    body = {"document": document.code}
    append(act=ActKind.CONSULTATION_ARCHIVED, subject=consultation.code, by=by, body=body)
    return consultation
