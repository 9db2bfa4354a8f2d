"""Deliverables: owed by a date, advanced party by party, proved, accepted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gte.alliance.enums import TermScope
from gte.alliance.models import State, User
from gte.common.domain import write_log
from gte.common.errors import BadInput
from gte.workplan import notices
from gte.workplan.domain.projects import check_not_due_before
from gte.workplan.domain.writing import (
    COORDINATE,
    Given,
    check_coordinates,
    check_row,
    lock,
    new_record,
    quoted,
    reason_of,
    write,
)
from gte.workplan.enums import DELIVERABLE_MOVES, DeliverableStatus, PartyProgress
from gte.workplan.models import Deliverable, Progress, Proof
from gte.workplan.queries import term_on, today
from gte.workplan.queries.progress import newest_progress, owing_parties, own_party
from gte.workplan.queries.proofs import proofs_changed

ALL = 100


@transaction.atomic
def add_deliverable(*, by: User, given: Given, is_public: bool = False) -> Deliverable:
    """Raises BadInput where it is due before a project of it begins, and where everybody would
    read what a project owes that they do not read of.
    """
    check_coordinates(by)
    projects = list(given.links.get("projects", ()))
    check_due(given, projects)
    check_shown(projects, is_public=is_public)
    due = given.columns.get("due")
    deliverable = new_record(
        Deliverable,
        "deliverable",
        given,
        status=DeliverableStatus.PLANNED,
        first_due=due,
        term=term_on(TermScope.GTE_COORDINATION, due.earliest if due else today()),
        is_public=is_public,
    )
    write(deliverable, given)
    write_log(
        verb="deliverable.added", by=by, target=deliverable.code, data={"due": str(due or "")}
    )
    return deliverable


@transaction.atomic
def change_deliverable(*, deliverable: Deliverable, by: User, given: Given) -> Deliverable:
    """The date that was agreed first stays known. Raises BadInput as ``add_deliverable`` does.

    What the record has from before the rules may be corrected elsewhere: a date and a project that
    both stay as they are are not judged again.
    """
    check_coordinates(by)
    deliverable = lock(deliverable)
    known = list(deliverable.projects.all())
    projects = list(given.links.get("projects", known))
    former = deliverable.due
    due = given.columns.get("due", former)
    check_due(given, [one for one in projects if due != former or one not in known])
    check_shown(projects, is_public=deliverable.is_public)
    deliverable.first_due = deliverable.first_due or former or due
    write(deliverable, given)
    data: dict[str, Any] = {"fields": sorted(given.columns)}
    if due != former:
        data["due"] = [str(former or ""), str(due or "")]
    write_log(verb="deliverable.changed", by=by, target=deliverable.code, data=data)
    return deliverable


def check_due(given: Given, projects: Any) -> None:
    name = given.columns["name_es"]
    for project in projects:
        check_not_due_before(name, given.columns.get("due"), project, project.start)


def check_shown(projects: Any, *, is_public: bool) -> None:
    hidden = next((project for project in projects if not project.is_public), None)
    if is_public and hidden is not None:
        raise BadInput(
            _("“%(project)s” is not approved yet, so what it owes is not shown to everybody.")
            % {"project": hidden}
        )


def transition(deliverable: Deliverable, status: str) -> None:
    """Moves it, without saving. Raises BadInput for a move that ``DELIVERABLE_MOVES`` has not."""
    if status == deliverable.status:
        return
    if status not in DELIVERABLE_MOVES[deliverable.status]:
        raise BadInput(
            _("“%(name)s” is %(now)s: it cannot become %(then)s.")
            % {
                "name": deliverable,
                "now": DeliverableStatus(deliverable.status).label,
                "then": DeliverableStatus(status).label,
            }
        )
    deliverable.status = status


# --- how far each party is ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Report:
    """How far a party says that it is."""

    state: str
    percent: int | None = None
    note: str = ""


@transaction.atomic
def report_progress(
    *, deliverable: Deliverable, by: User, report: Report, party: State | None = None
) -> Progress:
    """What a delegate says for the own party, or the coordination notes for ``party``.

    When every party that owes it is done the deliverable is delivered. Raises BadInput for another
    party than the own, one that does not owe it, and a deliverable that is at an end.
    """
    deliverable = lock(deliverable)
    speaking = speaker(by, party)
    check_takes_progress(deliverable)
    owing = owing_parties(deliverable)
    if speaking not in owing:
        raise BadInput(
            _("%(party)s does not owe “%(name)s”.") % {"party": speaking, "name": deliverable}
        )
    row = Progress(
        deliverable=deliverable,
        party=speaking,
        state=report.state,
        percent=percent_of(report),
        note=report.note.strip(),
        by=by,
    )
    check_row(row)
    row.save()
    follow(deliverable, owing)
    data = {"party": speaking.code, "state": str(row.state), "percent": row.percent}
    if speaking != own_party(by):
        data["noted_by"] = "coordination"
    write_log(verb="deliverable.progress", by=by, target=deliverable.code, data=data)
    if deliverable.status == DeliverableStatus.DELIVERED:
        notices.tell_delivered(deliverable, by)
    return row


def speaker(by: User, party: State | None) -> State:
    own = own_party(by)
    if own is not None and party in (None, own):
        return own
    if party is None:
        raise BadInput(_("Say for which party the progress is noted."))
    if not by.has_perm(COORDINATE):
        raise BadInput(
            _("You report for your own party; %(party)s reports for itself.") % {"party": party}
        )
    return party


def percent_of(report: Report) -> int | None:
    """Raises BadInput where the number and the word say different things."""
    percent = report.percent
    if report.state == PartyProgress.DONE:
        if percent not in (None, ALL):
            raise BadInput(_("Done is 100 per cent; with less it is under way."))
        return ALL
    if percent == ALL:
        raise BadInput(_("With 100 per cent it is done: choose “done”."))
    if report.state == PartyProgress.NOT_STARTED and percent:
        raise BadInput(_("What is not started stands at 0 per cent."))
    return percent


def check_takes_progress(deliverable: Deliverable) -> None:
    if deliverable.status == DeliverableStatus.CANCELLED:
        raise BadInput(_("“%s” is cancelled: nobody owes it any more.") % deliverable)
    if deliverable.status == DeliverableStatus.DELIVERED:
        raise BadInput(
            _(
                "“%s” is delivered. Until the coordination returns it for revision there is no "
                "progress to report."
            )
            % deliverable
        )


def follow(deliverable: Deliverable, owing: list[State]) -> None:
    """The status that the progress of all who owe it makes."""
    said = newest_progress([deliverable])
    found = [said.get((deliverable.pk, state.pk)) for state in owing]
    states = [one.state if one else PartyProgress.NOT_STARTED for one in found]
    done = states.count(PartyProgress.DONE)
    if done == len(states):
        transition(deliverable, DeliverableStatus.DELIVERED)
    elif done or any(state == PartyProgress.UNDER_WAY for state in states):
        if deliverable.status != DeliverableStatus.PARTIALLY_DELIVERED or not done:
            transition(deliverable, DeliverableStatus.IN_PROGRESS)
        if done:
            transition(deliverable, DeliverableStatus.PARTIALLY_DELIVERED)
    deliverable.save()


# --- the coordination -----------------------------------------------------------------------------


@transaction.atomic
def accept(*, deliverable: Deliverable, by: User) -> Deliverable:
    """Takes what was delivered. Raises BadInput for others than the coordination, before every
    party is done, and without a proof that still shows what was seen.
    """
    check_coordinates(by)
    deliverable = lock(deliverable)
    if deliverable.accepted_on:
        raise BadInput(_("“%s” is accepted already.") % deliverable)
    if deliverable.status != DeliverableStatus.DELIVERED:
        raise BadInput(
            _("“%(name)s” is %(status)s: it is accepted once every party that owes it is done.")
            % {"name": deliverable, "status": DeliverableStatus(deliverable.status).label}
        )
    standing = standing_proofs(deliverable)
    deliverable.accepted_on = timezone.localdate()
    deliverable.save()
    data = {"proofs": {str(one.pk): one.seen_hash for one in standing}}
    write_log(verb="deliverable.accepted", by=by, target=deliverable.code, data=data)
    return deliverable


def standing_proofs(deliverable: Deliverable) -> list[Proof]:
    """Proofs that show what they showed. Raises BadInput where there is none, naming the others."""
    proofs = list(deliverable.proofs.filter(withdrawn_at=None).select_related("document"))
    if not proofs:
        raise BadInput(_("Nothing proves “%s” yet: add a proof first.") % deliverable)
    changed = proofs_changed(proofs)
    standing = [proof for proof in proofs if proof.pk not in changed]
    if not standing:
        names = ", ".join(quoted(proof) for proof in proofs)
        raise BadInput(
            _(
                "What proves “%(name)s” has changed since it was seen: %(proofs)s. Look at it "
                "again and add it as it is now."
            )
            % {"name": deliverable, "proofs": names}
        )
    return standing


@transaction.atomic
def return_for_revision(*, deliverable: Deliverable, by: User, reason: str) -> Deliverable:
    """What was delivered is in progress again, an acceptance with it."""
    check_coordinates(by)
    data = {"reason": reason_of(reason)}
    deliverable = lock(deliverable)
    if deliverable.status != DeliverableStatus.DELIVERED:
        raise BadInput(_("“%s” is not delivered, so there is nothing to return.") % deliverable)
    deliverable.accepted_on = None
    transition(deliverable, DeliverableStatus.IN_PROGRESS)
    deliverable.save()
    write_log(verb="deliverable.returned", by=by, target=deliverable.code, data=data)
    notices.tell_returned(deliverable, by, data["reason"])
    return deliverable


@transaction.atomic
def cancel(*, deliverable: Deliverable, by: User, reason: str) -> Deliverable:
    """Nobody owes it any more. Raises BadInput for what is delivered."""
    check_coordinates(by)
    data = {"reason": reason_of(reason)}
    deliverable = lock(deliverable)
    if deliverable.status == DeliverableStatus.CANCELLED:
        raise BadInput(_("“%s” is cancelled already.") % deliverable)
    transition(deliverable, DeliverableStatus.CANCELLED)
    deliverable.save()
    write_log(verb="deliverable.cancelled", by=by, target=deliverable.code, data=data)
    return deliverable


@transaction.atomic
def resume(*, deliverable: Deliverable, by: User, reason: str) -> Deliverable:
    """What was cancelled is planned again."""
    check_coordinates(by)
    data = {"reason": reason_of(reason)}
    deliverable = lock(deliverable)
    if deliverable.status != DeliverableStatus.CANCELLED:
        raise BadInput(_("“%s” is not cancelled.") % deliverable)
    transition(deliverable, DeliverableStatus.PLANNED)
    deliverable.save()
    write_log(verb="deliverable.resumed", by=by, target=deliverable.code, data=data)
    return deliverable
