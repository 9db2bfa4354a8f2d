"""Addresses of contacts: the form that everybody may use, and the desk's screens."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from gte.alliance.views import contacts

urlpatterns = [
    path(
        pgettext_lazy("address", "contact/"),
        contacts.ContactFormView.as_view(),
        name="contact-form",
    ),
    path(
        pgettext_lazy("address", "contact/sent/<slug:reference>/"),
        contacts.ContactSentView.as_view(),
        name="contact-sent",
    ),
    path(
        pgettext_lazy("address", "desk/contacts/"),
        contacts.ContactsDeskView.as_view(),
        name="contacts-desk",
    ),
    path(
        pgettext_lazy("address", "desk/contacts/<slug:code>/"),
        contacts.ConfirmContactView.as_view(),
        name="confirm-contact",
    ),
    path(
        pgettext_lazy("address", "desk/contacts/<slug:code>/withdraw/"),
        contacts.WithdrawContactView.as_view(),
        name="withdraw-contact",
    ),
    path(
        pgettext_lazy("address", "desk/messages/"),
        contacts.MessagesDeskView.as_view(),
        name="messages",
    ),
    path(
        pgettext_lazy("address", "desk/messages/<slug:reference>/"),
        contacts.MessageView.as_view(),
        name="message",
    ),
]
