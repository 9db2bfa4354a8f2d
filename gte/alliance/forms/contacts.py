"""The forms of contacts: a message to the group, and a State's word on its contact point."""

from __future__ import annotations

import time
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from gte.alliance.enums import MessageTopic
from gte.alliance.models import ContactPoint
from gte.common.enums import Language
from gte.common.forms import check_one_line

SHORTEST, LONGEST = 3, 24 * 3600
SIGNER = signing.Signer(salt="gte.contact-form")


def opened_now() -> str:
    return SIGNER.sign(str(int(time.time())))


class MessageForm(forms.Form):
    """What a visitor writes. Programs that fill in everything, or at once, are asked once more."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        validators=[check_one_line],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("For the answer. It is shown to nobody else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    topic = forms.ChoiceField(label=_("Topic"), choices=MessageTopic.choices)
    text = forms.CharField(
        label=_("Message"),
        max_length=5000,
        help_text=_("At most 5,000 characters."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    language = forms.ChoiceField(
        label=_("Language of the answer"), choices=Language.choices, widget=forms.RadioSelect
    )
    website = forms.CharField(
        label=pgettext_lazy("trap", "Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        given = {"opened": opened_now(), "language": get_language()}
        super().__init__(*args, **{**kwargs, "initial": given | (kwargs.get("initial") or {})})

    @property
    def shown(self) -> list[tuple[forms.BoundField, list[str]]]:
        """The fields that people fill in, as the form's template takes them."""
        return [(field, []) for field in self.visible_fields() if field.name != "website"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        seconds = self.seconds_open(cleaned.get("opened", ""))
        if seconds is None or seconds > LONGEST:
            self.ask_again(opened_now())
        elif cleaned.get("website") or seconds < SHORTEST:
            self.ask_again(cleaned["opened"])
        return cleaned

    @staticmethod
    def seconds_open(opened: str) -> float | None:
        """How long the page was open; None where it does not say so in our hand."""
        try:
            return time.time() - int(SIGNER.unsign(opened))
        except (signing.BadSignature, ValueError):
            return None

    def ask_again(self, opened: str) -> None:
        """The same form with what was typed; pressed again after a moment, it is sent."""
        self.data = {**dict(self.data.items()), "website": "", "opened": opened}
        self.add_error(
            None, _("Please read through what you wrote and send it once more in a few seconds.")
        )


class ConfirmContactForm(forms.ModelForm):
    """What a State says of its contact point: as it stands, or corrected."""

    class Meta:
        model = ContactPoint
        fields = ("office_es", "office_en", "institution_es", "institution_en", "person", "email")
        labels = {
            "office_es": _("Office, in Spanish"),
            "office_en": _("Office, in English"),
            "institution_es": _("Institution, in Spanish"),
            "institution_en": _("Institution, in English"),
            "person": _("Person"),
            "email": _("E-mail"),
        }
        help_texts = {
            "person": _("Visitors read the name. Leave it empty to name the office alone."),
            "email": _("Visitors read the address. An address of the office outlives its people."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("office_es", "office_en", "institution_es", "institution_en"):
            self.fields[name].required = True
        for name in ("office_es", "office_en", "institution_es", "institution_en", "person"):
            self.fields[name].validators.append(check_one_line)

    def changes(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.changed_data}
