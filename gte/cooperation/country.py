"""What cooperation adds to the sheet of a party: what its projects were offered."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gte.cooperation.enums import CooperationKind
from gte.cooperation.facts import CooperationRow
from gte.cooperation.registers import COOPERATION_TONES
from gte.cooperation.report import observer_link, status_on
from gte.register.blocks import PROGRESS
from gte.register.fields import span_text
from gte.workplan.country.material import Material
from gte.workplan.country.sheet import Listed
from gte.workplan.facts import existed
from gte.workplan.report.document import Cell, RecordLink
from gte.workplan.report.parts import links


def cooperation_of(material: Material) -> list[CooperationRow]:
    """The group's actions with Observer States that name a project of the party."""
    known = material.facts.of(CooperationRow)
    codes = {
        trace.code
        for project in material.projects
        for trace in material.facts.traces_of.get(project.code, ())
    }
    return [
        row
        for code, row in known.items()
        if code in codes
        and row.is_own
        and row.observer
        and row.work_kind != CooperationKind.RULE
        and existed(row, material.day)
    ]


def cooperation_table(material: Material) -> Listed:
    rows = cooperation_of(material)
    return Listed(
        "cooperation",
        _("Cooperation with Observer States"),
        [_("Action"), _("With"), _("Status"), _("Dates")],
        [
            [
                Cell(records=[RecordLink.to(row)]),
                Cell(records=[observer_link(row)]),
                Cell(
                    str(status_on(row, material.day).label),
                    tone=COOPERATION_TONES.get(status_on(row, material.day), PROGRESS),
                ),
                Cell(span_text(row.start, row.end)),
            ]
            for row in rows
        ],
        links(rows),
        _("The register ties no action to a project of this party."),
    )
