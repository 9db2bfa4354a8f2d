"""Forms of decisions: a text in two languages, a position, a window of silence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.governance.domain.decisions import Frame, Wording
from gte.governance.domain.positions import Answer
from gte.governance.effects import cited
from gte.governance.enums import BY_SILENCE, Matter, PositionKind
from gte.governance.forms import fields
from gte.governance.models import Decision, Meeting

# Labels stand in sentences elsewhere; alone beside a button they begin with a capital.
capfirst_lazy = lazy(capfirst, str)


class DecisionField(forms.ModelChoiceField):
    """One of several decisions, by number and title."""

    def label_from_instance(self, obj: Any) -> str:
        return cited(obj)


class TextForm(forms.Form):
    """The exact text that the parties are asked about."""

    title_es = fields.line(gettext_lazy("Title in Spanish"))
    title_en = fields.line(gettext_lazy("Title in English"))
    body_es = fields.text(gettext_lazy("Text in Spanish"), rows=12)
    body_en = fields.text(gettext_lazy("Text in English"), rows=12)

    @property
    def wording(self) -> Wording:
        names = ("title_es", "title_en", "body_es", "body_en")
        return Wording(**{name: normal(self.cleaned_data[name]) for name in names})


def normal(text: str) -> str:
    """One kind of line end, so that the same text has the same hash from every browser."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


class NewDecisionForm(TextForm):
    """A text with what it is about."""

    matter = forms.ChoiceField(
        label=gettext_lazy("Matter"),
        choices=[(matter.value, capfirst_lazy(matter.label)) for matter in Matter],
        help_text=gettext_lazy("Only some matters may go by silence; the list is published."),
    )
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label=gettext_lazy("Taken at the meeting"), required=False
    )
    supersedes = DecisionField(
        Decision.objects.none(), label=gettext_lazy("Supersedes"), required=False
    )
    authorises = forms.MultipleChoiceField(
        label=gettext_lazy("Authorises silence on"),
        required=False,
        choices=[
            (matter.value, capfirst_lazy(matter.label)) for matter in Matter if matter in BY_SILENCE
        ],
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "For a standing decision: on its authority the coordination may open silences."
        ),
    )
    expires_on = fields.day(gettext_lazy("In force until"), required=False)

    field_order = ("matter", "title_es", "title_en", "body_es", "body_en")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields
        choices["meeting"].queryset = Meeting.objects.filter(sitting__isnull=False)
        choices["supersedes"].queryset = Decision.objects.filter(number__isnull=False)

    @property
    def frame(self) -> Frame:
        data = self.cleaned_data
        return Frame(
            matter=data["matter"],
            meeting=data["meeting"],
            supersedes=data["supersedes"],
            authorises=tuple(data["authorises"]),
            expires_on=data["expires_on"],
        )


class PositionForm(forms.Form):
    """What a party says. What it needs besides depends on the position, as the rules say."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Position of your party"),
        choices=[(kind.value, capfirst_lazy(kind.label)) for kind in PositionKind],
        widget=forms.RadioSelect,
    )
    words = fields.text(
        gettext_lazy("Reason, reservation or amendment"),
        rows=4,
        length=20_000,
        required=False,
        help_text=gettext_lazy(
            "Required for an objection, a reservation and an amendment; every party reads it."
        ),
    )
    by_date = fields.day(
        gettext_lazy("The capital answers by"),
        required=False,
        help_text=gettext_lazy("For a position ad referendum."),
    )
    text_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=2**62)

    @property
    def answer(self) -> Answer:
        data = self.cleaned_data
        return Answer(
            kind=data["kind"],
            text_hash=data["text_hash"],
            words=normal(data["words"]),
            by_date=data["by_date"],
            seen=data["seen"],
        )


class LateObjectionForm(PositionForm):
    """An objection after a silence has run out: it is kept, without effect."""

    kind = by_date = None  # type: ignore[assignment]
    words = fields.text(gettext_lazy("Reason of the objection"), rows=4, length=20_000)
    # By this a sent form is known.
    late = forms.BooleanField(widget=forms.HiddenInput, initial=True)

    @property
    def answer(self) -> Answer:
        data = self.cleaned_data
        return Answer(
            kind=PositionKind.OBJECTION.value,
            text_hash=data["text_hash"],
            words=normal(data["words"]),
            seen=data["seen"],
        )


class ExpiryForm(forms.Form):
    """An exact instant, said as day and hour at a place."""

    expiry_day = fields.day(gettext_lazy("Expires on"))
    expiry_hour = fields.hour(gettext_lazy("At"))
    zone = forms.ChoiceField(label=gettext_lazy("Time of"))

    def __init__(self, *args: Any, zones: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["zone"]
        choice.choices = fields.zone_choices(zones)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if {"expiry_day", "expiry_hour", "zone"} <= data.keys():
            try:
                data["expires_at"] = fields.instant_of(
                    data["expiry_day"], data["expiry_hour"], data["zone"]
                )
            except ValidationError as error:
                self.add_error("expiry_hour", error)
        return data


class SilenceForm(ExpiryForm):
    """A window and the decision in force on whose authority it is opened."""

    authority = DecisionField(
        Decision.objects.none(),
        label=gettext_lazy("On the authority of"),
        empty_label=None,
    )

    def __init__(self, *args: Any, authorities: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_authority = bool(authorities)
        choice: Any = self.fields["authority"]
        choice.queryset = Decision.objects.filter(pk__in=[one.pk for one in authorities])
        if not authorities:
            sentence = _("No decision in force authorises a silence on this matter.")
            choice.help_text = choice.error_messages["required"] = sentence


class ExtendForm(ExpiryForm):
    reason = fields.text(gettext_lazy("Reason"), rows=3, length=2_000)
