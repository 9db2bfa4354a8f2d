"""What moves: who coordinates, what happened last, what is next, what is new."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gte.alliance.enums import TermScope
from gte.common.enums import Certainty
from gte.governance.models import Meeting
from gte.library.models import Document
from gte.portal.tree import tree_of
from gte.register.fields import range_text, span_text
from gte.register.registers import linked
from gte.workplan.enums import CLOSED
from gte.workplan.models import Deliverable
from gte.workplan.queries import begun, is_due, next_term, term_on, today

UPCOMING_SHOWN = 6


def coordination() -> dict[str, str]:
    """Who coordinates the group today, as far as the register knows."""
    term = term_on(TermScope.GTE_COORDINATION, today())
    if term is None:
        return {"text": _("No coordination is registered for today."), "url": reverse("terms")}
    text = _("Coordination of the group: %(state)s, %(dates)s.") % {
        "state": term.state,
        "dates": span_text(term.start, term.end),
    }
    if term.certainty == Certainty.INFERRED:
        text = " ".join([text, _("Inferred; to be confirmed by the group.")])
    return {"text": text, "url": term.get_absolute_url()}


def links_of(records: Any) -> list[dict[str, str]]:
    return [
        {"title": link.title, "url": link.url, "meta": link.meta}
        for link in (linked(record) for record in records)
    ]


def events(*, reader: Any, value: Any, **_given: Any) -> dict[str, Any]:
    """The latest meetings of the group and around it."""
    meetings = Meeting.objects.visible_to(reader).filter(begun(today(), "date_start"))
    return {"items": links_of(meetings[: value["limit"]])}


def new_documents(*, reader: Any, value: Any, **_given: Any) -> dict[str, Any]:
    documents = Document.objects.visible_to(reader).filter(date__isnull=False)
    return {"items": links_of(documents[: value["limit"]])}


def news(*, request: Any, value: Any, **_given: Any) -> dict[str, Any]:
    """The latest news in the reader's language."""
    nodes = tree_of(request).by_pk
    pages = (
        apps.get_model("portal", "NewsPage")
        .objects.live()
        .public()
        .filter(locale__language_code=get_language())
        .order_by("-date", "-pk")[: value["limit"]]
    )
    return {
        "items": [
            {
                "title": page.title,
                "url": nodes[page.pk].url,
                "meta": date_format(page.date),
                "text": page.lead,
            }
            for page in pages
            if page.pk in nodes
        ]
    }


def upcoming(*, reader: Any, **_given: Any) -> dict[str, Any]:
    """What the register knows to come: meetings, what is due, the next terms. Empty says so."""
    day = today()
    items = [*coming_meetings(reader), *due_deliverables(reader, day), *coming_terms(day)]
    return {"items": items[:UPCOMING_SHOWN], "day": date_format(localdate())}


def coming_meetings(reader: Any) -> list[dict[str, Any]]:
    later = Meeting.objects.visible_to(reader).filter(date_start__gt=today().isoformat())
    return [
        {
            "kind": _("Meeting"),
            "title": meeting.name,
            "url": meeting.get_absolute_url(),
            "when": range_text(meeting.date_start, meeting.date_end)
            if meeting.date_end
            else meeting.date_start.display(),
        }
        for meeting in later.order_by("date_start")[:UPCOMING_SHOWN]
    ]


def due_deliverables(reader: Any, day: Any) -> list[dict[str, Any]]:
    """The group's open deliverables whose date has not passed."""
    waiting = (
        Deliverable.objects.visible_to(reader)
        .own()
        .filter(Q(due__isnull=False))
        .exclude(status__in=CLOSED)
        .order_by("due", "pk")
    )
    return [
        {
            "kind": _("Due"),
            "title": one.name,
            "url": one.get_absolute_url(),
            "when": one.due.display(),
        }
        for one in waiting
        if not is_due(one, day)
    ]


def coming_terms(day: Any) -> list[dict[str, Any]]:
    terms = (next_term(scope, day) for scope in TermScope.values)
    return [
        {
            "kind": str(TermScope(term.term_scope).label),
            "title": str(term.state),
            "url": term.get_absolute_url(),
            "when": span_text(term.start, term.end),
        }
        for term in terms
        if term
    ]
