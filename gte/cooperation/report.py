"""The report's part on cooperation with Observer States."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _

from gte.common.enums import Scope
from gte.common.models import Record
from gte.cooperation.enums import CooperationKind, CooperationStatus
from gte.cooperation.models import CooperationAction
from gte.cooperation.registers import COOPERATION_TONES
from gte.register.blocks import PROGRESS
from gte.register.fields import span_text
from gte.workplan.queries import begun
from gte.workplan.report.document import (
    Cell,
    Counted,
    Figures,
    Paragraph,
    Part,
    RecordLink,
    Table,
)
from gte.workplan.report.parts import Material, links

RUNNING = (CooperationStatus.ACTIVE, CooperationStatus.ACTIVE_AT_SOURCE_DATE)


def cooperation_part(material: Material) -> Part:
    actions = list(
        CooperationAction.objects.visible_to(material.user)
        .filter(begun(material.day, "start"))
        .exclude(kind=CooperationKind.RULE)
        .select_related("observer")
        .order_by("observer__code", "start", "pk")
    )
    own = [action for action in actions if action.scope == Scope.GTE]
    with_states = [action for action in own if action.observer]
    others = [action for action in own if not action.observer]
    apart = [action for action in actions if action.scope == Scope.ADJACENT]
    return Part(
        "cooperation",
        _("Cooperation with Observer States"),
        [
            Figures(figures(with_states, material.day)),
            action_table(
                _("Cooperation of Observer States with the group"), with_states, material.day
            ),
            action_table(_("Cooperation of partners that are not States"), others, material.day),
            Paragraph(
                _(
                    "The following cooperation is with neighbouring bodies of the bloc. It is "
                    "shown for the context and is not counted as the group's."
                )
            ),
            action_table(_("Cooperation with neighbouring bodies"), apart, material.day),
        ],
    )


def status_on(action: CooperationAction, day: datetime.date) -> CooperationStatus:
    """What had ended only after the day was still running on it."""
    status = CooperationStatus(action.status)
    ended_later = action.end is not None and action.end.earliest > day
    is_completed = status == CooperationStatus.COMPLETED
    return CooperationStatus.ACTIVE if is_completed and ended_later else status


def figures(with_states: Sequence[CooperationAction], day: datetime.date) -> list[Counted]:
    states: list[Record] = list(
        {action.observer.pk: action.observer for action in with_states if action.observer}.values()
    )
    running = [action for action in with_states if status_on(action, day) in RUNNING]
    completed = [
        action for action in with_states if status_on(action, day) == CooperationStatus.COMPLETED
    ]
    return [
        Counted("cooperation", _("actions with Observer States"), links(with_states)),
        Counted("cooperation-states", _("Observer States involved"), links(states)),
        Counted("cooperation-running", _("running"), links(running), PROGRESS),
        Counted("cooperation-completed", _("completed"), links(completed), "good"),
    ]


def action_table(caption: str, actions: Sequence[CooperationAction], day: datetime.date) -> Table:
    rows = [
        [
            Cell(
                "" if action.observer else action.partner or _("several"),
                links([action.observer] if action.observer else []),
            ),
            Cell(records=[RecordLink.to(action)]),
            Cell(span_text(action.start, action.end)),
            Cell(
                str(status_on(action, day).label),
                tone=COOPERATION_TONES.get(status_on(action, day), PROGRESS),
            ),
        ]
        for action in actions
    ]
    columns = [_("With"), _("Action"), _("Dates"), _("Status")]
    return Table(caption, columns, rows, empty=_("None on this date."))
