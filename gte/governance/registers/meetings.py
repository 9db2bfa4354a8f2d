"""The register of meetings."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gte.alliance.models import Body, State, Topic
from gte.common.ordinals import to_roman
from gte.governance.enums import MeetingKind, Modality, SittingState
from gte.governance.models import Meeting, Sitting
from gte.governance.moments import span_text as hours_text
from gte.governance.panels import acta_panel
from gte.register.blocks import (
    LATE,
    PROGRESS,
    Badge,
    Detail,
    Item,
    ListBlock,
    Panel,
    fact,
    facts,
)
from gte.register.fields import (
    SCOPE_FACET,
    TOPIC_FACET,
    link,
    link_all,
    span_text,
)
from gte.register.registers import Cell, Facet, Register, add_register, add_section

ACTA_STYLES = ("css/components/governance.css", "css/components/meetings.css")
# Of the others the date says enough.
SHOWN_STATES: dict[str, str] = {
    SittingState.CONVENED: PROGRESS,
    SittingState.OPEN: PROGRESS,
    SittingState.CANCELLED: LATE,
}


def when(record: Meeting) -> str:
    """The day or days of a meeting; a meeting without an end is on its first day."""
    return span_text(record.date_start, record.date_end or record.date_start)


def badges_of(record: Meeting) -> list[Badge]:
    """Where the meeting stands, of one that is to come, is held now or was cancelled."""
    sitting = getattr(record, "sitting", None)
    if sitting is None or sitting.state not in SHOWN_STATES:
        return []
    return [Badge(str(SittingState(sitting.state).label), SHOWN_STATES[sitting.state])]


def convened(record: Meeting) -> Sitting | None:
    """The sitting of a meeting that was convened here."""
    sitting: Sitting | None = getattr(record, "sitting", None)
    return sitting if sitting and sitting.convened_at else None


def calendar_item(record: Meeting) -> Item | None:
    """A file for the reader's calendar."""
    if convened(record) is None:
        return None
    return Item(_("File for your calendar"), reverse("meeting-calendar", args=[record.code]))


def hours_of(record: Meeting) -> str | None:
    """The hours of a meeting that was convened here, on the clocks of its place."""
    sitting = convened(record)
    if sitting is None:
        return None
    return hours_text(sitting.starts_at, sitting.ends_at, sitting.time_zone)


def acta_panels(record: Meeting) -> list[Panel]:
    """The public part of a published acta."""
    minutes = getattr(record, "minutes", None)
    return [acta_panel(record, minutes)] if minutes and minutes.published_at else []


@add_register
class MeetingRegister(Register):
    model = Meeting
    list_url_name = "meetings"
    path = pgettext_lazy("address", "meetings/")
    title = gettext_lazy("Meetings")
    lead = gettext_lazy("Meetings of the group and events near it, with what was agreed.")
    kind_label = gettext_lazy("Meeting")
    columns = (
        gettext_lazy("Meeting"),
        gettext_lazy("Kind"),
        gettext_lazy("Date"),
        gettext_lazy("Place"),
    )
    fields = ("name", "kind", "date_start", "date_end", "place", "body__name")
    facets = (
        Facet("body", gettext_lazy("Body"), "body__code", label_path="body__name"),
        Facet("kind", gettext_lazy("Kind"), "kind", MeetingKind),
        TOPIC_FACET,
        SCOPE_FACET,
    )
    select = ("body",)
    detail_select = ("body", "host", "sitting", "minutes__agreed")
    detail_prefetch = ("agreements", "topics")
    search_select = ("body", "host")

    def search_countries(self, record: Meeting) -> list[State]:
        return [record.host] if record.host else []

    def summary_of(self, record: Meeting) -> str:
        return str(record.body) if record.body else ""

    def cells(self, record: Meeting) -> list[Cell]:
        kind = str(MeetingKind(record.kind).label)
        return [Cell(kind), Cell(when(record)), Cell(record.place or _("place not known"))]

    def meta_of(self, record: Meeting) -> str:
        return when(record)

    def detail(self, record: Meeting) -> Detail:
        panels = acta_panels(record)
        agreements = [agreement.text for agreement in record.agreements.all()]
        return Detail(
            lead=record.participants,
            facts=facts(
                fact(_("Body"), link(record.body)),
                fact(
                    _("Number in its series"), to_roman(record.ordinal) if record.ordinal else None
                ),
                fact(_("Kind"), str(MeetingKind(record.kind).label)),
                fact(_("Date"), hours_of(record) or when(record)),
                fact(_("Place"), record.place),
                fact(_("Modality"), record.modality and str(Modality(record.modality).label)),
                fact(_("Host"), link(record.host)),
                fact(_("Topics"), *link_all(record.topics.all())),
                fact(_("Calendar"), calendar_item(record)),
            ),
            lists=[ListBlock(_("What was agreed or asked for"), agreements)] if agreements else [],
            badges=badges_of(record),
            last_panels=panels,
            styles=ACTA_STYLES if panels else (),
        )


add_section(
    Topic, "meetings", gettext_lazy("Meetings"), lambda topic: topic.meetings.visible_to(None)
)
add_section(Body, "meetings", gettext_lazy("Meetings"), lambda body: body.meetings.visible_to(None))
add_section(
    State,
    "meetings",
    gettext_lazy("Meetings hosted"),
    lambda state: state.hosted_meetings.visible_to(None),
)
