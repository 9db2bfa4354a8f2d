"""The report's part on cooperation with Observer States."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import partial

from django.utils.translation import gettext as _

from gte.alliance.models import State
from gte.common.enums import Scope
from gte.cooperation.enums import CooperationKind, CooperationStatus
from gte.cooperation.facts import CooperationRow
from gte.cooperation.registers import COOPERATION_TONES
from gte.register.blocks import PROGRESS
from gte.register.fields import span_text
from gte.workplan.facts import existed
from gte.workplan.facts.rows import address_of
from gte.workplan.report.document import (
    Cell,
    Counted,
    Figures,
    Made,
    Paragraph,
    Part,
    RecordLink,
    Table,
)
from gte.workplan.report.parts import Material, links

RUNNING = (CooperationStatus.ACTIVE, CooperationStatus.ACTIVE_AT_SOURCE_DATE)


def cooperation_part(material: Material) -> Part:
    actions = [
        action
        for action in material.facts.of(CooperationRow).values()
        if existed(action, material.day) and action.work_kind != CooperationKind.RULE
    ]
    own = [action for action in actions if action.is_own]
    with_states = [action for action in own if action.observer]
    others = [action for action in own if not action.observer]
    apart = [action for action in actions if action.scope == Scope.ADJACENT]
    table = partial(action_table, material.day)
    neighbours = _(
        "The following cooperation is with neighbouring bodies of the bloc. It is shown for the "
        "context and is not counted as the group's."
    )
    with_group = _("Cooperation of Observer States with the group")
    with_partners = _("Cooperation of partners that are not States")
    return Part(
        "cooperation",
        _("Cooperation with Observer States"),
        [
            Figures(figures(with_states, material.day)),
            table("with-observer-states", with_group, with_states),
            table("with-partners", with_partners, others),
            Paragraph(neighbours),
            table("with-neighbours", _("Cooperation with neighbouring bodies"), apart),
        ],
    )


def status_on(action: CooperationRow, day: datetime.date) -> CooperationStatus:
    """What had ended only after the day was still running on it."""
    status = CooperationStatus(action.status)
    ended_later = action.end is not None and action.end.earliest > day
    is_completed = status == CooperationStatus.COMPLETED
    return CooperationStatus.ACTIVE if is_completed and ended_later else status


def observer_link(action: CooperationRow) -> RecordLink:
    address = address_of(State.url_name, action.observer)
    return RecordLink(action.observer, action.text("observer"), address)


def figures(with_states: Sequence[CooperationRow], day: datetime.date) -> list[Counted]:
    states = {action.observer: observer_link(action) for action in with_states}
    running = [action for action in with_states if status_on(action, day) in RUNNING]
    completed = [
        action for action in with_states if status_on(action, day) == CooperationStatus.COMPLETED
    ]
    return [
        Counted("cooperation", _("actions with Observer States"), links(with_states)),
        Counted("cooperation-states", _("Observer States involved"), list(states.values())),
        Counted("cooperation-running", _("running"), links(running), PROGRESS),
        Counted("cooperation-completed", _("completed"), links(completed), "good"),
    ]


def action_table(
    day: datetime.date, key: str, caption: str, actions: Sequence[CooperationRow]
) -> Table:
    columns = [_("With"), _("Action"), _("Dates"), _("Status")]
    rows = Made(partial(action_cells, day), actions)
    return Table(caption, columns, rows, empty=_("None on this date."), key=key)


def action_cells(day: datetime.date, action: CooperationRow) -> list[Cell]:
    status = status_on(action, day)
    other = "" if action.observer else action.text("partner") or _("several")
    return [
        Cell(other, [observer_link(action)] if action.observer else []),
        Cell(records=[RecordLink.to(action)]),
        Cell(span_text(action.start, action.end)),
        Cell(str(status.label), tone=COOPERATION_TONES.get(status, PROGRESS)),
    ]
