"""The registers of bodies, functions, networks and contact points."""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gte.alliance.contact_texts import contact_badge
from gte.alliance.enums import ContactKind, ContactState, FunctionVerb, NetworkRole, NetworkStatus
from gte.alliance.models import Body, ContactPoint, GroupFunction, Network, State, Topic
from gte.alliance.registers.states import STATE_FACET
from gte.common.enums import Certainty
from gte.register.blocks import (
    GOOD,
    MUTED,
    PROGRESS,
    Badge,
    Detail,
    Item,
    bilingual_list,
    fact,
    facts,
    texts,
)
from gte.register.fields import (
    CERTAINTY_FACET,
    SCOPE_FACET,
    TOPIC_FACET,
    date_text,
    link,
    link_all,
    span_text,
)
from gte.register.registers import Cell, Facet, Register, add_register, add_section


@add_register
class BodyRegister(Register):
    model = Body
    list_url_name = "bodies"
    path = pgettext_lazy("address", "bodies/")
    title = gettext_lazy("Bodies")
    lead = gettext_lazy("The bodies of the Alliance around the group, and who reports to whom.")
    kind_label = gettext_lazy("Body")
    columns = (gettext_lazy("Body"), gettext_lazy("Acronym"), gettext_lazy("Reports to"))
    fields = ("name", "acronym", "role")
    facets = (
        Facet(
            "reports-to",
            gettext_lazy("Reports to"),
            "reports_to__code",
            label_path="reports_to__name",
        ),
        SCOPE_FACET,
        CERTAINTY_FACET,
    )
    prefetch = ("reports_to",)
    detail_prefetch = ("reports_to",)

    def search_lead(self, record: Body) -> str:
        return " ".join(filter(None, [record.acronym, record.role]))

    def summary_of(self, record: Body) -> str:
        return record.role

    def cells(self, record: Body) -> list[Cell]:
        above = ", ".join(body.short_name for body in record.reports_to.all())
        return [Cell(record.acronym), Cell(above)]

    def meta_of(self, record: Body) -> str:
        return record.acronym

    def detail(self, record: Body) -> Detail:
        return Detail(
            lead=record.role,
            facts=facts(
                fact(_("Acronym"), record.acronym),
                fact(_("Composition"), record.composition),
                fact(_("Created"), record.created and date_text(record.created)),
                fact(_("Reports to"), *link_all(record.reports_to.all())),
                fact(
                    _("Certainty of the reporting line"),
                    str(Certainty(record.reporting_line_certainty).label),
                ),
            ),
        )


@add_register
class FunctionRegister(Register):
    model = GroupFunction
    list_url_name = "functions"
    path = pgettext_lazy("address", "functions/")
    title = gettext_lazy("Functions")
    lead = gettext_lazy("What the group is for: its functions and powers.")
    kind_label = gettext_lazy("Function")
    columns = (gettext_lazy("Function"), gettext_lazy("Reports to"))
    fields = ("name", "description")
    facets = (
        Facet(
            "reports-to",
            gettext_lazy("Reports to"),
            "reports_to__code",
            label_path="reports_to__name",
        ),
        CERTAINTY_FACET,
    )
    prefetch = ("reports_to",)
    detail_prefetch = ("reports_to",)

    def summary_of(self, record: GroupFunction) -> str:
        return record.description

    def cells(self, record: GroupFunction) -> list[Cell]:
        return [Cell(", ".join(body.short_name for body in record.reports_to.all()))]

    def detail(self, record: GroupFunction) -> Detail:
        return Detail(
            lead=record.description,
            facts=facts(
                fact(_("Verb"), str(FunctionVerb(record.verb).label)),
                fact(_("Reports to"), *link_all(record.reports_to.all())),
            ),
            texts=texts((_("What it asks of this platform"), record.platform_implication)),
        )


NETWORK_TONES = {
    NetworkStatus.ACTIVE: GOOD,
    NetworkStatus.ACTIVE_AT_SOURCE_DATE: GOOD,
    NetworkStatus.PROPOSED: PROGRESS,
}


