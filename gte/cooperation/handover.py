"""What cooperation adds to a handover pack: the Observer States' pipeline, and the campaign."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from gte.alliance.models import State
from gte.common.partial_dates import PartialDate
from gte.cooperation.enums import CampaignKind, CampaignStatus, CooperationKind, CooperationStatus
from gte.cooperation.facts import CooperationRow
from gte.cooperation.models import CampaignItem, EnglishFact
from gte.cooperation.report import RUNNING, status_on
from gte.register.fields import date_text
from gte.workplan.coverage import Movement
from gte.workplan.facts import Row, existed
from gte.workplan.facts.rows import Codes
from gte.workplan.handover.contents import Contents
from gte.workplan.handover.listings import (
    Column,
    Kind,
    Listing,
    Section,
    codes_of,
    number_of,
    record_columns,
)
from gte.workplan.handover.rows import LibraryRow
from gte.workplan.report.document import (
    Block,
    Cell,
    Counted,
    Figures,
    Paragraph,
    Part,
    RecordLink,
    Table,
)
from gte.workplan.report.parts import links, movement_text

OBSERVERS, CAMPAIGN = "observers", "campaign"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObserverRow(Row):
    """An Observer State; ``dates`` are those of what English facts tell of it."""

    kind = "observer"
    url_name = "state"

    admitted: PartialDate | None = None
    dates: Codes = ()

    @property
    def first_date(self) -> PartialDate | None:
        return self.admitted


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignRow(Row):
    """Something of the campaign; ``topics`` are those that its documents have too."""

    kind = "campaign"
    url_name = "campaign-item"

    item_kind: str = ""
    date: PartialDate | None = None
    status: str = ""
    channels: Codes = ()
    audience: Codes = ()
    topics: Codes = ()

    @property
    def first_date(self) -> PartialDate | None:
        return self.date


def titles(record: State | CampaignItem) -> dict[str, str]:
    title = type(record).title_field
    return {f"title_{side}": getattr(record, f"{title}_{side}") or "" for side in ("es", "en")}


def observers_on(day: datetime.date) -> list[ObserverRow]:
    """The States that had been admitted by a day and had not left, by their names."""
    dates: dict[int | None, list[str]] = defaultdict(list)
    for state, date in EnglishFact.objects.own().values_list("observer", "date"):
        if date:
            dates[state].append(str(date))
    found = [
        ObserverRow(
            code=state.code,
            **titles(state),
            scope=state.scope,
            admitted=state.observership.start,
            dates=tuple(sorted(dates[state.pk])),
        )
        for state in State.objects.observers().select_related("observership")
        if state.observership.end is None or state.observership.end.latest > day
    ]
    return sorted((one for one in found if existed(one, day)), key=lambda one: one.title_es)


def campaign_on(day: datetime.date) -> list[CampaignRow]:
    """What the record has of the campaign up to a day, undated things too."""
    items = CampaignItem.objects.own().prefetch_related("topics").order_by("kind", "date", "pk")
    found = [
        CampaignRow(
            code=one.code,
            **titles(one),
            scope=one.scope,
            certainty=one.certainty,
            item_kind=one.kind,
            date=one.date,
            status=one.status,
            channels=tuple(one.channels),
            audience=tuple(one.audience),
            topics=tuple(topic.code for topic in one.topics.all()),
        )
        for one in items
    ]
    return [one for one in found if existed(one, day)]


# --- Observer States ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Contact:
    """An Observer State on the day: what it does with the group, and the last dated thing of it."""

    state: ObserverRow
    actions: Sequence[CooperationRow]
    running: Sequence[CooperationRow]
    last: Movement


def contacts(contents: Contents) -> list[Contact]:
    """Every Observer State, those that were in contact last before the others."""
    by_state: dict[str, list[CooperationRow]] = defaultdict(list)
    for action in contents.facts.of(CooperationRow).values():
        is_counted = action.is_own and action.work_kind != CooperationKind.RULE
        if is_counted and existed(action, contents.day):
            by_state[action.observer].append(action)
    states: Iterable[ObserverRow] = contents.gathered.more.get(OBSERVERS, ())  # type: ignore[assignment]
    found = [contact(state, by_state[state.code], contents.day) for state in states]
    return sorted(found, key=lambda one: (one.last.date is None, -recency(one), one.state.title_es))


def recency(one: Contact) -> int:
    return one.last.date.latest.toordinal() if one.last.date else 0


def contact(state: ObserverRow, actions: Sequence[CooperationRow], day: datetime.date) -> Contact:
    running = [one for one in actions if status_on(one, day) in RUNNING]
    dates = [date for one in actions for date in (one.start, one.end)]
    dates += [PartialDate(date) for date in state.dates]
    return Contact(state, actions, running, Movement.last(dates, day))


def observers_part(contents: Contents) -> Part:
    found = contacts(contents)
    known = [one for one in found if one.actions or one.last.date]
    silent = [one for one in found if one not in known]
    rows = [
        [
            Cell(records=[RecordLink.to(one.state)]),
            Cell(records=links(one.actions)),
            Cell(str(len(one.running)) if one.running else pgettext("actions", "none")),
            Cell(movement_text(one.last)),
        ]
        for one in known
    ]
    columns = [_("Observer State"), _("What it does or did"), _("Running"), _("Last contact")]
    blocks: list[Block] = [
        Figures(
            [
                Counted("observers", _("Observer States"), links(one.state for one in found)),
                Counted(
                    "observers-active",
                    _("with an action"),
                    links(one.state for one in known),
                    "good",
                ),
            ]
        ),
        Paragraph(
            _(
                "The last contact is the last dated thing that the record has of a State with the "
                "group: an action that began or ended, or a fact of the cooperation in English."
            )
        ),
        Table(_("Observer States in contact"), columns, rows, empty=_("None on this date.")),
    ]
    if silent:
        names = ", ".join(sorted(str(one.state) for one in silent))
        blocks.append(Paragraph(_("Nothing of the group's work is registered with: %s.") % names))
    return Part("observers", _("Observer States"), blocks)


def status_then(action: CooperationRow, contents: Contents) -> str:
    return status_on(action, contents.day).value


def end_known(action: CooperationRow, contents: Contents) -> str:
    """An end that lies after the day was not known on it."""
    return action.end if action.end and action.end.earliest <= contents.day else ""


OBSERVER_LISTING = Listing(
    "observers",
    gettext_lazy("Observer States with what each does with the group and the last contact."),
    (
        *record_columns("state"),
        Column("admitted", gettext_lazy("when it was admitted"), Kind.DAY, read="state.admitted"),
        Column(
            "actions",
            gettext_lazy("what it offered or did with the group"),
            Kind.CODES,
            read=codes_of("actions"),
        ),
        Column(
            "running", gettext_lazy("of those, what runs"), Kind.CODES, read=codes_of("running")
        ),
        Column(
            "last_contact", gettext_lazy("the last dated thing of it"), Kind.DAY, read="last.date"
        ),
        Column(
            "idle_months",
            gettext_lazy("whole months since then"),
            Kind.NUMBER,
            read="last.idle_months",
        ),
    ),
    contacts,
)
ACTION_LISTING = Listing(
    "observer-actions",
    gettext_lazy("What Observer States offered or did with the group."),
    (
        *record_columns(),
        Column("observer", gettext_lazy("the Observer State"), Kind.CODE),
        Column("kind", gettext_lazy("what it is"), Kind.CODE, CooperationKind, "work_kind"),
        Column(
            "status", gettext_lazy("status on the day"), Kind.CODE, CooperationStatus, status_then
        ),
        Column("start", gettext_lazy("since when"), Kind.DAY),
        Column("end", gettext_lazy("until when, if that is over"), Kind.DAY, read=end_known),
    ),
    lambda contents: [action for one in contacts(contents) for action in one.actions],
)


# --- the campaign ---------------------------------------------------------------------------------


def campaign_items(contents: Contents) -> Sequence[CampaignRow]:
    return contents.gathered.more.get(CAMPAIGN, ())  # type: ignore[return-value]


def campaign_documents(contents: Contents) -> list[LibraryRow]:
    """Documents on a topic of the campaign: what the library has of its pieces."""
    topics = {code for one in campaign_items(contents) for code in one.topics}
    return [one for one in contents.gathered.documents if topics.intersection(one.topics)]


def campaign_part(contents: Contents) -> Part:
    found, documents = campaign_items(contents), campaign_documents(contents)
    rows = [
        [
            Cell(records=[RecordLink.to(one)]),
            Cell(str(CampaignKind(one.item_kind).label)),
            Cell(date_text(one.date)),
            Cell(str(CampaignStatus(one.status).label)),
        ]
        for one in found
    ]
    columns = [pgettext("campaign", "What"), _("Kind"), _("Date"), _("Status")]
    pieces = Table(
        _("Documents on the campaign"),
        [_("Document"), _("Date"), _("Files held here")],
        [
            [
                Cell(records=[RecordLink.to(one)]),
                Cell(date_text(one.date)),
                Cell(str(len(one.files)) if one.files else pgettext("files", "none")),
            ]
            for one in documents
        ],
        empty=_("Nothing in the record: no document of this time is on a topic of the campaign."),
    )
    table = Table(
        _("What the record has of the campaign"), columns, rows, empty=_("Nothing in the record.")
    )
    said = Paragraph(
        _(
            "Pictures, films and accounts on social networks are not in the record: whoever hands "
            "over has to name where they are and who holds them."
        )
    )
    return Part("campaign", _("Campaign"), [table, pieces, said])


CAMPAIGN_LISTING = Listing(
    "campaign",
    gettext_lazy("What the record has of the communication campaign."),
    (
        *record_columns(),
        Column("kind", gettext_lazy("what it is"), Kind.CODE, CampaignKind, "item_kind"),
        Column("date", gettext_lazy("when"), Kind.DAY),
        Column("status", gettext_lazy("status as registered"), Kind.CODE, CampaignStatus),
        Column("channels", gettext_lazy("through which channels"), Kind.CODES),
        Column("audience", gettext_lazy("for whom"), Kind.CODES),
    ),
    campaign_items,
)
PIECE_LISTING = Listing(
    "campaign-documents",
    gettext_lazy("Documents on a topic of the campaign."),
    (
        *record_columns(),
        Column("date", gettext_lazy("when it was published"), Kind.DAY),
        Column("address", gettext_lazy("where it was published")),
        Column(
            "files",
            gettext_lazy("how many files the library holds of it"),
            Kind.NUMBER,
            read=number_of("files"),
        ),
    ),
    campaign_documents,
)

OBSERVERS_SECTION = Section(observers_part, (OBSERVER_LISTING, ACTION_LISTING))
CAMPAIGN_SECTION = Section(campaign_part, (CAMPAIGN_LISTING, PIECE_LISTING))
