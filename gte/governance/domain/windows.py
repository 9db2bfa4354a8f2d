"""The silence procedure: opening a window and extending it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from gte.alliance.models import State, User
from gte.common.errors import BadInput
from gte.governance import notices
from gte.governance.domain.decisions import (
    asked_parties,
    check_effects,
    check_last_day,
    latest_text,
    lock,
    put,
    refuse_final,
    settle,
    version_anew,
)
from gte.governance.domain.ledger import append, utc_text
from gte.governance.enums import BY_SILENCE, ActKind, DecisionStatus, Matter
from gte.governance.models import Decision
from gte.governance.queries.parties import delegates_of
from gte.governance.queries.standing import clock, stand_of, standing_of
from gte.governance.silence import SHORTEST_WINDOW, Status, window_fault
from gte.governance.workdays import is_working_day


@transaction.atomic
def open_silence(
    *, decision: Decision, by: User, expires_at: datetime.datetime, authority: Decision
) -> Decision:
    """Puts the newest version under silence until an exact instant.

    Raises BadInput, with the rule, for a matter that is not on the published list, an authority
    that does not cover it, a window too short, a party without a working day in it or without an
    accredited delegate.
    """
    settle()
    decision = lock(decision)
    stands = standing_of(decision)
    refuse_final(decision, stands)
    if stands.status == Status.SILENCE:
        raise BadInput(_("A silence runs on this decision already."))
    check_matter(decision)
    check_authority(decision, authority)
    parties = asked_parties()
    check_window(parties, clock(), expires_at)
    check_delegates(parties)
    text = latest_text(decision)
    check_effects(decision, text, expires_at.astimezone(datetime.UTC).date())
    more = {"until": utc_text(expires_at), "authority": authority.code}
    put(decision, by, text, parties, more)
    notices.tell_put(decision, parties, expires_at, version_anew(stands, text))
    return decision


def check_matter(decision: Decision) -> None:
    if decision.matter not in BY_SILENCE:
        raise BadInput(
            _("“%(matter)s” is not on the published list of matters that may go by silence.")
            % {"matter": Matter(decision.matter).label}
        )


def check_authority(decision: Decision, authority: Decision) -> None:
    if stand_of(authority).status != DecisionStatus.IN_FORCE:
        raise BadInput(
            _("“%(title)s” is not in force: a silence needs the authority of a decision that is.")
            % {"title": authority}
        )
    if decision.matter not in authority.authorises:
        raise BadInput(
            _("“%(title)s” does not authorise a silence on “%(matter)s”.")
            % {"title": authority, "matter": Matter(decision.matter).label}
        )


def check_window(
    parties: Iterable[State], start: datetime.datetime, expiry: datetime.datetime
) -> None:
    """Raises BadInput for a window that is too short or misses a capital's working day."""
    by_code = {party.code: party for party in parties}
    zones = {code: party.time_zone or "UTC" for code, party in by_code.items()}
    fault = window_fault(
        start, expiry, zones, lambda code, day: is_working_day(by_code[code].iso2, day)
    )
    if fault is None:
        return
    if fault.too_short:
        hours = int(SHORTEST_WINDOW.total_seconds() // 3600)
        raise BadInput(
            _("A silence lasts %(hours)s hours at least, from now to its expiry.")
            % {"hours": hours}
        )
    raise BadInput(
        _("There is no whole working day in %(state)s within this window: choose a later expiry.")
        % {"state": by_code[fault.party]}
    )


def check_delegates(parties: list[State]) -> None:
    found = delegates_of(parties)
    missing = [str(party) for party in parties if not found[party.pk]]
    if missing:
        raise BadInput(
            _("A silence cannot be opened while a party has no accredited delegate: %(states)s.")
            % {"states": ", ".join(missing)}
        )


@transaction.atomic
def extend_silence(
    *, decision: Decision, by: User, expires_at: datetime.datetime, reason: str
) -> Decision:
    """A later expiry, itself an act. Raises BadInput without a reason or a running silence."""
    settle()
    decision = lock(decision)
    stands = standing_of(decision)
    if stands.status != Status.SILENCE or stands.expiry is None:
        raise BadInput(_("No silence runs on this decision, so there is nothing to extend."))
    if expires_at <= stands.expiry:
        raise BadInput(_("An extension ends later than the window that it extends."))
    check_last_day(decision.expires_on, expires_at.astimezone(datetime.UTC).date())
    if not reason.strip():
        raise BadInput(_("Say why the deadline is extended: it is recorded."))
    body = {"until": utc_text(expires_at), "reason": reason.strip()}
    append(
        act=ActKind.DECISION_EXTENDED,
        subject=decision.code,
        by=by,
        text_hash=stands.text,
        body=body,
    )
    notices.tell_extended(decision, stands, expires_at, reason)
    return decision
