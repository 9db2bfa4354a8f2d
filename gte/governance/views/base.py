"""What the working screens share: who may enter, how a verb's refusal comes back to its form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, NamedTuple

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from gte.alliance.models import State
from gte.alliance.views.mixins import AtDesk
from gte.common.errors import BadInput
from gte.governance.queries.parties import Voice, parties_on, voice_of

TAKE_PART, COORDINATE = "governance.take_part", "governance.coordinate"


class Desk(AtDesk, View):
    """A screen of those who take part in the decisions."""

    permission_required = TAKE_PART

    @property
    def voice(self) -> Voice | None:
        return voice_of(self.me)

    @property
    def coordinates(self) -> bool:
        return self.me.has_perm(COORDINATE)

    @property
    def zone(self) -> str:
        """The zone in which instants are shown."""
        return self.me.clock_zone


class CoordinationDesk(Desk):
    """A screen of the coordination."""

    permission_required = COORDINATE


def found(queryset: Any, **which: Any) -> Any:
    """The one record, or the page that says that there is none."""
    record = queryset.filter(**which).first()
    if record is None:
        shown = next(iter(which.values()))
        raise Http404(_("There is no record “%(code)s” here.") % {"code": shown})
    return record


def zones_of_parties() -> list[str]:
    return [party.time_zone for party in parties_on(timezone.now().date())]


def all_zones() -> list[str]:
    """The zones that the record names: those of the parties' capitals."""
    zones = State.objects.exclude(time_zone="").values_list("time_zone", flat=True)
    return sorted(set(zones))


def done(request: HttpRequest, sentence: str, verb: Callable[[], Any]) -> bool:
    """Runs a verb; says what was done, or as an error what it refused."""
    try:
        verb()
    except BadInput as error:
        messages.error(request, str(error))
        return False
    messages.success(request, sentence)
    return True


def taken(form: Any, verb: Callable[[], Any]) -> bool:
    """Runs a verb with what a valid form gave; its refusal becomes the form's."""
    try:
        verb()
    except BadInput as error:
        form.add_error(None, str(error))
        return False
    return True


def show_form(
    request: HttpRequest, form: Any, *, title: str, button: str, back: str, **context: Any
) -> HttpResponse:
    """A page with one form: what it is for, its button, and the way back."""
    context = {"form": form, "title": title, "button": button, "back": back, **context}
    status = 400 if form.is_bound else 200
    return render(request, "governance/desk/form.html", context, status=status)


def show_refusal(request: HttpRequest, sentence: str, *, title: str, back: str) -> HttpResponse:
    """In place of a form that could not work: why."""
    context = {"sentence": sentence, "title": title, "back": back}
    return render(request, "governance/desk/refused.html", context, status=HTTPStatus.CONFLICT)


def show_list(
    request: HttpRequest, template: str, *, title: str, lead: str, new: Any, **context: Any
) -> HttpResponse:
    """A register of the desk; ``new`` is the link (label, address) to make one more, or None."""
    link = {"label": new[0], "url": new[1]} if new else None
    context = {"title": title, "lead": lead, "new": link, **context}
    return render(request, f"governance/desk/{template}.html", context)


class FormScreen(CoordinationDesk):
    """One form of the coordination and the verb that it feeds.

    A subclass says what the form is about (``find``, from the address; None for something new),
    the form, the verb (``act``) and its words; ``back`` is where one came from, ``after`` where
    one goes with what the verb gave. Where ``check`` refuses, the page says why in place of a form.
    """

    title: Any = ""
    lead: Any = ""
    button: Any = ""
    sentence: Any = ""
    danger = False

    def get(self, request: HttpRequest, **which: Any) -> HttpResponse:
        about = self.find(**which)
        try:
            self.check(about)
        except BadInput as error:
            title, back = self.headline(about), self.back(about)
            return show_refusal(request, str(error), title=title, back=back)
        return self.show(about, self.form(about))

    def post(self, request: HttpRequest, **which: Any) -> HttpResponse:
        about = self.find(**which)
        form = self.form(about, request.POST)
        made: list[Any] = []
        if form.is_valid() and taken(form, lambda: made.append(self.act(about, form))):
            messages.success(request, self.said(about, made[0]))
            return redirect(self.after(about, made[0]))
        return self.show(about, form)

    def show(self, about: Any, form: Any) -> HttpResponse:
        return show_form(
            self.request,
            form,
            title=self.headline(about),
            lead=self.introduction(about),
            button=str(self.button),
            back=self.back(about),
            danger=self.danger,
            warnings=self.warnings(about),
            **self.extras(form),
        )

    def find(self, **which: Any) -> Any:
        return None

    def check(self, about: Any) -> None:
        """Raises BadInput where nothing that is sent could be taken."""

    def form(self, about: Any, sent: Any = None) -> Any:
        raise NotImplementedError

    def act(self, about: Any, form: Any) -> Any:
        raise NotImplementedError

    def headline(self, about: Any) -> str:
        return str(self.title)

    def introduction(self, about: Any) -> str:
        return str(self.lead)

    def said(self, about: Any, made: Any) -> str:
        return str(self.sentence)

    def back(self, about: Any) -> str:
        raise NotImplementedError

    def after(self, about: Any, made: Any) -> str:
        return self.back(about)

    def warnings(self, about: Any) -> list[str]:
        """What whoever fills the form in should know of this record."""
        return []

    def extras(self, form: Any) -> dict[str, Any]:
        """What else the page shows."""
        return {}


class Button(NamedTuple):
    """A button of a record's page: the verb, and what the page says afterwards.

    One that cannot be undone says first, on a page of its own, what it does: ``asks``, under the
    button's ``label``. ``%s`` in ``said`` is the record.
    """

    verb: Callable[..., Any]
    said: Any
    label: Any = ""
    asks: Any = ""


Buttons = Mapping[str, Button]


class DoScreen(CoordinationDesk):
    """The buttons of a record's page: each sends a verb, which takes the record as ``subject``."""

    subject = ""
    buttons: Buttons = {}

    def get(self, request: HttpRequest, *, action: str, **which: Any) -> HttpResponse:
        button = self.button(action)
        if not button.asks:
            return HttpResponseNotAllowed(["POST"])
        about = self.find(**which)
        return show_form(
            request,
            Form(),
            title=f"{button.label}: {about}",
            lead=str(button.asks),
            button=str(button.label),
            back=self.back(about),
            warnings=self.warnings(action, about),
        )

    def post(self, request: HttpRequest, *, action: str, **which: Any) -> HttpResponse:
        button, about = self.button(action), self.find(**which)
        said = str(button.said).replace("%s", str(about))
        done(request, said, lambda: button.verb(**{self.subject: about}, by=self.me))
        return redirect(self.back(about))

    def button(self, action: str) -> Button:
        if action not in self.buttons:
            raise Http404
        return self.buttons[action]

    def warnings(self, action: str, about: Any) -> list[str]:
        """What whoever is asked should know of this record."""
        return []

    def find(self, **which: Any) -> Any:
        raise NotImplementedError

    def back(self, about: Any) -> str:
        raise NotImplementedError
