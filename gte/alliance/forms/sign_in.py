"""The forms of signing in, said in the words of this site."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as theirs
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

EMAIL = _("E-mail address")
NEW_PASSWORD = _("New password")
AGAIN = _("The same password again")


def password_rules() -> str:
    return " ".join(str(text) for text in password_validators_help_texts())


RULES = lazy(password_rules, str)()


def say(field: Any, label: Any, help_text: Any = "") -> None:
    """A label above the field and no grey word in it, which goes away when one begins to type."""
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)


class SignInForm(theirs.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["login"], EMAIL)
        say(self.fields["password"], _("Password"))
        say(
            self.fields["remember"],
            _("Stay signed in for 14 days"),
            _("Not on a computer that others use."),
        )


class ForgottenPasswordForm(theirs.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["email"], EMAIL)


def say_new(form: forms.Form) -> None:
    say(form.fields["password1"], NEW_PASSWORD, RULES)
    say(form.fields["password2"], AGAIN)


class NewPasswordForm(theirs.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_new(self)


class OtherPasswordForm(theirs.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["oldpassword"], _("Present password"))
        say_new(self)


class FirstPasswordForm(theirs.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_new(self)


class ConfirmPasswordForm(theirs.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["password"], _("Password"))


class OtherAddressForm(theirs.AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["email"], _("New e-mail address"))
