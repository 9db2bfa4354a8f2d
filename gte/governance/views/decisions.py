"""Decisions at the desk: list, draft, text, position, procedure."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.alliance.models import User
from gte.common.errors import BadInput
from gte.governance.domain import decisions as domain
from gte.governance.domain import windows
from gte.governance.domain.positions import Late, take_position
from gte.governance.enums import BY_SILENCE, DecisionStatus, Matter
from gte.governance.forms.decisions import (
    ExtendForm,
    LateObjectionForm,
    NewDecisionForm,
    PositionForm,
    SilenceForm,
    TextForm,
)
from gte.governance.forms.fields import ReasonForm, local_initial
from gte.governance.models import Decision
from gte.governance.queries.parties import newest_entry
from gte.governance.queries.standing import Stand, stand_of, stands_of
from gte.governance.views.base import (
    Button,
    Buttons,
    CoordinationDesk,
    Desk,
    DoScreen,
    FormScreen,
    found,
    show_list,
)
from gte.governance.views.base import zones_of_parties as zones
from gte.governance.views.decision_blocks import (
    decision_page,
    list_page,
)
from gte.register.paging import page_number


def page_of(decision: Decision) -> str:
    return reverse("desk-decision", args=[decision.code])


class ListView(Desk):
    """Every decision, drafts too, with what stands of it now."""

    def get(self, request: HttpRequest) -> HttpResponse:
        number = page_number(request.GET.get("page", "1"))
        stands = stands_of(list(Decision.objects.visible_to(self.me).light()))
        context = list_page(stands, request.GET.get("status", ""), number, self.zone)
        new = (_("Draft a decision"), reverse("desk-decision-new"))
        return show_list(
            request,
            "decisions",
            title=_("Decisions"),
            lead=_("What stands is computed from the ledger at this instant."),
            new=new if self.coordinates else None,
            **context,
        )


def find_decision(user: User, code: str) -> Decision:
    decision: Decision = found(Decision.objects.visible_to(user), code=code)
    return decision


class DecisionView(Desk):
    """The text, what stands of it, who said what, and the own party's answer."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        return self.show(request, find_decision(self.me, code), None, 200)

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        """A position. What came too late is kept, and the page says so."""
        decision = find_decision(self.me, code)
        form = (LateObjectionForm if "late" in request.POST else PositionForm)(request.POST)
        if form.is_valid():
            try:
                take_position(decision=decision, by=self.me, answer=form.answer)
            except Late as late:
                messages.warning(request, str(late))
                return redirect(page_of(decision))
            except BadInput as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("The position of your party is recorded."))
                return redirect(page_of(decision))
        return self.show(request, decision, form, 400)

    def show(
        self, request: HttpRequest, decision: Decision, form: PositionForm | None, status: int
    ) -> HttpResponse:
        stand = stand_of(decision)
        context = decision_page(
            decision,
            stand,
            voice=self.voice,
            zone=self.zone,
            coordinates=self.coordinates,
        )
        context["form"] = form or self.blank(decision, stand, late=context["may_object_late"])
        return render(request, "governance/desk/decision.html", context, status=status)

    def blank(self, decision: Decision, stand: Stand, *, late: bool) -> PositionForm:
        newest = newest_entry(decision.code, self.voice.party) if self.voice else None
        initial = {"text_hash": stand.standing.text, "seen": newest.seq if newest else 0}
        return LateObjectionForm(initial=initial) if late else PositionForm(initial=initial)


class NewView(FormScreen):
    title = gettext_lazy("Draft a decision")
    lead = gettext_lazy("The exact text, in both languages. The parties are asked afterwards.")
    button = gettext_lazy("Draft the decision")

    def form(self, about: None, sent: Any = None) -> NewDecisionForm:
        """The address may choose the meeting, the matter and what is authorised."""
        asked = self.request.GET
        initial = {
            "meeting": asked.get("meeting"),
            "matter": asked.get("matter"),
            "authorises": asked.getlist("authorises"),
        }
        return NewDecisionForm(sent, initial=initial)

    def act(self, about: None, form: NewDecisionForm) -> Decision:
        return domain.draft_decision(by=self.me, frame=form.frame, wording=form.wording)

    def said(self, about: None, made: Decision) -> str:
        return _("“%s” is drafted. Nobody was asked yet.") % made

    def back(self, about: None) -> str:
        return reverse("desk-decisions")

    def after(self, about: None, made: Decision) -> str:
        return page_of(made)


class OfDecision(CoordinationDesk):
    """A screen about one decision, that leads back to its page."""

    def find(self, **which: Any) -> Decision:
        return find_decision(self.me, which["code"])

    def back(self, decision: Decision) -> str:
        return page_of(decision)


