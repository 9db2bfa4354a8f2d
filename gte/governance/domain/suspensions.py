"""A party that stops taking part in what is asked now."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from gte.alliance.models import State, User
from gte.common.errors import BadInput
from gte.governance import notices
from gte.governance.domain.decisions import settle
from gte.governance.domain.ledger import append
from gte.governance.enums import ActKind
from gte.governance.queries.parties import parties_on
from gte.governance.queries.standing import clock
from gte.governance.queries.waiting import open_decisions


@transaction.atomic
def suspend_party(*, party: State, by: User, reason: str) -> int:
    """A party stops taking part from now: it keeps its positions and takes no other.

    It holds for what the party is asked now; how many procedures these are is returned. What is
    put later asks the parties in force on that day: the end of a membership is a fact of the
    record, amended there. Everybody is told. Raises BadInput without a reason, or where nothing
    would change.
    """
    settle()
    reason = reason.strip()
    if not reason:
        raise BadInput(_("Say why the party is suspended, and who decided it: it is recorded."))
    asked = [
        one.standing
        for one in open_decisions(clock())
        if party.code in one.standing.parties - one.standing.suspended
    ]
    if not asked:
        raise BadInput(
            _(
                "Nothing that is open asks %(party)s, so a suspension would change nothing. "
                "The end of a membership is amended in the register of States."
            )
            % {"party": party}
        )
    append(
        act=ActKind.PARTY_SUSPENDED,
        subject=party.code,
        by=by,
        party=party,
        body={"reason": reason},
    )
    notices.tell_suspended({*parties_on(clock().date()), party}, party, reason)
    settle()
    return len(asked)
