"""Contact points at the desk, and the form by which visitors write to the group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import DetailView, FormView, ListView

from gte.alliance.domain import contacts as domain
from gte.alliance.domain.messages import (
    TooManyMessages,
    mark_answered,
    mark_waiting,
    send_message,
)
from gte.alliance.forms.contacts import ConfirmContactForm, MessageForm
from gte.alliance.models import ContactMessage, ContactPoint
from gte.alliance.views.contact_blocks import contact_groups, history_events, message_tabs
from gte.alliance.views.mixins import AtDesk

if TYPE_CHECKING:
    from django.db.models import QuerySet


class ContactsDeskView(AtDesk, ListView):
    permission_required = "alliance.see_contacts"
    template_name = "alliance/contacts_desk.html"

    def get_queryset(self) -> QuerySet[ContactPoint]:
        return ContactPoint.objects.select_related("state").order_by("state__name", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        groups = contact_groups(self.object_list, self.request.user, timezone.localdate())
        return super().get_context_data(groups=groups, **kwargs)


class ContactOfOwnState(AtDesk):
    """The contact point of the address, for delegates of its State only."""

    permission_required = "alliance.confirm_contact"
    kwargs: dict[str, Any]
    contact: ContactPoint

    def has_permission(self) -> bool:
        """A contact point that does not exist is not found, whoever asks."""
        user = self.request.user
        if not user.is_authenticated:
            return False
        contacts = ContactPoint.objects.select_related("state", "confirmed_by__person")
        self.contact = get_object_or_404(contacts, code=self.kwargs["code"])
        return bool(user.has_perm("alliance.confirm_contact", self.contact))


class ConfirmContactView(ContactOfOwnState, FormView):
    template_name = "alliance/contact_confirm.html"
    form_class = ConfirmContactForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """What is open to correction; what was published stands where nothing was said yet."""
        said = self.contact
        if said.confirmed_on is None and not said.is_withdrawn:
            said.person, said.email = said.person_as_published, said.email_as_published
        return {**super().get_form_kwargs(), "instance": said}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        events = history_events(domain.history_of(self.contact))
        return super().get_context_data(contact=self.contact, events=events, **kwargs)

    def form_valid(self, form: ConfirmContactForm) -> HttpResponse:
        domain.confirm_contact(contact=self.contact, by=self.me, changes=form.changes())
        messages.success(
            self.request, _("Confirmed: %(office)s.") % {"office": self.contact.office}
        )
        return redirect("contacts-desk")


class WithdrawContactView(ContactOfOwnState, View):
    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        domain.withdraw_confirmation(contact=self.contact, by=self.me)
        sentence = _(
            "Withdrawn: %(office)s. Visitors read no person and no address; confirm to undo."
        )
        messages.success(request, sentence % {"office": self.contact.office})
        return redirect("contacts-desk")


# --- messages -------------------------------------------------------------------------------------


def network_of(request: HttpRequest) -> str:
    """Where a request comes from; behind the proxy, what the proxy saw."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if settings.ENV.production and forwarded:
        return forwarded.rpartition(",")[2].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


class ContactFormView(FormView):
    template_name = "alliance/contact_form.html"
    form_class = MessageForm

    def get_initial(self) -> dict[str, Any]:
        return {"topic": self.request.GET.get("topic", "")}

    def form_valid(self, form: MessageForm) -> HttpResponse:
        asked = ("name", "email", "topic", "text", "language")
        given = {name: form.cleaned_data[name] for name in asked}
        try:
            message = send_message(**given, network=network_of(self.request))
        except TooManyMessages as error:
            form.add_error(None, str(error))
            response = self.form_invalid(form)
            response.status_code = 429
            response["Retry-After"] = str(error.minutes * 60)
            return response
        return redirect("contact-sent", reference=message.reference)


class ContactSentView(DetailView):
    """That it arrived, and the number to name when asking after it: nothing of the message."""

    model = ContactMessage
    slug_field = slug_url_kwarg = "reference"
    template_name = "alliance/contact_sent.html"


class MessagesDeskView(AtDesk, ListView):
    permission_required = "alliance.read_messages"
    template_name = "alliance/messages_desk.html"
    paginate_by = 20

    def get_queryset(self) -> QuerySet[ContactMessage]:
        answered = "answered" in self.request.GET
        return ContactMessage.objects.filter(answered_at__isnull=not answered)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        answered = "answered" in self.request.GET
        tabs = message_tabs(ContactMessage.objects.waiting().count(), answered=answered)
        return super().get_context_data(tabs=tabs, answered=answered, **kwargs)


class MessageView(AtDesk, DetailView):
    permission_required = "alliance.read_messages"
    template_name = "alliance/message.html"
    queryset = ContactMessage.objects.select_related("answered_by__person")
    slug_field = slug_url_kwarg = "reference"

    def post(self, request: HttpRequest, reference: str) -> HttpResponseRedirect:
        message = self.get_object()
        if message.answered_at:
            mark_waiting(message=message, by=self.me)
        else:
            mark_answered(message=message, by=self.me)
        return redirect("message", reference=reference)
