"""Advice at the desk: questions, contributions, answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from gte.governance.domain import consultations as domain
from gte.governance.forms.consultations import (
    AnswerForm,
    ContributionForm,
    QuestionForm,
    SentForm,
)
from gte.governance.models import Consultation, Decision
from gte.governance.panels import history_rows
from gte.governance.queries.advice import (
    Advice,
    advice_of,
    all_advice,
    all_consultations,
    raw_material,
)
from gte.governance.views.base import Desk, FormScreen, found, show_list, taken
from gte.governance.views.consultation_blocks import consultation_page, early_sentences, list_row


def page_of(consultation: Consultation) -> str:
    return reverse("desk-consultation", args=[consultation.code])


def find(code: str) -> Advice:
    consultation: Consultation = found(all_consultations(), code=code)
    return advice_of([consultation])[0]


class ListView(Desk):
    """Every question: those to be answered first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        rows = [list_row(one) for one in all_advice()]
        new = (_("Record a question"), reverse("desk-consultation-new"))
        return show_list(
            request,
            "consultations",
            title=_("Advice"),
            lead=_(
                "Questions that bodies of the Alliance put to the group, what the parties say, "
                "and the answers."
            ),
            new=new if self.coordinates else None,
            rows=rows,
        )


class NewView(FormScreen):
    title = gettext_lazy("Record a question")
    lead = gettext_lazy("What a body asks the group, as it came, in both languages.")
    button = gettext_lazy("Record the question")

    def form(self, about: None, sent: Any = None) -> QuestionForm:
        return QuestionForm(sent, initial=QuestionForm.first())

    def act(self, about: None, form: QuestionForm) -> Consultation:
        return domain.open_consultation(by=self.me, question=form.question)

    def said(self, about: None, made: Consultation) -> str:
        return _("“%s” is recorded. Every delegate was told.") % made

    def back(self, about: None) -> str:
        return reverse("desk-consultations")

    def after(self, about: None, made: Consultation) -> str:
        return page_of(made)


class ConsultationView(Desk):
    """The question, what the parties say, who is missing, and the own party's contribution."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        return self.show(request, find(code), None, 200)

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        advice = find(code)
        form = ContributionForm(request.POST)
        if form.is_valid() and taken(form, lambda: self.contribute(advice, form)):
            messages.success(request, _("The contribution of your party is recorded."))
            return redirect(page_of(advice.consultation))
        return self.show(request, find(code), form, 400)

    def contribute(self, advice: Advice, form: ContributionForm) -> None:
        domain.contribute(
            consultation=advice.consultation,
            by=self.me,
            text=form.cleaned_data["text"],
            seen=form.cleaned_data["seen"],
        )

    def show(
        self, request: HttpRequest, advice: Advice, form: ContributionForm | None, status: int
    ) -> HttpResponse:
        page = consultation_page(advice, voice=self.voice, coordinates=self.coordinates)
        context = {
            **page,
            "form": self.form(page, form),
            "zone": self.zone,
            "history": history_rows(advice.consultation.code),
        }
        return render(request, "governance/desk/consultation.html", context, status=status)

    @staticmethod
    def form(page: dict[str, Any], sent: ContributionForm | None) -> ContributionForm:
        if sent is None:
            return ContributionForm(initial={"text": page["own"], "seen": page["seen"]})
        # What the delegation said meanwhile is on the page now.
        sent.data = {**dict(sent.data.items()), "seen": page["seen"]}
        return sent


class ConsultationForm(FormScreen):
    """A form of the coordination about one consultation."""

    def find(self, **which: Any) -> Advice:
        return find(which["code"])

    def headline(self, advice: Advice) -> str:
        return f"{self.title}: {advice.consultation}"

    def back(self, advice: Advice) -> str:
        return page_of(advice.consultation)


class AnswerView(ConsultationForm):
    title = gettext_lazy("Draft the answer")
    lead = gettext_lazy(
        "What the parties contributed stands in both texts as raw material. The answer is a "
        "decision: it is put to the parties afterwards."
    )
    button = gettext_lazy("Draft the answer")
    sentence = gettext_lazy("The answer is drafted as a decision. Put it to the parties here.")

    def warnings(self, advice: Advice) -> list[str]:
        return early_sentences(advice)

    def form(self, advice: Advice, sent: Any = None) -> AnswerForm:
        initial: dict[str, str] = {}
        for language in ("es", "en"):
            with override(language):
                initial[f"title_{language}"] = str(advice.consultation)
                initial[f"body_{language}"] = raw_material(advice.said)
        return AnswerForm(sent, initial=initial)

    def act(self, advice: Advice, form: AnswerForm) -> Decision:
        return domain.draft_answer(
            consultation=advice.consultation, by=self.me, wording=form.wording
        )

    def after(self, advice: Advice, made: Decision) -> str:
        return reverse("desk-decision", args=[made.code])


class SentView(ConsultationForm):
    title = gettext_lazy("Note the answer as sent")
    lead = gettext_lazy("The platform sends nothing to the body: it notes that you did.")
    button = gettext_lazy("It was sent")
    sentence = gettext_lazy("The answer is noted as sent.")

    def form(self, advice: Advice, sent: Any = None) -> SentForm:
        return SentForm(sent, user=self.me)

    def act(self, advice: Advice, form: SentForm) -> None:
        domain.send_answer(
            consultation=advice.consultation,
            by=self.me,
            document=form.cleaned_data["document"],
        )


class ArchiveView(ConsultationForm):
    title = gettext_lazy("Archive the answer")
    button = gettext_lazy("Archive it")
    sentence = gettext_lazy("The answer is archived.")

    def form(self, advice: Advice, sent: Any = None) -> SentForm:
        return SentForm(sent, user=self.me, required=True)

    def act(self, advice: Advice, form: SentForm) -> None:
        domain.archive_answer(
            consultation=advice.consultation,
            by=self.me,
            document=form.cleaned_data["document"],
        )
