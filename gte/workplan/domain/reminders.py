"""What the work plan reminds of by the clock: see ``gte.governance.domain.reminders``."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import partial

from gte.governance.domain.reminders import Reminder, is_near
from gte.governance.queries.parties import parties_on
from gte.governance.queries.waiting import end_of
from gte.workplan import notices
from gte.workplan.enums import CLOSED, PartyProgress
from gte.workplan.models import Deliverable
from gte.workplan.queries.progress import newest_progress, owing_parties

DUE_SOON = datetime.timedelta(days=7)
REMINDED = "deliverable.reminded"


def unreported(now: datetime.datetime) -> Iterator[Reminder]:
    """Parties that owe a deliverable of the group, due within a week, and are not done with it.

    What was due before the site was there is reminded of by nobody; a date that moves is another.
    """
    owed = Deliverable.objects.own().exclude(status__in=CLOSED).filter(due__isnull=False)
    soon = [
        one
        for one in owed.prefetch_related("owners").order_by("pk")
        if one.due and is_near(end_of(one.due.latest), now, DUE_SOON)
    ]
    said, parties = newest_progress(soon), parties_on(now.date())
    for one in soon:
        missing = [
            state
            for state in owing_parties(one, parties)
            if not is_done(said.get((one.pk, state.pk)))
        ]
        if missing:
            tell = partial(notices.tell_due, one, missing)
            yield Reminder(REMINDED, one.code, {"due": str(one.due)}, tell)


def is_done(progress: object) -> bool:
    return getattr(progress, "state", None) == PartyProgress.DONE
