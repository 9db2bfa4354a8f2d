"""Settings of every installation. What differs between installations comes from ``env.py``."""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from gte.settings.accounts import *
from gte.settings.accounts import ACCOUNT_APPS, ACCOUNT_MIDDLEWARE, PROVIDER_ORIGINS
from gte.settings.cms import *
from gte.settings.cms import CMS_APPS
from gte.settings.env import read_env

PACKAGE_DIR = Path(__file__).resolve().parent.parent
ENV = read_env(os.environ, PACKAGE_DIR.parent)

DEBUG = ENV.debug
SECRET_KEY = ENV.secret_key
ALLOWED_HOSTS = ENV.allowed_hosts
BASE_URL = ENV.base_url or ENV.served_at
# Printed documents carry links only to an address that readers elsewhere can reach.
BASE_URL_IS_SET = bool(ENV.base_url)
DATA_DIR = ENV.data_dir
DEMO = ENV.demo
PRODUCTION = ENV.production
WAGTAILADMIN_BASE_URL = BASE_URL

INSTALLED_APPS = [
    "modeltranslation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "rules.apps.AutodiscoverRulesConfig",
    "django_htmx",
    *ACCOUNT_APPS,
    *CMS_APPS,
    "gte.common",
    "gte.search",
    "gte.register",
    "gte.alliance",
    "gte.library",
    "gte.governance",
    "gte.practices",
    "gte.mobility",
    "gte.workplan",
    "gte.cooperation",
    "gte.record",
    "gte.portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "gte.common.pagecache.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "gte.portal.languages.PageLocaleMiddleware",
    "gte.library.uploads.handlers.UploadLimitMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    *ACCOUNT_MIDDLEWARE,
    "gte.portal.door.CmsDoorMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "gte.common.errors.SentenceErrorMiddleware",
]

ROOT_URLCONF = "gte.urls"
CSRF_FAILURE_VIEW = "gte.portal.views.csrf_failure"
WSGI_APPLICATION = "gte.wsgi.application"

# Field and form templates of the site; Wagtail's screens print their fields one by one.
FORM_RENDERER = "gte.common.forms.HouseRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["gte.common.templatetags.gte"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gte.portal.context.site",
                "gte.alliance.context.account",
            ],
        },
    }
]

DATABASES = {"default": ENV.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "alliance.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "es"
LANGUAGES = [("es", _("Spanish")), ("en", _("English"))]
MODELTRANSLATION_DEFAULT_LANGUAGE = "es"
# A text that is missing in one language is missing: it is never filled from the other in silence.
MODELTRANSLATION_FALLBACK_LANGUAGES = ()
LOCALE_PATHS = [PACKAGE_DIR / "locale"]
FORMAT_MODULE_PATH = ["gte.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
# Files of the library: under no address of their own, handed out by its views alone.
LIBRARY_DIR = DATA_DIR / "library"
UPLOAD_LIMIT_MB = ENV.upload_limit_mb
# Workbooks between their preview and its confirmation: for an hour, for whoever sent them.
SHEETS_DIR = DATA_DIR / "sheets"
FILE_UPLOAD_HANDLERS = [
    "gte.library.uploads.handlers.LimitedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "gte.common.static.StaticStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

CACHES = {
    # What all workers must count together: wrong passwords, codes already used. Few and small.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Parts of pages that are the same for everybody; one store per worker.
    "template_fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "fragments",
    },
    # Whole pages for anonymous readers; one store per worker, see gte.common.pagecache.
    "pages": {
        "BACKEND": "django.core.cache.backends."
        + ("locmem.LocMemCache" if ENV.page_cache else "dummy.DummyCache"),
        "LOCATION": "pages",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 300},
    },
}

# Without a mail server, mail is written into the data folder, a file for each letter.
EMAIL_BACKEND = ENV.mail.backend
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST, EMAIL_PORT = ENV.mail.host, ENV.mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = ENV.mail.user, ENV.mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = ENV.mail.use_tls, ENV.mail.use_ssl
# Whoever pressed a button waits for it: a server that is silent is given up.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.mail.sender

# Errors with their traceback go to standard error, where whatever runs the server keeps them.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
        # A logger without any handler would print all the same.
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        # Whoever scans addresses asks for sites that are not here: no news, least with a traceback.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF, *PROVIDER_ORIGINS],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "gte.portal.views.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = ENV.production
CSRF_COOKIE_SECURE = ENV.production
SECURE_SSL_REDIRECT = ENV.production
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.proxies
SECURE_HSTS_SECONDS = 31_536_000 if ENV.production else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENV.production
SECURE_HSTS_PRELOAD = ENV.production
# The proxy in front ends TLS; see deploy documentation before switching production on.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.production else None

# The initial record that ``gte load`` reads when no other folder is named.
RECORD_DIR = PACKAGE_DIR / "record" / "data"
