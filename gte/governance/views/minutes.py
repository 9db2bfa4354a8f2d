"""The acta at the desk: text, comments, signatures, and what the coordination does with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.common.errors import BadInput
from gte.governance.domain import minutes as domain
from gte.governance.enums import SittingState
from gte.governance.forms.minutes import (
    AnswerForm,
    CirculateForm,
    CommentForm,
    SignForm,
    VersionForm,
)
from gte.governance.models import Meeting, Minutes, MinutesComment, MinutesVersion
from gte.governance.queries.meetings import numbered_title
from gte.governance.queries.minutes import newest_version, readable_version
from gte.governance.views.actions import button
from gte.governance.views.base import (
    Button,
    Buttons,
    CoordinationDesk,
    Desk,
    DoScreen,
    done,
    found,
    show_refusal,
    taken,
)
from gte.governance.views.meetings import MeetingForm, find_meeting
from gte.governance.views.minutes_blocks import Page
from gte.governance.views.minutes_warnings import early_sentence, is_early, public_sentence

# By paragraph, what somebody else changed of it meanwhile.
News = dict[str, list[dict[str, Any]]]


def to_minutes(code: str, part: str = "") -> HttpResponse:
    return redirect(reverse("desk-minutes", args=[code]) + (f"#{part}" if part else ""))


class OfMinutes(Desk):
    """A screen about one acta."""

    def find(self, code: str) -> tuple[Meeting, Minutes]:
        meeting = find_meeting(self.me, code)
        minutes: Minutes = found(
            Minutes.objects.select_related("agreed", "meeting__sitting"), pk=meeting.pk
        )
        return meeting, minutes

    def show(
        self, request: HttpRequest, meeting: Meeting, minutes: Minutes, **forms: Any
    ) -> HttpResponse:
        """The page; ``bound`` are forms that were refused, each where it was sent from."""
        bound = forms.get("bound", {})
        page = Page(
            meeting, minutes, voice=self.voice, zone=self.zone, coordinates=self.coordinates
        )
        context = page.context(bound)
        status = 400 if bound else 200
        return render(request, "governance/desk/minutes.html", context, status=status)

    def answered(
        self,
        request: HttpRequest,
        code: str,
        key: Any,
        form: Any,
        act: Callable[[], Any],
        part: str,
    ) -> HttpResponse:
        """What a form of this page asked for; refused, it comes back where it was."""
        if form.is_valid() and taken(form, act):
            return to_minutes(code, part)
        meeting, minutes = self.find(code)
        return self.show(request, meeting, minutes, bound={key: form})


class MinutesView(OfMinutes):
    """The version that this reader reads; without one, what comes first."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        meeting = find_meeting(self.me, code)
        minutes = Minutes.objects.filter(pk=meeting.pk).select_related("agreed").first()
        if minutes is None:
            return self.none_yet(request, meeting)
        return self.show(request, meeting, minutes)

    def none_yet(self, request: HttpRequest, meeting: Meeting) -> HttpResponse:
        may_draft = self.coordinates and meeting.sitting.state == SittingState.CLOSED
        draft = button("desk-minutes-do", meeting.code, "draft", _("Draft the acta"))
        context = {
            "meeting": meeting,
            "title": numbered_title(meeting),
            "actions": [draft] if may_draft else [],
            "none": True,
            "is_closed": meeting.sitting.state == SittingState.CLOSED,
        }
        return render(request, "governance/desk/minutes.html", context)


class CommentView(OfMinutes):
    """A party's words on a paragraph of the version that it was given."""

    permission_required = "governance.speak"

    def post(self, request: HttpRequest, code: str, key: str) -> HttpResponse:
        _meeting, minutes = self.find(code)
        shown = readable_version(minutes, coordinates=False)
        if shown is None or key not in {one["key"] for one in shown.paragraphs}:
            raise Http404
        form = CommentForm(request.POST, auto_id=f"comment-{key}-%s")

        def comment() -> None:
            self.comment(minutes, key, form.cleaned_data)
            messages.success(request, _("The comment of your party is recorded."))

        part = f"paragraph-{key}"
        return self.answered(request, code, ("comment", key), form, comment, part)

    def comment(self, minutes: Minutes, key: str, said: dict[str, Any]) -> None:
        """On the version that was read: the verb refuses one that is not the newest."""
        circulated = minutes.versions.filter(circulated_at__isnull=False)
        version: MinutesVersion = found(circulated, number=said["version"])
        domain.comment_minutes(version=version, by=self.me, key=key, text=said["text"])


class SignView(OfMinutes):
    """A party's signature under the languages that are ticked."""

    permission_required = "governance.speak"

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        meeting, _minutes = self.find(code)
        form = SignForm(request.POST)
        hashes = form.hashes if form.is_valid() else {}
        sentence = _("The signature of your party is recorded.")
        # A refusal comes with the page anew: the hashes that were sent may be of a former text.
        done(
            request,
            sentence,
            lambda: domain.sign_minutes(meeting=meeting, by=self.me, hashes=hashes),
        )
        return to_minutes(code, "signatures")


