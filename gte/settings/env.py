"""Typed reader of the ``GTE_*`` variables: the only place that reads the environment."""

from __future__ import annotations

import os
import re
import secrets
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from gte.settings.mail import MailServer, read_mail

if TYPE_CHECKING:
    from collections.abc import Mapping

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"", "0", "false", "no", "off"})

# How long a request may wait for a connection to PostgreSQL.
POOL_SECONDS = 5

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;"
    "PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON;"
)


def read_flag(environ: Mapping[str, str], name: str) -> bool:
    """The variable as a yes or no; unset is no. Raises ImproperlyConfigured for any other word."""
    value = environ.get(name, "").strip().lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")


def read_list(environ: Mapping[str, str], name: str, default: str = "") -> list[str]:
    """The variable split at commas, blanks dropped."""
    return [part.strip() for part in environ.get(name, default).split(",") if part.strip()]


def read_number(
    environ: Mapping[str, str], name: str, *, default: int, least: int = 1, most: int
) -> int:
    """The variable as a whole number. Raises ImproperlyConfigured for anything else."""
    value = environ.get(name, "").strip() or str(default)
    if not value.isdecimal() or len(value) > 9 or not least <= int(value) <= most:
        raise ImproperlyConfigured(
            f"{name} must be a number from {least} to {most}, not {value!r}."
        )
    return int(value)


def sqlite_database(path: str) -> dict[str, Any]:
    """Django's settings for a SQLite file.

    Write transactions begin IMMEDIATE: with SQLite's default (DEFERRED) a transaction that reads
    before it writes fails at once under concurrent writers, whatever the time-out.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # Opening the file and setting it up costs several times what a query does: keep it open.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_PRAGMAS,
        },
    }


def postgresql_database(url: str) -> dict[str, Any]:
    """Django's settings for ``postgresql://user:password@host:port/name?host=/socket/dir``."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"GTE_DATABASE_URL cannot be read: {error}.") from error
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or query.pop("user", "")),
        "PASSWORD": unquote(parts.password or query.pop("password", "")),
        "HOST": parts.hostname or query.pop("host", ""),
        "PORT": str(port or query.pop("port", "")),
        # Who cannot be reached says so soon; libpq would try for minutes.
        "OPTIONS": {"pool": {"timeout": POOL_SECONDS}, "connect_timeout": POOL_SECONDS, **query},
    }


def read_database(url: str, data_dir: Path) -> dict[str, Any]:
    """Django's settings for a ``sqlite:///`` or ``postgresql://`` address; '' is the default."""
    if not url:
        return sqlite_database(str(data_dir / "gte.sqlite3"))
    if url.startswith("sqlite:///"):
        return sqlite_database(url.removeprefix("sqlite:///"))
    if url.startswith(("postgresql://", "postgres://")):
        return postgresql_database(url)
    # What follows may be a password, so only the beginning is repeated.
    scheme = url.partition(":")[0] if ":" in url else ""
    raise ImproperlyConfigured(
        f"GTE_DATABASE_URL must begin with sqlite:/// or postgresql://, not {scheme!r}."
    )


def read_secret_key(environ: Mapping[str, str], data_dir: Path) -> str:
    """The key of the environment, or one made once for this installation and kept with its data."""
    if key := environ.get("GTE_SECRET_KEY"):
        return key
    path = data_dir / "secret_key"
    try:
        if not path.exists() or not path.read_text().strip():
            keep_new_key(path)
        return path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"The data folder (GTE_DATA_DIR) cannot hold the key {path}: {error.strerror}."
        ) from error


def keep_new_key(path: Path) -> None:
    """Whole or not at all; of several processes that begin at once, one makes the key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=".key-") as file:
        file.write(secrets.token_urlsafe(50))
        file.flush()
        if path.exists() and not path.stat().st_size:
            path.unlink(missing_ok=True)
        with suppress(FileExistsError):
            os.link(file.name, path)


@dataclass(frozen=True)
class SignInProvider:
    """A ministry's OpenID Connect service."""

    key: str
    name: str
    server_url: str
    client_id: str
    secret: str
    # Domains whose addresses it may vouch for; it finds nobody's account by any other address.
    trusted_domains: tuple[str, ...]
    # Values of "acr" or "amr" by which it says that it asked for a second factor itself.
    second_factor: tuple[str, ...]


def read_sign_in_providers(environ: Mapping[str, str]) -> list[SignInProvider]:
    """Every provider of ``GTE_OIDC``: a short word for each, which names its own variables.

    ``GTE_OIDC=minedu`` reads ``GTE_OIDC_MINEDU_NAME`` and so on. Raises ImproperlyConfigured with
    the variable that is missing.
    """
    return [read_sign_in_provider(environ, key) for key in read_list(environ, "GTE_OIDC")]


