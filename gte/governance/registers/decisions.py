"""The register of decisions: what was adopted and announced, and whether it is still in force."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gte.governance.enums import BY_SILENCE, DecisionStatus, Matter
from gte.governance.models import Decision, Meeting
from gte.governance.panels import ledger_panel, text_panel
from gte.governance.queries.standing import (
    Stand,
    clock,
    stand_of,
    stands_of,
    with_register_status,
)
from gte.register.blocks import GOOD, LATE, MUTED, PLAIN, PROGRESS, Badge, Detail, fact, facts
from gte.register.fields import link
from gte.register.registers import Cell, Facet, Register, add_register, add_section

TONES = {
    DecisionStatus.DRAFT: MUTED,
    DecisionStatus.OPEN: PROGRESS,
    DecisionStatus.HELD: LATE,
    DecisionStatus.SILENCE: PROGRESS,
    DecisionStatus.BROKEN: LATE,
    DecisionStatus.IN_FORCE: GOOD,
    DecisionStatus.SUPERSEDED: MUTED,
    DecisionStatus.EXPIRED: MUTED,
    DecisionStatus.WITHDRAWN: MUTED,
}


def badge_of(status: DecisionStatus) -> Badge:
    return Badge(str(status.label), TONES.get(status, PLAIN))


def day_text(moment: datetime.datetime | None) -> str:
    """The day on which something was adopted, in UTC as its number's year is."""
    return date_format(moment.astimezone(datetime.UTC), "DATE_FORMAT") if moment else ""


def matters_by_silence() -> str:
    """The published list, in the active language."""
    return "; ".join(str(matter.label) for matter in Matter if matter in BY_SILENCE)


@add_register
class DecisionRegister(Register):
    model = Decision
    list_url_name = "decisions"
    path = pgettext_lazy("address", "decisions/")
    title = gettext_lazy("Decisions")
    lead = format_lazy(
        gettext_lazy(
            "What all parties agreed to, with the exact text, and whether it is in force. "
            "Only these matters may be decided by silence: {matters}."
        ),
        matters=lazy(matters_by_silence, str)(),
    )
    kind_label = gettext_lazy("Decision")
    columns: ClassVar[Sequence[Any]] = (
        gettext_lazy("Decision"),
        gettext_lazy("Number"),
        gettext_lazy("Matter"),
        gettext_lazy("Adopted on"),
        gettext_lazy("Status"),
    )
    fields: ClassVar[Sequence[Any]] = (
        "title",
        "matter",
        "year",
        "number",
        "adopted_at",
        "expires_on",
    )
    facets: ClassVar[Sequence[Any]] = (
        Facet("matter", gettext_lazy("Matter"), "matter", Matter),
        Facet("status", gettext_lazy("Status"), "register_status", DecisionStatus),
        Facet("year", gettext_lazy("Year"), "year"),
    )
    detail_select: ClassVar[Sequence[Any]] = ("meeting", "supersedes")

    def records(self, user: Any) -> Any:
        """The list is of what is public, whoever reads it; drafts are at the desk."""
        return Decision.objects.visible_to(None).order_by("-year", "-number")

    def narrowable(self, records: Any) -> Any:
        return with_register_status(records, clock())

    def page_records(self, user: Any) -> Any:
        return Decision.objects.visible_to(None)

    def ready(self, records: list[Any]) -> list[Any]:
        for stand in stands_of(records):
            stand.decision.stand = stand  # type: ignore[attr-defined]
        return records

    def status_of(self, record: Decision) -> Badge:
        return badge_of(stand_of(record).status)

    def cells(self, record: Any) -> list[Cell]:
        stand: Stand = record.stand
        badge = badge_of(stand.status)
        return [
            Cell(stand.label),
            Cell(str(Matter(record.matter).label)),
            Cell(day_text(record.adopted_at)),
            Cell(badge.text, badge.tone),
        ]

    def meta_of(self, record: Decision) -> str:
        return f"{record.number}/{record.year}" if record.number else ""

    def search_date(self, record: Decision) -> str | None:
        return record.adopted_at.date().isoformat() if record.adopted_at else None

    def search_texts(self, record: Decision) -> dict[str, str]:
        said = super().search_texts(record)
        text = record.texts.order_by("-number").first()
        if text is None:
            return said
        return {
            "es": f"{said['es']}\n{text.body_es}",
            "en": f"{said['en']}\n{text.body_en}",
        }

    def detail(self, record: Decision) -> Detail:
        stand = stand_of(record)
        successors = record.successors.visible_to(None)
        return Detail(
            badges=[badge_of(stand.status)],
            first_panels=[text_panel(record, stand)],
            last_panels=[ledger_panel(record, stand)],
            styles=("css/components/governance.css",),
            facts=facts(
                fact(_("Number"), stand.label),
                fact(_("Adopted on"), day_text(stand.standing.since)),
                fact(
                    _("Adopted by"),
                    _("silence procedure") if stand.standing.expiry else _("consensus"),
                ),
                fact(_("Superseded by"), *[link(one) for one in successors]),
            ),
        )


add_section(
    Meeting,
    "decisions",
    gettext_lazy("Decisions"),
    lambda meeting: meeting.decisions.visible_to(None),
)
