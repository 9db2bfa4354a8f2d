"""The registers of topics, States and terms."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from gte.alliance.enums import AssociatedState, NationalRole, TermScope
from gte.alliance.models import State, Term, Topic
from gte.register.blocks import (
    MUTED,
    PROGRESS,
    Badge,
    Detail,
    Fact,
    Item,
    TextBlock,
    fact,
    facts,
    short_source,
)
from gte.register.fields import CERTAINTY_FACET, SCOPE_FACET, date_text, link, link_all, span_text
from gte.register.registers import BY_URL_NAME, Cell, Facet, Register, add_register, add_section
from gte.register.searching import names_of
from gte.search.kinds import add_facet_labels

STATE_FACET = Facet("state", gettext_lazy("State"), "state__code", label_path="state__name")


@add_register
class TopicRegister(Register):
    model = Topic
    list_url_name = "topics"
    path = pgettext_lazy("address", "topics/")
    title = gettext_lazy("Work topics")
    lead = gettext_lazy("What the group works on, its sub-topics and the themes that cross them.")
    kind_label = gettext_lazy("Work topic")
    columns = (gettext_lazy("Topic"), gettext_lazy("Part of"))
    fields = ("name", "description", "parent__name")
    facets = (SCOPE_FACET, CERTAINTY_FACET)
    select = ("parent",)

    def summary_of(self, record: Topic) -> str:
        return record.description

    def cells(self, record: Topic) -> list[Cell]:
        return [Cell(str(record.parent) if record.parent else "")]

    def detail(self, record: Topic) -> Detail:
        return Detail(
            lead=record.description,
            facts=facts(
                fact(_("Part of"), link(record.parent)),
                fact(_("Sub-topics"), *link_all(record.subtopics.all())),
            ),
        )


def state_facts(record: State) -> list[Fact]:
    return facts(
        fact(_("Contact point"), link(record.contact)),
        fact(
            _("Languages"),
            *(language_name(code) for code in record.languages),
        ),
        fact(_("Time zone"), record.time_zone),
        *(
            fact(
                _("Member State"),
                span_text(row.start, row.end)
                if row.start or row.end
                else _("in force; no source gives the day it began"),
            )
            for row in record.memberships.all()
        ),
        *(
            fact(
                _("Office that answers for the group") if office.is_current else _("Former office"),
                Item(
                    f"{office.office} ({office.ministry})",
                    note=date_text(office.as_of) if office.as_of else "",
                ),
            )
            for office in record.offices.all()
        ),
        *(
            fact(NationalRole(body.role).label, body.name, short_source(body.source))
            for body in record.institutions.all()
        ),
    )


def framework_text(record: State) -> list[TextBlock]:
    """What is known of the State's qualifications framework, and from where."""
    if not record.qualifications_note:
        return []
    source = short_source(record.qualifications_source)
    return [TextBlock(_("Qualifications framework"), record.qualifications_note, source)]


def language_name(code: str) -> str:
    names = {"es": _("Spanish"), "en": _("English"), "fr": _("French"), "pt": _("Portuguese")}
    return names.get(code, code)


def observer_facts(record: State) -> list[Fact]:
    observership = getattr(record, "observership", None)
    if observership is None:
        return []
    return facts(
        fact(
            _("Observer State since"),
            Item(date_text(observership.start), note=observership.event),
        ),
        fact(_("Associated State"), str(AssociatedState(observership.associated_state).label)),
        fact(
            _("Accession"),
            _("accession to full membership under way") if observership.accession_process else None,
        ),
    )


class StateRegister(Register):
    """Member and Observer States share their page."""

    model = State
    kind_label = gettext_lazy("State")
    detail_prefetch = ("memberships", "offices", "institutions")
    detail_select = ("observership", "contact")
    search_children = ("institutions",)
    search_prefetch = ("institutions",)

    def search_lead(self, record: State) -> str:
        return ""

    def search_countries(self, record: State) -> list[State]:
        return [record]

    def page_records(self, user: Any) -> Any:
        return self.model.objects.visible_to(user)

    def list_of(self, record: State) -> Register:
        name = "members" if record.memberships.all() else "observers"
        return BY_URL_NAME[name]

    def detail(self, record: State) -> Detail:
        return Detail(
            lead=record.note,
            facts=[*state_facts(record), *observer_facts(record)],
            texts=framework_text(record),
        )


