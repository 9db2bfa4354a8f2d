"""What the desk's pages of contacts print, as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gte.alliance.contact_texts import CONTACT_TONES, last_confirmed
from gte.alliance.domain.contacts import CONFIRMED, REMINDED, WITHDRAWN

if TYPE_CHECKING:
    import datetime

    from gte.alliance.models import ContactPoint
    from gte.common.models import LogEntry


def contact_task(contact: ContactPoint, day: datetime.date, *, own: bool) -> dict[str, Any]:
    state = contact.state_on(day)
    hint = [str(contact.institution)]
    if contact.confirmed_on:
        hint.append(last_confirmed(contact))
    return {
        "title": str(contact.office),
        "url": reverse("confirm-contact", args=[contact.code])
        if own
        else contact.get_absolute_url(),
        "hint": " · ".join(hint),
        "status": str(state.label),
        "tone": CONTACT_TONES[state],
    }


def contact_groups(
    contacts: Iterable[ContactPoint], user: Any, day: datetime.date
) -> list[dict[str, Any]]:
    """The contact points of each State, those of the reader's own State first."""
    groups = []
    for state, of_state in groupby(contacts, key=lambda contact: contact.state):
        rows = list(of_state)
        own = user.has_perm("alliance.confirm_contact", rows[0])
        tasks = [contact_task(contact, day, own=own) for contact in rows]
        groups.append({"title": str(state), "own": own, "tasks": tasks})
    return sorted(groups, key=lambda group: not group["own"])


def history_events(entries: Iterable[LogEntry]) -> list[dict[str, Any]]:
    """What was said of a contact point, by whom, newest first."""
    titles = {
        CONFIRMED: pgettext("contact", "Confirmed"),
        WITHDRAWN: pgettext("contact", "Withdrawn"),
        REMINDED: _("Reminder sent to the delegates of the State"),
        "record.loaded": _("Loaded from the initial record"),
        "record.amended": _("Corrected"),
    }
    return [
        {
            "when": date_format(localtime(entry.at), "DATETIME_FORMAT"),
            "title": titles.get(entry.verb, entry.verb),
            "text": event_text(entry),
        }
        for entry in entries
    ]


def event_text(entry: LogEntry) -> str:
    said = [str(getattr(entry.actor, "person", None) or entry.actor)] if entry.actor else []
    if entry.data.get("corrected"):
        names = ", ".join(corrected_names(entry.data["corrected"]))
        said.append(_("corrected: %(fields)s") % {"fields": names})
    return " · ".join(said)


def corrected_names(fields: list[str]) -> list[str]:
    names = {
        "office": _("office"),
        "institution": _("institution"),
        "person": _("person"),
        "email": _("e-mail"),
    }
    return list(dict.fromkeys(names[field.partition("_")[0]] for field in fields))


def message_tabs(waiting: int, *, answered: bool) -> list[dict[str, Any]]:
    here = reverse("messages")
    return [
        {
            "label": pgettext("messages", "Waiting"),
            "url": here,
            "current": not answered,
            "count": waiting,
        },
        {
            "label": pgettext("messages", "Answered"),
            "url": f"{here}?answered",
            "current": answered,
        },
    ]
