"""Mandates at the desk: registering them, and planning what answers them."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.register.blocks import fact, facts
from gte.register.fields import date_text, link_all
from gte.workplan.domain import mandates as domain
from gte.workplan.forms.mandates import MandateForm
from gte.workplan.models import Mandate, Project
from gte.workplan.registers import MandateRegister
from gte.workplan.views.blocks import Action, Row, Sheet, badge_cell, cell, paged, to
from gte.workplan.views.deliverable_blocks import deliverables_table
from gte.workplan.views.desk_base import Desk, RecordForm, found, show_rows, show_sheet
from gte.workplan.views.history import history_of
from gte.workplan.views.project_blocks import projects_table


def find_mandate(user: Any, code: str) -> Mandate:
    mandate: Mandate = found(Mandate.objects.visible_to(user), code=code)
    return mandate


def page_of(mandate: Mandate) -> str:
    return reverse("desk-mandate", args=[mandate.code])


class ListView(Desk):
    """The group's mandates, the newest first, and how much answers each."""

    def get(self, request: HttpRequest) -> HttpResponse:
        new = (_("Register a mandate"), reverse("desk-mandate-new"))
        return show_rows(
            request,
            title=_("Mandates"),
            lead=_("What the group was asked for. From here it is planned and followed up."),
            new=new if self.coordinates else None,
            empty=_("No mandate is registered yet."),
            **self.rows(),
        )

    def rows(self) -> dict[str, Any]:
        own = Mandate.objects.visible_to(self.me).own().order_by("-date", "pk")
        counted = own.annotate(
            planned=Count("projects", distinct=True), owed=Count("deliverables", distinct=True)
        )
        found, page = paged(counted, self.request.GET.get("page", "1"))
        columns = (_("Mandate"), _("Date"), _("Status"), _("What answers it"))
        rows = [list_row(one, columns) for one in found]
        return {"columns": columns, "rows": rows, "page": page}


def list_row(mandate: Any, columns: Any) -> Row:
    answers = _("%(projects)s projects, %(deliverables)s deliverables") % {
        "projects": mandate.planned,
        "deliverables": mandate.owed,
    }
    cells = [
        cell(mandate, page_of(mandate), note=mandate.instrument),
        cell(date_text(mandate.date)),
        badge_cell(MandateRegister().status_of(mandate)),
        cell(answers if mandate.planned or mandate.owed else _("nothing yet")),
    ]
    return Row(str(mandate), cells, labels=columns)


class MandateView(Desk):
    """What is asked, and what answers it."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        mandate = find_mandate(self.me, code)
        return show_sheet(request, self.sheet(mandate))

    def sheet(self, mandate: Mandate) -> Sheet:
        query = f"?mandate={mandate.code}"
        plan = [
            to("desk-project-new", label=_("Plan a project"), query=query, quiet=False),
            to("desk-deliverable-new", label=_("Plan a deliverable"), query=query, quiet=False),
            to("desk-mandate-edit", mandate.code, label=_("Correct it")),
        ]
        answering = Project.objects.visible_to(self.me).acting_on(mandate).select_related("lead")
        owed = mandate.deliverables.visible_to(self.me).prefetch_related("owners")
        return Sheet(
            title=str(mandate),
            overline=_("Mandate"),
            back=Action(reverse("desk-mandates"), _("Mandates")),
            public_url=mandate.get_absolute_url(),
            lead=mandate.text,
            badges=[MandateRegister().status_of(mandate)],
            facts=facts(
                fact(_("Document"), mandate.instrument),
                fact(_("Paragraph"), mandate.paragraph or _("not known")),
                fact(_("Date"), date_text(mandate.date)),
                fact(_("Addressed to"), *link_all(mandate.addressed_to.all())),
                fact(_("Topics"), *link_all(mandate.topics.all())),
                fact(_("What the status rests on"), mandate.status_evidence),
            ),
            actions=plan if self.coordinates else [],
            tables=[
                projects_table(answering, empty=_("No project answers it yet.")),
                deliverables_table(owed, empty=_("No deliverable answers it yet.")),
            ],
            history=history_of(mandate.code, self.zone),
        )


class NewView(RecordForm):
    title = gettext_lazy("Register a mandate")
    lead = gettext_lazy("What a document asks the group for, with where it says so.")
    button = gettext_lazy("Register the mandate")

    def form(self, about: None, sent: Any = None) -> MandateForm:
        return MandateForm(sent, initial={"status": "in_progress"})

    def act(self, about: None, form: MandateForm) -> Mandate:
        return domain.register_mandate(by=self.me, given=form.given)

    def said(self, about: None, made: Mandate) -> str:
        return _("“%s” is registered. Plan what answers it.") % made

    def back(self, about: None) -> str:
        return reverse("desk-mandates")

    def after(self, about: None, made: Mandate) -> str:
        return page_of(made)


class EditView(RecordForm):
    title = gettext_lazy("Correct")
    button = gettext_lazy("Save the mandate")
    sentence = gettext_lazy("The mandate is corrected.")

    def find(self, **which: Any) -> Mandate:
        return find_mandate(self.me, which["code"])

    def form(self, mandate: Mandate, sent: Any = None) -> MandateForm:
        return MandateForm(sent, initial=MandateForm.initial_of(mandate))

    def act(self, mandate: Mandate, form: MandateForm) -> None:
        domain.correct_mandate(mandate=mandate, by=self.me, given=form.given)

    def back(self, mandate: Mandate) -> str:
        return page_of(mandate)
