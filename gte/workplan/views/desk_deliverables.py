"""Deliverables at the desk: owed, reported, proved, accepted."""

from __future__ import annotations

import tempfile
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.alliance.models import Topic
from gte.governance.forms.fields import ReasonForm
from gte.governance.views.base import Button, Buttons, CoordinationDesk, DoScreen
from gte.library.uploads import store
from gte.workplan.domain import deliverables as domain
from gte.workplan.domain.proofs import add_proof, check_open, prover, withdraw_proof
from gte.workplan.enums import CLOSED, DeliverableKind, DeliverableStatus
from gte.workplan.forms.deliverables import (
    DeliverableForm,
    NewDeliverableForm,
    ProgressForm,
    ProofForm,
)
from gte.workplan.models import Deliverable, Mandate, Project, Proof
from gte.workplan.queries.progress import at_desk, owing_parties, own_party, with_all
from gte.workplan.views.blocks import Action, Sheet, at_once, paged, to
from gte.workplan.views.deliverable_blocks import (
    coordination_actions,
    deliverable_columns,
    deliverable_facts,
    deliverable_row,
    due_warnings,
    override_notice,
    page_of,
    progress_table,
    proofs_table,
    status_badge,
)
from gte.workplan.views.desk_base import (
    OF_THOSE_WHO_TAKE_PART,
    Desk,
    RecordForm,
    RowButton,
    asked_codes,
    found,
    show_rows,
    show_sheet,
)
from gte.workplan.views.desk_overrides import OverrideScreen, RestoreButton
from gte.workplan.views.history import history_of
from gte.workplan.views.light_blocks import light_facts


def find_deliverable(user: Any, code: str) -> Deliverable:
    visible = Deliverable.objects.visible_to(user).values("pk")
    deliverable: Deliverable = found(with_all().filter(pk__in=visible), code=code)
    return deliverable


class ListView(Desk):
    """What the group owes: the most urgent first; or what is delivered or cancelled."""

    def get(self, request: HttpRequest) -> HttpResponse:
        shown = request.GET.get("show", "open")
        new = (_("Plan a deliverable"), reverse("desk-deliverable-new"))
        return show_rows(
            request,
            title=_("Deliverables and commitments"),
            lead=_("What is owed by a date, who owes it and how far each party is."),
            new=new if self.coordinates else None,
            tabs=self.tabs(shown),
            empty=_("Nothing is here."),
            workbook=True,
            **self.rows(shown),
        )

    def rows(self, shown: str) -> dict[str, Any]:
        owed = at_desk(self.me)
        owed = owed.filter(status__in=CLOSED) if shown == "closed" else self.open_ones(owed, shown)
        chosen = f"{urlencode({'show': shown})}&"
        found, page = paged(owed, self.request.GET.get("page", "1"), chosen)
        columns = deliverable_columns()
        rows = [deliverable_row(one, columns) for one in found]
        return {"columns": columns, "rows": rows, "page": page}

    def open_ones(self, owed: Any, shown: str) -> Any:
        owed = owed.exclude(status__in=CLOSED)
        party = own_party(self.me)
        if shown == "mine" and party is not None:
            owed = owed.filter(Q(owners=party) | Q(owners=None))
        return owed

    def tabs(self, shown: str) -> list[dict[str, Any]]:
        found = [("open", _("Owed"))]
        if own_party(self.me):
            found.append(("mine", _("Owed by your party")))
        found.append(("closed", _("Delivered or cancelled")))
        return [
            {"label": label, "url": f"?show={name}", "current": shown == name}
            for name, label in found
        ]


