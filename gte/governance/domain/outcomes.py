"""What comes out of a meeting: agreements and commitments, noted, changed, taken out."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from gte.alliance.models import State, User
from gte.common.bilingual import write_texts
from gte.common.domain import write_log
from gte.common.errors import BadInput
from gte.common.partial_dates import PartialDate
from gte.governance.domain.agenda import refuse_over
from gte.governance.domain.ledger import append
from gte.governance.domain.meetings import lock
from gte.governance.domain.minutes import refuse_signed, renew_outcomes
from gte.governance.enums import ActKind, OutcomeKind, SittingState
from gte.governance.models import AgendaItem, Meeting, Outcome, Sitting
from gte.governance.queries.meetings import local_day
from gte.governance.queries.noted import outcome_facts
from gte.governance.queries.parties import parties_on


@dataclass(frozen=True, slots=True)
class Said:
    """An agreement or a commitment as it is sent. A commitment of no State is of all parties."""

    kind: str
    text_es: str
    text_en: str
    owners: tuple[State, ...] = ()
    due: PartialDate | None = None
    item: AgendaItem | None = None


def check_noting(sitting: Sitting) -> None:
    """Raises BadInput outside of the session."""
    refuse_over(sitting)
    if sitting.state != SittingState.OPEN:
        raise BadInput(_("Agreements and commitments are noted while the meeting is in session."))


def check_change(outcome: Outcome) -> None:
    """Raises BadInput before the session, and once every party has signed the acta."""
    sitting = outcome.meeting.sitting
    if sitting.state != SittingState.CLOSED:
        check_noting(sitting)
    elif hasattr(outcome.meeting, "minutes"):
        refuse_signed(outcome.meeting.minutes)


def check_said(sitting: Sitting, said: Said) -> None:
    """Raises BadInput for a commitment without a date, due before the meeting or owned by who is no
    party that day; for an agreement with owners or a date; for an item of another meeting.
    """
    if said.kind != OutcomeKind.COMMITMENT and (said.owners or said.due):
        raise BadInput(_("Nobody owes an agreement, and it has no date: note a commitment."))
    if said.kind == OutcomeKind.COMMITMENT and said.due is None:
        raise BadInput(_("A commitment needs the date by which it is due."))
    day = local_day(sitting.starts_at, sitting.time_zone)
    if said.due and said.due.latest < day.earliest:
        words = {"due": said.due.display(), "day": day.display()}
        raise BadInput(_("Due %(due)s, that is before the meeting of %(day)s.") % words)
    parties = parties_on(sitting.day)
    strangers = [str(state) for state in said.owners if state not in parties]
    if strangers:
        raise BadInput(
            _("Only parties own commitments; not %(states)s.") % {"states": ", ".join(strangers)}
        )
    if said.item and said.item.meeting_id != sitting.pk:
        raise BadInput(_("“%s” is on the agenda of another meeting.") % said.item)


@transaction.atomic
def add_outcome(*, meeting: Meeting, by: User, said: Said) -> Outcome:
    """Numbered in the order in which they are noted. Raises BadInput outside of the session and as
    ``check_said`` does.
    """
    sitting = lock(meeting)
    check_noting(sitting)
    check_said(sitting, said)
    outcome = Outcome(meeting=meeting, number=meeting.outcomes.count() + 1)
    write_outcome(outcome, said)
    write_log(verb="outcome.added", by=by, target=meeting.code)
    return outcome


def write_outcome(outcome: Outcome, said: Said) -> None:
    outcome.item, outcome.kind, outcome.due = said.item, said.kind, said.due
    write_texts(outcome, text_es=said.text_es, text_en=said.text_en)
    outcome.full_clean()
    outcome.save()
    outcome.owners.set(said.owners)


@transaction.atomic
def change_outcome(*, outcome: Outcome, by: User, said: Said) -> Outcome:
    """What was agreed, anew: until every party has signed the acta.

    Once the meeting is closed it is an act of the ledger; an acta that is drafted gets a new
    version that says it. Raises BadInput as ``check_said`` does, and without a difference.
    """
    sitting = lock(outcome.meeting)
    changed = Outcome.objects.select_related("meeting__sitting").get(pk=outcome.pk)
    check_change(changed)
    check_said(sitting, said)
    before = outcome_facts(changed)
    write_outcome(changed, said)
    facts = outcome_facts(changed)
    if facts == before:
        raise BadInput(_("Nothing was changed."))
    if sitting.state != SittingState.CLOSED:
        write_log(verb="outcome.changed", by=by, target=changed.meeting.code)
        return changed
    append(act=ActKind.OUTCOME_CHANGED, subject=changed.meeting.code, by=by, body=facts)
    renew_outcomes(meeting=changed.meeting, by=by)
    return changed


@transaction.atomic
def remove_outcome(*, outcome: Outcome, by: User) -> None:
    """Takes it out; those after it move up one number."""
    meeting = outcome.meeting
    refuse_over(lock(meeting))
    number = outcome.number
    outcome.delete()
    for later in meeting.outcomes.filter(number__gt=number).order_by("number"):
        later.number -= 1
        later.save(update_fields=["number"])
    write_log(verb="outcome.removed", by=by, target=meeting.code)
