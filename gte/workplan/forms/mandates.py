"""The form of a mandate."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from gte.alliance.models import Body, Topic
from gte.governance.forms import fields
from gte.governance.forms.sheet import PartialDay
from gte.library.forms import RecordsChoice
from gte.workplan.enums import MandateKind, MandateStatus
from gte.workplan.forms.base import GivenForm, choices_of

PARTIAL = gettext_lazy("As precise as it is known: 2027, 2027-03 or 2027-03-31.")


class MandateForm(GivenForm):
    """Where it is written, what is asked and of whom."""

    pairs: ClassVar[tuple[str, ...]] = ("title", "text", "instrument")
    optional_pairs: ClassVar[tuple[str, ...]] = ("place", "status_evidence", "note")
    columns: ClassVar[tuple[str, ...]] = ("kind", "paragraph", "date", "status", "source")
    links: ClassVar[tuple[str, ...]] = ("addressed_to", "topics")

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=choices_of(MandateKind))
    title_es = fields.line(gettext_lazy("Title in Spanish"))
    title_en = fields.line(gettext_lazy("Title in English"))
    text_es = fields.text(gettext_lazy("What is asked, in Spanish"), rows=4)
    text_en = fields.text(gettext_lazy("What is asked, in English"), rows=4)
    instrument_es = fields.line(gettext_lazy("Document that says so, in Spanish"), length=300)
    instrument_en = fields.line(gettext_lazy("Document that says so, in English"), length=300)
    paragraph = fields.line(gettext_lazy("Paragraph"), length=40, required=False)
    date = PartialDay(gettext_lazy("Date"), required=False, help_text=PARTIAL)
    place_es = fields.line(gettext_lazy("Place, in Spanish"), length=200, required=False)
    place_en = fields.line(gettext_lazy("Place, in English"), length=200, required=False)
    addressed_to = RecordsChoice(Body.objects.all(), label=gettext_lazy("Addressed to"), long=True)
    topics = RecordsChoice(Topic.objects.all(), label=gettext_lazy("Topics"), long=True)
    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=choices_of(MandateStatus))
    status_evidence_es = fields.text(
        gettext_lazy("What the status rests on, in Spanish"), rows=2, required=False
    )
    status_evidence_en = fields.text(
        gettext_lazy("What the status rests on, in English"), rows=2, required=False
    )
    note_es = fields.text(gettext_lazy("Note in Spanish"), rows=2, required=False)
    note_en = fields.text(gettext_lazy("Note in English"), rows=2, required=False)
    source = fields.line(
        gettext_lazy("Source"),
        length=600,
        help_text=gettext_lazy("Where this is known from: an address, or a document's name."),
    )