class DeliverableView(Desk):
    """Everything about a deliverable."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        return show_sheet(request, self.sheet(find_deliverable(self.me, code)))

    def sheet(self, one: Deliverable) -> Sheet:
        owes = own_party(self.me) in owing_parties(one)
        hidden = [] if one.is_public else [_("Only those who take part read it so far.")]
        is_open = one.status not in CLOSED
        may_prove = (owes or self.coordinates) and self.takes_proofs(one)
        return Sheet(
            title=str(one),
            overline=str(DeliverableKind(one.kind).label),
            back=Action(reverse("desk-deliverables"), _("Deliverables and commitments")),
            public_url=one.get_absolute_url() if one.is_public else "",
            lead=one.description,
            badges=[status_badge(one)],
            facts=[*light_facts(one, self.me), *deliverable_facts(one)],
            notices=[*hidden, *override_notice(one, self.zone), *due_warnings(one)],
            actions=self.actions(one),
            tables=[
                progress_table(one, self.zone, self.reports(one) if owes and is_open else []),
                proofs_table(one, self.zone, self.proves(one, may_prove), may_withdraw=may_prove),
            ],
            history=history_of(one.code, self.zone),
        )

    @staticmethod
    def takes_proofs(one: Deliverable) -> bool:
        return one.accepted_on is None and one.status != DeliverableStatus.CANCELLED

    def reports(self, one: Deliverable) -> list[Action]:
        label = _("Report your party's progress")
        return [to("desk-deliverable-progress", one.code, label=label, quiet=False)]

    def proves(self, one: Deliverable, may_prove: Any) -> list[Action]:
        add = to("desk-deliverable-proof", one.code, label=_("Add a proof"))
        return [add] if may_prove else []

    def actions(self, one: Deliverable) -> list[Action]:
        if not self.coordinates:
            return []
        found = coordination_actions(one)
        if one.status not in CLOSED:
            label = _("Note the progress of a party")
            found.insert(0, to("desk-deliverable-progress", one.code, label=label))
        if one.overrides.filter(ended_at=None).exists():
            label = _("Leave the status to the rule")
            found.append(at_once("desk-deliverable-restore", one.code, label=label))
        return found


class NewView(RecordForm):
    """The address may name the mandate it answers and the project that owes it."""

    title = gettext_lazy("Plan a deliverable")
    lead = gettext_lazy("Something that parties owe by a date, and that can be proved.")
    button = gettext_lazy("Plan the deliverable")

    def form(self, about: None, sent: Any = None) -> NewDeliverableForm:
        mandates = Mandate.objects.filter(code__in=asked_codes(self.request, "mandate"))
        wanted = asked_codes(self.request, "project")
        projects = Project.objects.visible_to(self.me).filter(code__in=wanted)
        initial = {
            "kind": DeliverableKind.DELIVERABLE,
            "mandates": mandates | Mandate.objects.filter(projects__in=projects),
            "projects": projects,
            "topics": Topic.objects.filter(projects__in=projects).distinct(),
        }
        return NewDeliverableForm(sent, initial=initial)

    def act(self, about: None, form: NewDeliverableForm) -> Deliverable:
        is_public = form.cleaned_data["is_public"]
        return domain.add_deliverable(by=self.me, given=form.given, is_public=is_public)

    def said(self, about: None, made: Deliverable) -> str:
        return _("“%s” is planned. The parties that owe it find it at their desk.") % made

    def back(self, about: None) -> str:
        return reverse("desk-deliverables")

    def after(self, about: None, made: Deliverable) -> str:
        return page_of(made)


class OfDeliverable(CoordinationDesk):
    """A screen about one deliverable, that leads back to its page."""

    def find(self, **which: Any) -> Deliverable:
        return find_deliverable(self.me, which["code"])

    def back(self, deliverable: Deliverable) -> str:
        return page_of(deliverable)


class EditView(OfDeliverable, RecordForm):
    title = gettext_lazy("Change")
    lead = gettext_lazy("The date that was agreed first stays on the page.")
    button = gettext_lazy("Save the deliverable")
    sentence = gettext_lazy("The deliverable is changed.")

    def form(self, one: Deliverable, sent: Any = None) -> DeliverableForm:
        return DeliverableForm(sent, deliverable=one, initial=DeliverableForm.initial_of(one))

    def act(self, one: Deliverable, form: DeliverableForm) -> None:
        domain.change_deliverable(deliverable=one, by=self.me, given=form.given)


class ProgressView(OfDeliverable, RecordForm):
    """A delegate for the own party; the coordination for the party it names."""

    permission_required = OF_THOSE_WHO_TAKE_PART
    title = gettext_lazy("Report progress")
    button = gettext_lazy("Record the progress")
    sentence = gettext_lazy("The progress is recorded.")

    def check(self, one: Deliverable) -> None:
        domain.check_takes_progress(one)

    def parties(self, one: Deliverable) -> list[Any]:
        owing, own = owing_parties(one), own_party(self.me)
        if self.coordinates:
            return owing
        return [own] if own else []

    def form(self, one: Deliverable, sent: Any = None) -> ProgressForm:
        return ProgressForm(sent, parties=self.parties(one))

    def introduction(self, one: Deliverable) -> str:
        if self.coordinates:
            return _("What you note for a party is recorded as noted by the coordination.")
        return _("You report for %s. It is delivered once every party is done.") % own_party(
            self.me
        )

    def act(self, one: Deliverable, form: ProgressForm) -> None:
        party = form.cleaned_data["party"]
        domain.report_progress(deliverable=one, by=self.me, report=form.report, party=party)

    def after(self, one: Deliverable, made: None) -> str:
        return page_of(one, "progress")


class ProofView(OfDeliverable, RecordForm):
    permission_required = OF_THOSE_WHO_TAKE_PART
    title = gettext_lazy("Add a proof")
    lead = gettext_lazy(
        "What is seen now is kept as a SHA-256: the page says so if it changes afterwards. A copy "
        "must be chosen again when the form comes back."
    )
    button = gettext_lazy("Add the proof")
    sentence = gettext_lazy("The proof is added.")

    def check(self, one: Deliverable) -> None:
        prover(one, self.me)
        check_open(one)

    def form(self, one: Deliverable, sent: Any = None) -> ProofForm:
        files = self.request.FILES if sent is not None else None
        return ProofForm(sent, files, reader=self.me)

    def act(self, one: Deliverable, form: ProofForm) -> None:
        with tempfile.TemporaryDirectory() as folder:
            add_proof(deliverable=one, by=self.me, seen=form.seen(folder))

    def after(self, one: Deliverable, made: None) -> str:
        return page_of(one, "proofs")


def find_proof(user: Any, key: int) -> Proof:
    visible = Deliverable.objects.visible_to(user).values("pk")
    proofs = Proof.objects.filter(deliverable__in=visible).select_related("deliverable")
    proof: Proof = found(proofs, pk=key)
    return proof


class WithdrawProofView(RowButton):
    permission_required = OF_THOSE_WHO_TAKE_PART
    sentence = gettext_lazy("The proof is withdrawn.")

    def find(self, **which: Any) -> Proof:
        return find_proof(self.me, which["key"])

    def act(self, row: Proof, **which: Any) -> None:
        withdraw_proof(proof=row, by=self.me)

    def back(self, row: Proof) -> str:
        return page_of(row.deliverable, "proofs")


class ProofCopyView(Desk):
    """The copy of what was seen at an address, as a file to keep: never as a page of this site."""

    def get(self, request: HttpRequest, key: int) -> FileResponse:
        proof = find_proof(self.me, key)
        path = store.path_of(proof.seen_hash)
        if not proof.url or not path.exists():
            raise Http404(_("There is no copy of this proof."))
        name = f"{proof.deliverable.code}-{proof.pk}"
        response = FileResponse(
            path.open("rb"),
            as_attachment=True,
            filename=name,
            content_type="application/octet-stream",
        )
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response


class WithReason(OfDeliverable, RecordForm):
    """A verb that asks why."""

    verb: Any = None

    def form(self, one: Deliverable, sent: Any = None) -> ReasonForm:
        return ReasonForm(sent)

    def act(self, one: Deliverable, form: ReasonForm) -> None:
        type(self).verb(deliverable=one, by=self.me, reason=form.cleaned_data["reason"])


class ReturnView(WithReason):
    verb = staticmethod(domain.return_for_revision)
    title = gettext_lazy("Return for revision")
    lead = gettext_lazy("It is in progress again; every party reads why.")
    button = gettext_lazy("Return it")
    sentence = gettext_lazy("It is returned for revision.")


class CancelView(WithReason):
    verb = staticmethod(domain.cancel)
    title = gettext_lazy("Cancel")
    lead = gettext_lazy("Nobody owes it any more; the reason is recorded.")
    button = gettext_lazy("Cancel the deliverable")
    sentence = gettext_lazy("The deliverable is cancelled.")
    danger = True


class ResumeView(WithReason):
    verb = staticmethod(domain.resume)
    title = gettext_lazy("Take up again")
    button = gettext_lazy("Take it up again")
    sentence = gettext_lazy("The deliverable is planned again.")


class OverrideView(OfDeliverable, OverrideScreen):
    pass


class RestoreView(OfDeliverable, RestoreButton):
    pass


class DoView(OfDeliverable, DoScreen):
    """A button of the deliverable's page."""

    subject = "deliverable"
    buttons: Buttons = {
        "accept": Button(
            domain.accept,
            gettext_lazy("“%s” is accepted."),
            gettext_lazy("Accept"),
            gettext_lazy(
                "It counts as delivered and accepted from today on. What proves it can no longer "
                "be withdrawn, unless you return it for revision."
            ),
        ),
    }
