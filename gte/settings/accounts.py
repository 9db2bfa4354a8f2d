"""Sign-in: django-allauth with e-mail addresses, second factors, sessions and single sign-on."""

import datetime
import os
from urllib.parse import urlsplit

from gte.settings.env import read_flag, read_sign_in_providers

PRODUCTION = read_flag(os.environ, "GTE_PRODUCTION")

ACCOUNT_APPS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
ACCOUNT_MIDDLEWARE = [
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "gte.alliance.middleware.SignedInMiddleware",
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"

ACCOUNT_ADAPTER = "gte.alliance.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# One address for each account: a change holds once the new address is confirmed.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 3
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Whether an address has an account is said to nobody, by page or by mail.
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# None: the person chooses at sign-in whether the browser remembers them.
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_SESSION_COOKIE_AGE = int(datetime.timedelta(days=14).total_seconds())
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
# Counted in the shared cache, so that several workers count together. Five wrong passwords or
# codes of one account close it for five minutes; addresses of the network are counted besides.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/300s/key",
    "reset_password": "20/m/ip,5/h/key",
    "reauthenticate": "10/m/user",
}
ACCOUNT_FORMS = {
    "login": "gte.alliance.forms.sign_in.SignInForm",
    "reset_password": "gte.alliance.forms.sign_in.ForgottenPasswordForm",
    "reset_password_from_key": "gte.alliance.forms.sign_in.NewPasswordForm",
    "change_password": "gte.alliance.forms.sign_in.OtherPasswordForm",
    "set_password": "gte.alliance.forms.sign_in.FirstPasswordForm",
    "reauthenticate": "gte.alliance.forms.sign_in.ConfirmPasswordForm",
    "add_email": "gte.alliance.forms.sign_in.OtherAddressForm",
}
# Browsers forget a session that was not to be remembered when they close; it ends after 12 hours.
SESSION_COOKIE_AGE = int(datetime.timedelta(hours=12).total_seconds())
SESSION_COOKIE_SAMESITE = "Lax"
USERSESSIONS_TRACK_ACTIVITY = False

MFA_ADAPTER = "gte.alliance.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
# Accounts begin with an address that an invitation proved, and change it only to one that is.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Shown once: what can be looked at again can be looked at by somebody else.
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "GTE"
# Browsers take "localhost" for a secure place; elsewhere passkeys need HTTPS.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_FORMS = {
    "authenticate": "gte.alliance.forms.second_factor.CodeForm",
    "reauthenticate": "gte.alliance.forms.second_factor.ConfirmCodeForm",
    "activate_totp": "gte.alliance.forms.second_factor.ActivateAppForm",
    "authenticate_webauthn": "gte.alliance.forms.second_factor.PasskeyStepForm",
    "login_webauthn": "gte.alliance.forms.second_factor.PasskeyLoginForm",
    "reauthenticate_webauthn": "gte.alliance.forms.second_factor.ConfirmPasskeyForm",
    "add_webauthn": "gte.alliance.forms.second_factor.AddPasskeyForm",
    "edit_webauthn": "gte.alliance.forms.second_factor.RenamePasskeyForm",
}

SOCIALACCOUNT_ADAPTER = "gte.alliance.adapters.ProviderAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "mandatory"
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
PROVIDERS = read_sign_in_providers(os.environ)
# Browsers follow a form's answer only to where the content policy lets forms lead.
PROVIDER_ORIGINS = ["{0.scheme}://{0.netloc}".format(urlsplit(one.server_url)) for one in PROVIDERS]
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": provider.key,
                "name": provider.name,
                "client_id": provider.client_id,
                "secret": provider.secret,
                "settings": {
                    "server_url": provider.server_url,
                    # Its word on an address counts for these domains only, and finds the account.
                    "trusted_domains": list(provider.trusted_domains),
                    "second_factor": list(provider.second_factor),
                },
            }
            for provider in PROVIDERS
        ],
    }
}
