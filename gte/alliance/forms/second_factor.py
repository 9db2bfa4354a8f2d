"""The forms of the second step: codes and passkeys."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
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


WRONG_PASSKEY = _("The passkey was not recognised. Try again, or go on in another way.")
# In as many ways the library fails on what no device sends.
NO_PASSKEY = (AttributeError, LookupError, RecursionError, TypeError, ValueError, struct.error)


@contextmanager
def refusing() -> Iterator[None]:
    """Refuses what is no passkey with a sentence about passkeys, not codes."""
    try:
        yield
    except NO_PASSKEY as error:
        raise ValidationError(WRONG_PASSKEY) from error
    except ValidationError as error:
        if error.code == "incorrect_code":
            raise ValidationError(WRONG_PASSKEY) from error
        raise


class PasskeyField(forms.JSONField):
    """What a device answered."""

    widget = forms.HiddenInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": WRONG_PASSKEY,
        "required": WRONG_PASSKEY,
    }

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except RecursionError as error:
            raise ValidationError(WRONG_PASSKEY) from error

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Nothing: an answer serves once, so a form that comes back waits for another."""
        return initial


class PasskeyStepForm(webauthn.AuthenticateWebAuthnForm):
    """Proving by a passkey, as at the second step of signing in."""

    credential = PasskeyField()

    def clean_credential(self) -> Any:
        with refusing():
            return super().clean_credential()


class PasskeyLoginForm(PasskeyStepForm, webauthn.LoginWebAuthnForm):
    """Signing in by a passkey alone."""


class ConfirmPasskeyForm(PasskeyStepForm, webauthn.ReauthenticateWebAuthnForm):
    """Proving once more that it is still oneself."""


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    """Always one that signs in by itself: nobody need know that there are lesser keys."""

    credential = PasskeyField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["name"], _("Name of the passkey"), _("For you, as in “my phone”."))
        self.fields["name"].required = False
        self.initial["name"] = ""
        del self.fields["passwordless"]

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["passwordless"] = True  # so the check of the device's own lock is made
        with refusing():
            return dict(super().clean())

    def clean_name(self) -> str:
        return str(self.cleaned_data["name"] or _("Passkey"))[:60]


class RenamePasskeyForm(webauthn.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["name"], _("Name of the passkey"))
        self.fields["name"].max_length = 60