def read_sign_in_provider(environ: Mapping[str, str], key: str) -> SignInProvider:
    if not re.fullmatch(r"[a-z][a-z0-9]{0,19}", key):
        raise ImproperlyConfigured(
            f"GTE_OIDC names providers by short words like minedu, not {key!r}."
        )
    prefix = f"GTE_OIDC_{key.upper()}_"

    def needed(name: str) -> str:
        if value := environ.get(prefix + name, "").strip():
            return value
        raise ImproperlyConfigured(f"GTE_OIDC={key} needs {prefix}{name}.")

    server_url = needed("SERVER_URL")
    if not server_url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise ImproperlyConfigured(f"{prefix}SERVER_URL must begin with https://.")
    return SignInProvider(
        key=key,
        name=needed("NAME"),
        server_url=server_url.rstrip("/"),
        client_id=needed("CLIENT_ID"),
        secret=needed("SECRET"),
        trusted_domains=tuple(
            domain.lower().lstrip("@") for domain in read_list(environ, prefix + "TRUSTED_DOMAINS")
        ),
        second_factor=tuple(read_list(environ, prefix + "SECOND_FACTOR")),
    )


def read_base_url(environ: Mapping[str, str]) -> str:
    """The site's public address, for links in documents that travel and in letters."""
    url = environ.get("GTE_BASE_URL", "").strip().rstrip("/")
    if url and not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", url):
        raise ImproperlyConfigured(
            f"GTE_BASE_URL must be an address like https://gte.example.org, not {url!r}."
        )
    if not url and read_flag(environ, "GTE_PRODUCTION"):
        raise ImproperlyConfigured(
            "GTE_PRODUCTION=1 needs GTE_BASE_URL, the public address that letters lead to."
        )
    return url


def check_production_key(key: str) -> None:
    """Raises ImproperlyConfigured for a key that is missing, short, or found in a manual."""
    if not key:
        raise ImproperlyConfigured("GTE_PRODUCTION=1 needs GTE_SECRET_KEY.")
    telling = ("insecure", "changeme", "secret", "example", "tests-only")
    if len(key) < 50 or len(set(key)) < 15 or any(word in key.lower() for word in telling):
        raise ImproperlyConfigured(
            "GTE_SECRET_KEY is too weak for GTE_PRODUCTION=1: give 50 random characters or more, "
            "as printed by: python3 -c 'import secrets; print(secrets.token_urlsafe(60))'"
        )


def read_demo(environ: Mapping[str, str], *, production: bool) -> bool:
    """Whether ``gte serve`` makes demo people: on a laptop with the default folder, unless said."""
    default = "1" if not production and not environ.get("GTE_DATA_DIR") else "0"
    demo = read_flag({"GTE_DEMO": environ.get("GTE_DEMO") or default}, "GTE_DEMO")
    if demo and production:
        raise ImproperlyConfigured("GTE_DEMO=1 and GTE_PRODUCTION=1 exclude each other.")
    return demo


@dataclass(frozen=True)
class Env:
    """Everything that an installation may set."""

    data_dir: Path
    debug: bool
    production: bool
    secret_key: str
    allowed_hosts: list[str]
    # Empty where the installation was not told its public address.
    base_url: str
    # Where ``gte serve`` says that it serves: what letters lead to where nothing else is known.
    served_at: str
    database: dict[str, Any]
    # Off, every page is made anew: for measuring what a page costs.
    page_cache: bool
    # Made-up people for every role, see ``gte demo``.
    demo: bool
    # How many proxies in front may be believed about a visitor's address.
    proxies: int
    # The largest file that the library takes.
    upload_limit_mb: int
    mail: MailServer


def read_env(environ: Mapping[str, str], root: Path) -> Env:
    """Reads the ``GTE_*`` variables; raises ImproperlyConfigured with the variable's name."""
    data_dir = Path(environ.get("GTE_DATA_DIR") or root / "var").absolute()
    production = read_flag(environ, "GTE_PRODUCTION")
    if production:
        check_production_key(environ.get("GTE_SECRET_KEY", ""))
    return Env(
        data_dir=data_dir,
        debug=read_flag(environ, "GTE_DEBUG"),
        production=production,
        secret_key=read_secret_key(environ, data_dir),
        allowed_hosts=read_list(environ, "GTE_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]"),
        base_url=read_base_url(environ),
        served_at=environ.get("GTE_SERVED_AT") or "http://127.0.0.1:8000",
        database=read_database(environ.get("GTE_DATABASE_URL", ""), data_dir),
        page_cache=read_flag(
            {"GTE_PAGE_CACHE": environ.get("GTE_PAGE_CACHE") or "1"}, "GTE_PAGE_CACHE"
        ),
        demo=read_demo(environ, production=production),
        proxies=read_number(
            environ, "GTE_PROXIES", default=1 if production else 0, least=0, most=9
        ),
        upload_limit_mb=read_number(environ, "GTE_UPLOAD_LIMIT_MB", default=50, most=2000),
        mail=read_mail(environ),
    )
