"""Other technical groups at the desk: requests between them and the group, and what is shared."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.alliance.models import Body
from gte.governance.forms.fields import ReasonForm
from gte.register.blocks import fact, facts
from gte.workplan.domain import requests as domain
from gte.workplan.forms.requests import AnswerForm, RequestForm
from gte.workplan.models import GroupRequest
from gte.workplan.queries.groups import (
    adjacent_of,
    all_requests,
    dates_shared,
    groups_at_desk,
    open_requests,
    other_bodies,
    shared_projects,
)
from gte.workplan.views.blocks import Action, Sheet, Table, to
from gte.workplan.views.desk_base import Desk, RecordForm, asked_codes, found, show_sheet
from gte.workplan.views.group_blocks import (
    adjacent_table,
    dates_table,
    groups_table,
    page_of,
    page_of_group,
    request_actions,
    request_badge,
    request_facts,
    requests_table,
    shared_table,
)
from gte.workplan.views.history import history_of, history_of_all


class ListView(Desk):
    """What waits between the groups, and the groups."""

    def get(self, request: HttpRequest) -> HttpResponse:
        new = {"url": reverse("desk-request-new"), "label": _("Note a request")}
        context = {
            "title": _("Other groups"),
            "lead": _("What the group asks of other groups, what they ask, and what is shared."),
            "back": reverse("desk-plan"),
            "new": new if self.coordinates else None,
            "tables": [self.waiting(), groups_table(groups_at_desk(self.me))],
        }
        return render(request, "workplan/desk/groups.html", context)

    def waiting(self) -> Table:
        return requests_table(
            open_requests(), title=_("Open requests"), empty=_("No request waits for an answer.")
        )


class GroupView(Desk):
    """Everything between the group and another one."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        body: Body = found(other_bodies(), code=code)
        return show_sheet(request, self.sheet(body))

    def sheet(self, body: Body) -> Sheet:
        requests = list(all_requests().filter(body=body))
        shared = list(shared_projects(body, self.me))
        return Sheet(
            title=str(body),
            overline=_("Other group"),
            back=Action(reverse("desk-groups"), _("Other groups")),
            public_url=body.get_absolute_url(),
            lead=body.role,
            facts=facts(fact(_("Acronym"), body.acronym)),
            tables=[
                self.requests(body, requests),
                shared_table(shared, self.sharing(body)),
                dates_table(dates_shared(shared, self.me)),
                adjacent_table(adjacent_of(body, self.me)),
            ],
            history=history_of_all({one.code: str(one) for one in requests}, self.zone),
        )

    def requests(self, body: Body, requests: list[GroupRequest]) -> Table:
        """The open ones first."""
        new = to("desk-request-new", label=_("Note a request"), query=f"?group={body.code}")
        return requests_table(
            sorted(requests, key=lambda one: not one.is_open),
            title=_("Requests"),
            empty=_("Nothing was asked of it, and it asked for nothing."),
            actions=[new] if self.coordinates else [],
        )

    def sharing(self, body: Body) -> list[Action]:
        label = _("Plan a project with it")
        new = to("desk-project-new", label=label, query=f"?group={body.code}")
        return [new] if self.coordinates else []


class RequestView(Desk):
    """One request, its answer, and what can be done with it."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        asked: GroupRequest = found(all_requests(), code=code)
        return show_sheet(request, self.sheet(asked))

    def sheet(self, asked: GroupRequest) -> Sheet:
        return Sheet(
            title=str(asked),
            overline=_("Request between groups"),
            back=Action(page_of_group(asked.body), str(asked.body)),
            badges=[request_badge(asked)],
            facts=request_facts(asked),
            actions=request_actions(asked) if self.coordinates else [],
            history=history_of(asked.code, self.zone),
        )


class NewView(RecordForm):
    """The address may name the other group."""

    title = gettext_lazy("Note a request")
    lead = gettext_lazy(
        "What the group asks of another technical group, or what one asks of the group."
    )
    button = gettext_lazy("Note the request")

    def form(self, about: None, sent: Any = None) -> RequestForm:
        body = other_bodies().filter(code__in=asked_codes(self.request, "group")).first()
        return RequestForm(sent, user=self.me, initial={"body": body.pk} if body else {})

    def act(self, about: None, form: RequestForm) -> GroupRequest:
        return domain.make_request(by=self.me, given=form.given)

    def said(self, about: None, made: GroupRequest) -> str:
        return _("“%s” is noted.") % made

    def back(self, about: None) -> str:
        return reverse("desk-groups")

    def after(self, about: None, made: GroupRequest) -> str:
        return page_of(made)


class OfRequest(RecordForm):
    """A form about one request, that leads back to its page; of an open one only."""

    def find(self, **which: Any) -> GroupRequest:
        asked: GroupRequest = found(all_requests(), code=which["code"])
        return asked

    def check(self, asked: GroupRequest) -> None:
        domain.check_open(asked)

    def back(self, asked: GroupRequest) -> str:
        return page_of(asked)


class EditView(OfRequest):
    title = gettext_lazy("Change")
    button = gettext_lazy("Save the request")
    sentence = gettext_lazy("The request is changed.")

    def form(self, asked: GroupRequest, sent: Any = None) -> RequestForm:
        return RequestForm(sent, user=self.me, initial=RequestForm.initial_of(asked))

    def act(self, asked: GroupRequest, form: RequestForm) -> None:
        domain.change_request(request=asked, by=self.me, given=form.given)


class AnswerView(OfRequest):
    title = gettext_lazy("Answer")
    button = gettext_lazy("Note the answer")
    sentence = gettext_lazy("The answer is noted: nobody waits for it any more.")

    def introduction(self, asked: GroupRequest) -> str:
        if asked.is_ours:
            return _("What %s answered.") % asked.body
        return _("What the group answered to: %s.") % asked.body

    def form(self, asked: GroupRequest, sent: Any = None) -> AnswerForm:
        return AnswerForm(sent, user=self.me, initial={"document": asked.document_id})

    def act(self, asked: GroupRequest, form: AnswerForm) -> None:
        domain.answer_request(request=asked, by=self.me, given=form.given)


class WithdrawView(OfRequest):
    title = gettext_lazy("Withdraw")
    button = gettext_lazy("Withdraw the request")
    sentence = gettext_lazy("The request is withdrawn. It stays readable, with the reason.")
    danger = True

    def introduction(self, asked: GroupRequest) -> str:
        if asked.is_ours:
            return _(
                "The group then waits for the answer no more. This site does not write to the "
                "other group: tell it yourself."
            )
        return _("Nobody then waits for the group's answer any more.")

    def form(self, asked: GroupRequest, sent: Any = None) -> ReasonForm:
        return ReasonForm(sent)

    def act(self, asked: GroupRequest, form: ReasonForm) -> None:
        reason = form.cleaned_data["reason"]
        domain.withdraw_request(request=asked, by=self.me, reason=reason)