@add_register
class NetworkRegister(Register):
    model = Network
    list_url_name = "networks"
    path = pgettext_lazy("address", "networks/")
    title = gettext_lazy("Networks of specialists")
    lead = gettext_lazy("Who puts their knowledge together, on what, and how often they meet.")
    kind_label = gettext_lazy("Network of specialists")
    columns = (gettext_lazy("Network"), gettext_lazy("Status"), gettext_lazy("Dates"))
    fields = ("name", "remit", "status", "start", "end")
    facets = (
        Facet("status", gettext_lazy("Status"), "status", NetworkStatus),
        TOPIC_FACET,
        SCOPE_FACET,
        CERTAINTY_FACET,
    )
    detail_select = ("body",)
    detail_prefetch = ("members__state", "topics")
    search_prefetch = ("members__state",)

    def search_countries(self, record: Network) -> list[State]:
        return [member.state for member in record.members.all()]

    def summary_of(self, record: Network) -> str:
        return record.remit

    def status_of(self, record: Network) -> Badge:
        status = NetworkStatus(record.status)
        return Badge(str(status.label), NETWORK_TONES.get(status, MUTED))

    def cells(self, record: Network) -> list[Cell]:
        badge = self.status_of(record)
        return [Cell(badge.text, badge.tone), Cell(span_text(record.start, record.end))]

    def detail(self, record: Network) -> Detail:
        return Detail(
            lead=record.remit,
            badges=[self.status_of(record)],
            facts=facts(
                fact(_("Body"), link(record.body)),
                fact(_("Composition"), record.composition),
                fact(_("Cadence"), record.cadence),
                fact(_("Dates"), span_text(record.start, record.end)),
                fact(
                    _("Members"),
                    *(
                        Item(
                            member.institution or str(NetworkRole(member.role).label),
                            member.state.get_absolute_url(),
                            note=str(member.state),
                        )
                        for member in record.members.all()
                    ),
                ),
                fact(_("Topics"), *link_all(record.topics.all())),
            ),
            texts=texts((_("What it needs"), record.needs)),
            lists=bilingual_list(_("Outputs"), record.outputs),
        )


@add_register
class ContactRegister(Register):
    model = ContactPoint
    list_url_name = "contacts"
    path = pgettext_lazy("address", "contacts/")
    title = gettext_lazy("Contact points")
    lead = gettext_lazy(
        "Whom to turn to in each State. Each entry says when its State last confirmed it."
    )
    kind_label = gettext_lazy("Contact point")
    columns = (gettext_lazy("Office"), gettext_lazy("State"), gettext_lazy("Confirmed"))
    fields = ("office", "institution", "confirmed_on", "is_withdrawn", "state__name")
    facets = (
        Facet("kind", gettext_lazy("Kind"), "kind", ContactKind),
        STATE_FACET,
        SCOPE_FACET,
    )
    select = ("state",)
    search_select = ("state",)

    def search_countries(self, record: ContactPoint) -> list[State]:
        return [record.state]

    def search_texts(self, record: ContactPoint) -> dict[str, str]:
        """The person too, as it is published; never an address."""
        texts = super().search_texts(record)
        return {one: f"{text}\n{record.person_as_published}" for one, text in texts.items()}

    def summary_of(self, record: ContactPoint) -> str:
        return record.institution

    def status_of(self, record: ContactPoint) -> Badge:
        return contact_badge(record)

    def cells(self, record: ContactPoint) -> list[Cell]:
        badge = self.status_of(record)
        return [Cell(str(record.state)), Cell(badge.text, badge.tone)]

    def meta_of(self, record: ContactPoint) -> str:
        return record.institution

    def detail(self, record: ContactPoint) -> Detail:
        return Detail(
            # The note is of what was published: a State's own word needs no warning beside it.
            lead="" if record.confirmed_on else record.note,
            badges=[self.status_of(record)],
            facts=facts(
                fact(_("Kind"), str(ContactKind(record.kind).label)),
                fact(_("State"), link(record.state)),
                fact(_("Institution"), record.institution),
                fact(_("Person"), person_item(record)),
                fact(_("E-mail"), email_item(record)),
                fact(_("For"), *link_all(record.bodies.all())),
                fact(_("Last confirmed"), confirmation_item(record)),
                fact(_("As of"), record.as_of and date_text(record.as_of)),
            ),
        )


def published_note(record: ContactPoint) -> str:
    """Beside what the group's own page says and no State has confirmed."""
    return "" if record.confirmed_on else _("as published by the group, to be confirmed")


def person_item(record: ContactPoint) -> Item | None:
    person = record.shown_person
    return Item(person, note=published_note(record)) if person else None


def email_item(record: ContactPoint) -> Item | None:
    """The State's word or what the group itself publishes; any other address is kept back."""
    if email := record.shown_email:
        return Item(email, f"mailto:{email}", note=published_note(record))
    if record.email_as_published or record.email:
        return Item(_("shown here once its State confirms it"))
    return None


def confirmation_item(record: ContactPoint) -> Item:
    if record.confirmed_on is None:
        return Item(_("never") if not record.is_withdrawn else _("withdrawn by its State"))
    old = record.state_on(timezone.localdate()) == ContactState.OLD
    day = date_format(record.confirmed_on, "DATE_FORMAT")
    return Item(day, note=_("more than a year ago, to be confirmed again") if old else "")


add_section(State, "contacts", gettext_lazy("Contact points"), lambda state: state.contacts.all())
add_section(
    Body,
    "reported-by",
    gettext_lazy("Bodies that report to it"),
    lambda body: body.reported_by.all(),
)
add_section(Body, "networks", gettext_lazy("Networks"), lambda body: body.networks.all())
add_section(Body, "functions", gettext_lazy("Functions"), lambda body: body.functions.all())
add_section(Body, "contacts", gettext_lazy("Contact points"), lambda body: body.contacts.all())
add_section(Topic, "networks", gettext_lazy("Networks"), lambda topic: topic.networks.all())
