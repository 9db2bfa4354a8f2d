"""The work plan keeps what the parties commit themselves to: see ``gte.governance.commitments``."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db.models import F
from django.utils.text import Truncator

from gte.alliance.enums import TermScope
from gte.common.domain import stamp_texts, write_log
from gte.common.enums import Certainty, Language, Scope, ScopeBasis
from gte.governance.commitments import OpenCommitment
from gte.governance.models import Outcome
from gte.workplan.enums import CLOSED, DeliverableKind, DeliverableStatus
from gte.workplan.models import Deliverable
from gte.workplan.queries import is_late, term_on

NAME_LENGTH = 120


class WorkPlanKeeper:
    """Makes a deliverable of each commitment, and tells which of them are open.

    Those who take part read it from the signature on, everybody once the acta publishes it.
    """

    def keep(self, outcome: Outcome) -> str:
        meeting = outcome.meeting
        owners = list(outcome.owners.all())
        due = outcome.due
        made = Deliverable(
            code=f"{meeting.code}-commitment-{outcome.number}"[:100],
            kind=DeliverableKind.COMMITMENT,
            due=due,
            status=DeliverableStatus.IN_PROGRESS,
            source=meeting.code,
            certainty=Certainty.DOCUMENTED,
            scope=Scope.GTE,
            scope_basis=ScopeBasis.STATED,
            coordinated_by=owners[0] if len(owners) == 1 else None,
            term=term_on(TermScope.GTE_COORDINATION, due.earliest) if due else None,
            is_public=False,
        )
        for language in Language.values:
            text = getattr(outcome, f"text_{language}")
            setattr(made, f"name_{language}", Truncator(text).chars(NAME_LENGTH))
            setattr(made, f"description_{language}", text)
        stamp_texts(made, translated={"en": "es"})
        made.full_clean()
        made.save()
        made.owners.set(owners)
        made.topics.set(meeting.topics.all())
        write_log(verb="deliverable.committed", by=None, target=made.code)
        return str(made.code)

    def address(self, code: str) -> str:
        return Deliverable(code=code).get_absolute_url()

    def publish(self, codes: Iterable[str]) -> None:
        for kept in Deliverable.objects.filter(code__in=list(codes)):
            kept.is_public = True
            kept.save(update_fields=["is_public"])

    def open_on(self, day: datetime.date) -> list[OpenCommitment]:
        """Commitments that were not delivered: of the group's own work, by their dates."""
        found = (
            Deliverable.objects.own()
            .filter(kind=DeliverableKind.COMMITMENT)
            .exclude(status__in=CLOSED)
            .prefetch_related("owners")
            .order_by(F("due").asc(nulls_last=True), "pk")
        )
        return [
            OpenCommitment(
                code=one.code,
                title=str(one),
                url=one.get_absolute_url(),
                owners=tuple(str(state) for state in one.owners.all()),
                due=one.due.display() if one.due else "",
                is_late=is_late(one, day),
            )
            for one in found
        ]
