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
from gte.governance.queries.parties import parties_on
from gte.governance.queries.standing import standing_of
from gte.governance.silence import Status


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
    """Raises BadInput for an answer that is due before it was asked."""
    if question.due < question.asked_on:
        raise BadInput(_("The answer is due on or after the day of the question."))
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


def lock(consultation: Consultation) -> Consultation:
    wait_for_turn()
    found: Consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    return found


@transaction.atomic
def contribute(*, consultation: Consultation, by: User, text: str) -> Contribution:
    """What a party says; a later one replaces it. Raises BadInput once the answer is drafted."""
    consultation = lock(consultation)
    voice = accredited(by)
    if voice.party not in parties_on(timezone.now().date()):
        raise BadInput(_("%(state)s is not a party today.") % {"state": voice.party})
    if consultation.decision_id:
        raise BadInput(_("The answer is drafted from the contributions: say it to that text."))
    if not text.strip():
        raise BadInput(_("Write the contribution."))
    made = Contribution.objects.create(
        consultation=consultation, party=voice.party, text=text.strip(), by=by
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


@transaction.atomic
def draft_answer(*, consultation: Consultation, by: User, wording: Wording) -> Decision:
    """The answer is the text of a decision on advice, put to the parties like any other."""
    consultation = lock(consultation)
    if consultation.decision_id and not may_answer_anew(consultation):
        raise BadInput(_("The answer to “%s” is drafted already.") % consultation)
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
    """Notes that the adopted answer went to the body, and under which document it is archived."""
    settle()
    consultation = lock(consultation)
    decision = consultation.decision
    if decision is None or standing_of(decision).status != Status.ADOPTED:
        raise BadInput(
            _("An answer is sent once the parties have adopted it; this one is not adopted.")
        )
    if consultation.sent_at:
        raise BadInput(_("The answer to “%s” was sent already.") % consultation)
    consultation.sent_at, consultation.document = timezone.now(), document
    consultation.save(update_fields=["sent_at", "document"])
    body = {"decision": decision.code, "document": document.code if document else ""}
    append(act=ActKind.CONSULTATION_SENT, subject=consultation.code, by=by, body=body)
    return consultation