@add_register
class MemberRegister(StateRegister):
    list_url_name = "members"
    path = pgettext_lazy("address", "states/")
    title = gettext_lazy("Member States")
    lead = gettext_lazy("The parties: each has one voice, and decisions need all of them.")
    columns = (gettext_lazy("State"), gettext_lazy("Office that answers for the group"))
    fields = ("name",)
    facets = (CERTAINTY_FACET,)
    prefetch = ("offices",)

    def records(self, user: Any) -> Any:
        return State.objects.visible_to(user).members()

    def cells(self, record: State) -> list[Cell]:
        current = [office for office in record.offices.all() if office.is_current]
        return [Cell(", ".join(office.office for office in current))]

    def summary_of(self, record: State) -> str:
        return next((office.ministry for office in record.offices.all()), "")


@add_register
class ObserverRegister(StateRegister):
    select = ("observership",)
    list_url_name = "observers"
    path = pgettext_lazy("address", "observer-states/")
    title = gettext_lazy("Observer States")
    lead = gettext_lazy("States admitted as observers of the bloc, by their dated admission.")
    columns = (
        gettext_lazy("State"),
        gettext_lazy("Admitted"),
        gettext_lazy("Associated State"),
    )
    fields = ("name", "observership")
    facets = (
        Facet("year", gettext_lazy("Admitted in"), "observership__start"),
        Facet(
            "associated",
            gettext_lazy("Associated State"),
            "observership__associated_state",
            AssociatedState,
        ),
        CERTAINTY_FACET,
    )

    def records(self, user: Any) -> Any:
        return State.objects.visible_to(user).observers()

    def summary_of(self, record: State) -> str:
        return record.observership.event

    def cells(self, record: State) -> list[Cell]:
        row = record.observership
        return [Cell(date_text(row.start)), Cell(str(AssociatedState(row.associated_state).label))]

    def meta_of(self, record: State) -> str:
        return ""


def phase_of(term: Term, day: datetime.date) -> Badge | None:
    """Whether a term runs on a day; nothing is said of one whose dates are not known."""
    if term.end and term.end.latest <= day:
        return Badge(pgettext("term", "ended"), MUTED)
    if term.start and term.start.earliest > day:
        return Badge(pgettext("term", "to come"), MUTED)
    if term.start and term.end:
        return Badge(pgettext("term", "running"), PROGRESS)
    return None


@add_register
class TermRegister(Register):
    model = Term
    list_url_name = "terms"
    path = pgettext_lazy("address", "terms/")
    title = gettext_lazy("Terms")
    lead = gettext_lazy(
        "Presidency of the bloc, coordination of the group and secretariats of networks: "
        "they move separately, and none follows the calendar."
    )
    kind_label = gettext_lazy("Term")
    columns = (
        gettext_lazy("Term"),
        gettext_lazy("State"),
        gettext_lazy("Dates"),
        gettext_lazy("Status"),
    )
    fields = (
        "interim",
        "note",
        "term_scope",
        "start_planned",
        "start_actual",
        "end_planned",
        "end_actual",
        "state__name",
    )
    facets = (
        Facet("office", pgettext_lazy("term", "Office"), "term_scope", TermScope),
        STATE_FACET,
        CERTAINTY_FACET,
    )
    select = ("state",)
    search_select = ("state",)

    def search_countries(self, record: Term) -> list[State]:
        return [record.state]

    def summary_of(self, record: Term) -> str:
        return record.note

    def cells(self, record: Term) -> list[Cell]:
        badge = self.status_of(record)
        status = Cell(badge.text, badge.tone) if badge else Cell("")
        return [Cell(str(record.state)), Cell(self.meta_of(record)), status]

    def meta_of(self, record: Term) -> str:
        return span_text(record.start, record.end)

    def status_of(self, record: Term) -> Badge | None:
        phase = phase_of(record, timezone.localdate())
        if record.interim:
            return Badge(_("interim"), phase.tone if phase else MUTED)
        return phase

    def detail(self, record: Term) -> Detail:
        badge = self.status_of(record)
        return Detail(
            lead=record.note,
            badges=[badge] if badge else [],
            facts=facts(
                fact(pgettext("term", "Office"), str(TermScope(record.term_scope).label)),
                fact(_("State"), link(record.state)),
                fact(_("Start"), date_text(record.start)),
                fact(
                    _("End"),
                    Item(
                        date_text(record.end),
                        note=_("planned") if record.end_planned and not record.end_actual else "",
                    ),
                ),
            ),
        )


add_facet_labels("country", names_of(State))
add_facet_labels("topic", names_of(Topic))
add_section(
    State, "terms", gettext_lazy("Terms held"), lambda state: state.terms.select_related("state")
)
