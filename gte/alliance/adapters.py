"""Where the platform departs from django-allauth: who may enter, and how it is said."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, ClassVar, cast

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from gte.alliance.middleware import PROVIDER_ASKED

if TYPE_CHECKING:
    from gte.alliance.models import User

TOO_OFTEN = _("Too many wrong attempts. Wait five minutes, then try again. Nothing was changed.")
WRONG_CODE = _(
    "This code is not right. Codes change every 30 seconds and serve once: wait for the next one. "
    "Each recovery code serves once."
)


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed. Write to the coordination of the group."),
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("This is not your present password."),
        "email_taken": _("This address cannot be used. Give another one."),
        "same_as_current": _("This is already your address."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: accounts come from invitations, which have a page of their own."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who proved themselves a moment ago, by signing in too, is not asked again."""
        if not super().is_reauthentication_required(app=app, **kwargs):
            return False
        records = get_authentication_records(context.request, context.request.user)
        latest = max((record["at"] for record in records), default=0.0)
        return bool(time.time() - latest > app_settings.REAUTHENTICATION_TIMEOUT)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The desk, in the language that the person reads."""
        with override(cast("User", request.user).language):
            return reverse(settings.LOGIN_REDIRECT_URL)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("profile")

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        return reverse("profile" if self.request.user.is_authenticated else "account_login")

    def get_login_stages(self) -> list[str]:
        ours = "gte.alliance.adapters.SecondFactorStage"
        theirs = "allauth.mfa.stages.AuthenticateStage"
        return [ours if stage == theirs else stage for stage in super().get_login_stages()]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language that the person reads, whatever language the page had."""
        user = context.get("user")
        with override(getattr(user, "language", None) or settings.LANGUAGE_CODE):
            super().send_mail(template_prefix, email, {**context, "base_url": settings.BASE_URL})

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        texts = {
            "reauthenticate": _("Use the password"),
            "mfa_reauthenticate": _("Use a code"),
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
        }
        methods = super().get_reauthentication_methods(user)
        return [{**one, "description": texts.get(one["id"], one["description"])} for one in methods]


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": _(
            "Your role needs a second step at sign-in: set up another before you remove this one."
        ),
        "unverified_email": _(
            "Confirm your e-mail address first: a link to do so is in your mail."
        ),
    }

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Whoever needs a second factor keeps one."""
        user = authenticator.user
        others = authenticator.__class__.objects.filter(user=user).exclude(pk=authenticator.pk)
        left = others.exclude(type=authenticator.Type.RECOVERY_CODES)
        return not user.needs_second_factor or left.exists()


class SecondFactorStage(AuthenticateStage):
    """The second step, but for who comes from a provider that is trusted to have asked for it."""

    def _should_handle(self, request: HttpRequest) -> bool:
        user = self.login.user
        if user is not None and request.session.get(PROVIDER_ASKED) == user.pk:
            return False
        return bool(super()._should_handle(request))


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Single sign-on opens accounts that exist; it makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def is_email_verified(self, provider: Any, email: str) -> bool:
        """Only if the provider itself says so of this address."""
        return False

    @staticmethod
    def trusts(provider: Any, email: str) -> bool:
        """Whether the provider may vouch for addresses of this domain."""
        domain = email.rpartition("@")[2].lower()
        return domain in provider.app.settings.get("trusted_domains", [])

    def can_authenticate_by_email(self, login: Any, email: str) -> bool:
        return self.trusts(login.provider, email)

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Notes whether the provider asked for a second factor; stops who is not invited."""
        request.session.pop(PROVIDER_ASKED, None)
        if sociallogin.state.get("process") == "connect":
            return
        if not sociallogin.is_existing:
            page = {"provider": sociallogin.provider.name, "addresses": addresses(sociallogin)}
            answer = render(request, "socialaccount/not_invited.html", page, status=403)
            raise ImmediateHttpResponse(answer)
        if asked_for_second_factor(sociallogin):
            request.session[PROVIDER_ASKED] = sociallogin.user.pk


def addresses(sociallogin: Any) -> list[str]:
    return [address.email for address in sociallogin.email_addresses]


def asked_for_second_factor(sociallogin: Any) -> bool:
    """Whether the token's acr or amr is one that this provider's settings take for a second factor.

    Only the signed token says so, never what the provider tells about the person.
    """
    token = sociallogin.account.extra_data.get("id_token", {})
    amr = token.get("amr", [])
    said = {token.get("acr"), *(amr if isinstance(amr, list) else [amr])}
    return bool(said & set(sociallogin.provider.app.settings.get("second_factor", [])))