class DecisionForm(OfDecision, FormScreen):
    """A form about one decision."""

    def headline(self, decision: Decision) -> str:
        return f"{self.title}: {decision}"


class TextView(DecisionForm):
    title = gettext_lazy("New version of the text")
    button = gettext_lazy("Save as a new version")
    sentence = gettext_lazy(
        "The version is saved. Put it to the parties: positions do not carry over."
    )

    def form(self, decision: Decision, sent: Any = None) -> TextForm:
        text = domain.latest_text(decision)
        names = ("title_es", "title_en", "body_es", "body_en")
        return TextForm(sent, initial={name: getattr(text, name) for name in names})

    def act(self, decision: Decision, form: TextForm) -> None:
        domain.change_text(decision=decision, by=self.me, wording=form.wording)


class SilenceView(DecisionForm):
    title = gettext_lazy("Open a silence procedure")
    lead = gettext_lazy(
        "72 hours at least, with a whole working day in every capital. An objection or an "
        "amendment breaks it at once; if none comes, the text is adopted at the instant."
    )
    button = gettext_lazy("Open the silence")
    sentence = gettext_lazy("The silence runs. Every delegate was told.")

    def form(self, decision: Decision, sent: Any = None) -> SilenceForm:
        candidates = list(Decision.objects.filter(number__isnull=False))
        authorities = [
            one.decision
            for one in stands_of(candidates)
            if one.status == DecisionStatus.IN_FORCE and decision.matter in one.decision.authorises
        ]
        initial = {"zone": self.zone}
        return SilenceForm(sent, initial=initial, authorities=authorities, zones=zones())

    def show(self, decision: Decision, form: SilenceForm) -> HttpResponse:
        """Where nothing authorises the silence a form would lead nowhere: the way out instead."""
        if form.has_authority or form.is_bound:
            return super().show(decision, form)
        chosen = urlencode({"matter": Matter.PROCEDURE.value, "authorises": decision.matter})
        context = {
            "title": self.headline(decision),
            "back": self.back(decision),
            "matter": Matter(decision.matter).label,
            "by_silence": decision.matter in BY_SILENCE,
            "draft": f"{reverse('desk-decision-new')}?{chosen}",
        }
        return render(self.request, "governance/desk/no_authority.html", context)

    def act(self, decision: Decision, form: SilenceForm) -> None:
        windows.open_silence(
            decision=decision,
            by=self.me,
            expires_at=form.cleaned_data["expires_at"],
            authority=form.cleaned_data["authority"],
        )


class ExtendView(DecisionForm):
    title = gettext_lazy("Extend the silence")
    button = gettext_lazy("Extend it")
    sentence = gettext_lazy("The silence ends later. Every delegate was told.")

    def form(self, decision: Decision, sent: Any = None) -> ExtendForm:
        expiry = stand_of(decision).standing.expiry
        initial: dict[str, Any] = {"zone": self.zone}
        if expiry is not None:
            initial |= local_initial(expiry, self.zone, "expiry")
        return ExtendForm(sent, initial=initial, zones=zones())

    def act(self, decision: Decision, form: ExtendForm) -> None:
        windows.extend_silence(
            decision=decision,
            by=self.me,
            expires_at=form.cleaned_data["expires_at"],
            reason=form.cleaned_data["reason"],
        )


class WithdrawView(DecisionForm):
    danger = True

    title = gettext_lazy("Withdraw")
    button = gettext_lazy("Withdraw the decision")
    sentence = gettext_lazy("It is withdrawn. Those who were asked were told.")

    def form(self, decision: Decision, sent: Any = None) -> ReasonForm:
        return ReasonForm(sent)

    def act(self, decision: Decision, form: ReasonForm) -> None:
        domain.withdraw_decision(decision=decision, by=self.me, reason=form.cleaned_data["reason"])


class DoView(OfDecision, DoScreen):
    """A button of the decision's page."""

    subject = "decision"
    buttons: Buttons = {
        "put": Button(
            domain.put_to_parties,
            gettext_lazy("The parties are asked. Every delegate was told."),
            gettext_lazy("Put to the parties for consensus"),
            gettext_lazy(
                "Every delegate gets a letter. The text and what it does stay as they are; "
                "another text is a new version, to which positions do not carry over."
            ),
        ),
        "remind": Button(domain.remind, gettext_lazy("The reminder is on its way.")),
        "announce": Button(
            domain.announce_decision,
            gettext_lazy("It is announced and public."),
            gettext_lazy("Announce and publish"),
            gettext_lazy("Everybody reads it from now on. It cannot be undone."),
        ),
    }
