"""The forms of the second step: codes and passkeys."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _

from gte.alliance.forms.sign_in import say


def say_code(field: Any, help_text: Any) -> None:
    say(field, _("Code"), help_text)
    field.widget.attrs |= {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 20}


class CodeForm(base.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_code(self.fields["code"], _("Six digits from your app, or one of your recovery codes."))


class ConfirmCodeForm(base.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_code(self.fields["code"], _("Six digits from your app, or one of your recovery codes."))


class ActivateAppForm(totp.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_code(self.fields["code"], _("Six digits that the app shows now."))


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    """Always one that signs in by itself: nobody need know that there are lesser keys."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["name"], _("Name of the passkey"), _("For you, as in “my phone”."))
        self.fields["name"].required = False
        self.initial["name"] = ""
        del self.fields["passwordless"]

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["passwordless"] = True  # so the check of the device's own lock is made
        return dict(super().clean())

    def clean_name(self) -> str:
        return str(self.cleaned_data["name"] or _("Passkey"))[:60]


class RenamePasskeyForm(webauthn.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["name"], _("Name of the passkey"))
        self.fields["name"].max_length = 60