class AnswerView(OfMinutes):
    """What became of a comment."""

    permission_required = CoordinationDesk.permission_required

    def post(self, request: HttpRequest, code: str, pk: int) -> HttpResponse:
        _meeting, minutes = self.find(code)
        remark: MinutesComment = found(
            MinutesComment.objects.filter(version__minutes=minutes), pk=pk
        )
        form = AnswerForm(request.POST, auto_id=f"answer-{pk}-%s")

        def answer() -> None:
            domain.answer_comment(comment=remark, by=self.me, answer=form.cleaned_data["answer"])
            messages.success(request, _("The answer is recorded."))

        return self.answered(request, code, ("answer", pk), form, answer, f"paragraph-{remark.key}")


class EditView(OfMinutes):
    """Every paragraph on one page; a conflict shows what is new beside what was written."""

    permission_required = CoordinationDesk.permission_required

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        meeting, minutes = self.find(code)
        try:
            domain.refuse_signed(minutes)
        except BadInput as error:
            back = reverse("desk-minutes", args=[code])
            return show_refusal(request, str(error), title=_("Edit the acta"), back=back)
        version = newest_version(minutes)
        form = VersionForm(initial={"seen": version.number}, paragraphs=version.paragraphs)
        return self.show_edit(request, meeting, form)

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        meeting, minutes = self.find(code)
        version = newest_version(minutes)
        form = VersionForm(request.POST, paragraphs=version.paragraphs)
        if form.is_valid() and taken(form, lambda: self.change(request, meeting, form)):
            return to_minutes(code)
        return self.show_edit(request, meeting, *self.with_news(minutes, form, version))

    def change(self, request: HttpRequest, meeting: Meeting, form: VersionForm) -> None:
        version = domain.change_minutes(
            meeting=meeting, by=self.me, seen=form.cleaned_data["seen"], texts=form.texts
        )
        messages.success(request, _("Version %s is saved.") % version.number)

    def with_news(
        self, minutes: Minutes, form: VersionForm, now: MinutesVersion
    ) -> tuple[VersionForm, News]:
        """After a conflict the form counts as begun on the newest version: whoever sends it again
        has seen what changed. Texts that were not touched here are as in the newest version;
        beside the others stands what changed of them meanwhile.
        """
        seen = form.cleaned_data.get("seen") or now.number
        former = minutes.versions.filter(number=seen).first()
        if former is None or former.number == now.number:
            return form, {}
        before = {one["key"]: one for one in former.paragraphs}
        news = {
            one["key"]: form.rebase(before[one["key"]], one)
            for one in now.paragraphs
            if one["key"] in before
        }
        form.begun_on(now.number)
        return form, news

    def show_edit(
        self, request: HttpRequest, meeting: Meeting, form: VersionForm, news: News | None = None
    ) -> HttpResponse:
        context = {
            "form": form,
            "code": meeting.code,
            "groups": [
                {**group, "news": (news or {}).get(group["key"], [])} for group in form.groups
            ],
            "title": numbered_title(meeting),
            "back": reverse("desk-minutes", args=[meeting.code]),
        }
        status = 400 if form.is_bound else 200
        return render(request, "governance/desk/minutes_edit.html", context, status=status)


class CirculateView(MeetingForm):
    title = gettext_lazy("Circulate the acta")
    lead = gettext_lazy("Every delegate gets a letter and can comment on each paragraph.")
    button = gettext_lazy("Circulate it")
    sentence = gettext_lazy("It is circulated. Every delegate was told.")

    def find(self, **which: Any) -> Meeting:
        meeting = super().find(**which)
        found(Minutes.objects, pk=meeting.pk)
        return meeting

    def check(self, meeting: Meeting) -> None:
        domain.version_to_circulate(meeting.minutes)

    def form(self, meeting: Meeting, sent: Any = None) -> CirculateForm:
        return CirculateForm(sent)

    def act(self, meeting: Meeting, form: CirculateForm) -> None:
        until = form.cleaned_data["until"]
        domain.circulate_minutes(meeting=meeting, by=self.me, until=until)

    def headline(self, meeting: Meeting) -> str:
        return str(self.title)

    def back(self, meeting: Meeting) -> str:
        return reverse("desk-minutes", args=[meeting.code])


class DoView(DoScreen):
    """A button of the acta's page."""

    subject = "meeting"
    buttons: Buttons = {
        "draft": Button(
            domain.draft_minutes, gettext_lazy("The acta is drafted. Nobody has it yet.")
        ),
        "agree": Button(
            domain.agree_minutes,
            gettext_lazy("The parties are asked to sign."),
            gettext_lazy("Put the text to signature"),
            gettext_lazy(
                "Every delegate gets a letter. Comments end here; another version needs the "
                "signatures anew."
            ),
        ),
        "publish": Button(
            domain.publish_minutes,
            gettext_lazy("The public part of the acta is published."),
            gettext_lazy("Publish the acta"),
            gettext_lazy("Everybody reads its public part from now on. It cannot be undone."),
        ),
    }

    def warnings(self, action: str, meeting: Meeting) -> list[str]:
        minutes: Minutes = found(Minutes.objects.select_related("agreed"), pk=meeting.pk)
        if action == "publish":
            return [public_sentence(minutes)]
        return [early_sentence(minutes)] if is_early(minutes) else []

    def find(self, **which: Any) -> Meeting:
        return find_meeting(self.me, which["code"])

    def back(self, meeting: Meeting) -> str:
        return reverse("desk-minutes", args=[meeting.code])
