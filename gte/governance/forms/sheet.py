"""Forms of a meeting's run sheet: an item, somebody who is there, an agreement or commitment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gte.alliance.models import State
from gte.common.partial_dates import PartialDate
from gte.governance.domain.agenda import Item
from gte.governance.domain.outcomes import Said
from gte.governance.enums import AUTOMATIC, AttendanceRole, OutcomeKind
from gte.governance.forms import fields
from gte.governance.forms.decisions import normal
from gte.governance.models import AgendaItem, Decision, Outcome
from gte.governance.queries.meetings import AgendaPoint
from gte.library.forms import RecordsChoice
from gte.library.models import Document

# A day has no more.
MOST_MINUTES = 1_440


class ItemForm(forms.Form):
    """An item of the agenda; of one that comes by itself only what can be changed."""

    title_es = fields.line(gettext_lazy("Title in Spanish"))
    title_en = fields.line(gettext_lazy("Title in English"))
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"), min_value=1, max_value=MOST_MINUTES, initial=15
    )
    decision = forms.ModelChoiceField(
        Decision.objects.none(),
        label=gettext_lazy("Decision that is taken under it"),
        required=False,
        empty_label=pgettext_lazy("decision", "None"),
    )
    summary_es = fields.text(
        gettext_lazy("What was said, in Spanish"),
        rows=4,
        required=False,
        help_text=gettext_lazy("The acta begins from this."),
    )
    summary_en = fields.text(gettext_lazy("What was said, in English"), rows=4, required=False)
    documents = RecordsChoice(Document.objects.none(), label=gettext_lazy("Documents"), long=True)
    observers = RecordsChoice(
        State.objects.none(), label=gettext_lazy("Observers invited"), long=True
    )

    def __init__(
        self, *args: Any, item: AgendaItem | None = None, reader: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields
        choices["documents"].queryset = Document.objects.visible_to(reader).order_by("title")
        choices["observers"].queryset = State.objects.observers().order_by("name")
        choices["decision"].queryset = Decision.objects.visible_to(reader)
        if item is not None and item.kind in AUTOMATIC:
            for name in ("title_es", "title_en", "decision"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if {"summary_es", "summary_en"} <= data.keys():
            for name, other in (("summary_es", "summary_en"), ("summary_en", "summary_es")):
                if data[other] and not data[name]:
                    self.add_error(name, _("Write it in both languages, or in neither."))
        return data

    @property
    def item(self) -> Item:
        data = self.cleaned_data
        return Item(
            title_es=data.get("title_es", ""),
            title_en=data.get("title_en", ""),
            minutes=data["minutes"],
            decision=data.get("decision"),
            documents=tuple(data["documents"]),
            observers=tuple(data["observers"]),
            summary_es=data["summary_es"],
            summary_en=data["summary_en"],
        )


def item_initial(item: AgendaItem) -> dict[str, Any]:
    names = ("title_es", "title_en", "minutes", "decision", "summary_es", "summary_en")
    found = {name: getattr(item, name) for name in names}
    found["documents"] = [one.pk for one in item.documents.all()]
    found["observers"] = [one.pk for one in item.observers.all()]
    return found


class AttendanceForm(forms.Form):
    """Somebody who is there, for a party or an Observer State."""

    state = forms.ModelChoiceField(
        State.objects.none(), label=gettext_lazy("State"), empty_label=None
    )
    name = fields.line(gettext_lazy("Name"), length=200)
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=AttendanceRole.choices)

    def __init__(self, *args: Any, parties: list[State], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["state"]
        observers = State.objects.observers().exclude(pk__in=[one.pk for one in parties])
        choice.queryset = State.objects.filter(
            pk__in=[*(one.pk for one in parties), *observers.values_list("pk", flat=True)]
        )
        choice.choices = [
            (str(_("Parties")), [(one.pk, str(one)) for one in parties]),
            (
                str(_("Observer States")),
                [(one.pk, str(one)) for one in observers.order_by("name")],
            ),
        ]


class PartialDay(forms.CharField):
    """A year, a month or a day, as people know it."""

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(label=label, max_length=10, **options)

    def clean(self, value: Any) -> PartialDate | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return PartialDate(text)
        except ValueError as error:
            raise ValidationError(
                _("“%(text)s” is no date. Write 2027, 2027-03 or 2027-03-31.") % {"text": text}
            ) from error


class OutcomeForm(forms.Form):
    """An agreement, or a commitment with who owes it and by when."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=OutcomeKind.choices, widget=forms.RadioSelect
    )
    item = forms.ChoiceField(label=gettext_lazy("Item of the agenda"), required=False)
    text_es = fields.text(gettext_lazy("Text in Spanish"), rows=4, length=10_000)
    text_en = fields.text(gettext_lazy("Text in English"), rows=4, length=10_000)
    owners = RecordsChoice(
        State.objects.none(),
        label=gettext_lazy("Owed by"),
        help_text=gettext_lazy("Of a commitment; none ticked: by all parties."),
    )
    due = PartialDay(
        gettext_lazy("Due"),
        required=False,
        help_text=gettext_lazy(
            "Of a commitment: a year (2027), a month (2027-03) or a day (2027-03-31)."
        ),
    )

    def __init__(
        self,
        *args: Any,
        parties: list[State],
        points: list[AgendaPoint],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields
        choices["owners"].queryset = State.objects.filter(
            pk__in=[one.pk for one in parties]
        ).order_by("code")
        self.items = {str(point.item.pk): point.item for point in points}
        choices["item"].choices = [
            ("", _("None in particular")),
            *((str(point.item.pk), f"{point.number}. {point.item}") for point in points),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "kind" not in data:
            return data
        if data["kind"] == OutcomeKind.COMMITMENT:
            if "due" in data and data["due"] is None:
                self.add_error("due", _("A commitment needs the date by which it is due."))
            return data
        for name in ("owners", "due"):
            if data.get(name):
                self.add_error(name, _("Of a commitment only: nobody owes an agreement."))
        return data

    @property
    def said(self) -> Said:
        data = self.cleaned_data
        return Said(
            kind=data["kind"],
            text_es=normal(data["text_es"]),
            text_en=normal(data["text_en"]),
            owners=tuple(data["owners"]),
            due=data["due"],
            item=self.items.get(data["item"]),
        )


def outcome_initial(outcome: Outcome) -> dict[str, Any]:
    names = ("kind", "text_es", "text_en")
    found = {name: getattr(outcome, name) for name in names}
    found["item"] = str(outcome.item_id or "")
    found["owners"] = [one.pk for one in outcome.owners.all()]
    found["due"] = str(outcome.due or "")
    return found
