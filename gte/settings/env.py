"""Typed reader of the ``GTE_*`` variables: the only place that reads the environment."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from collections.abc import Mapping

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"", "0", "false", "no", "off"})

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


def read_number(environ: Mapping[str, str], name: str, *, default: int, most: int) -> int:
    """The variable as a whole number from 1 on. Raises ImproperlyConfigured for anything else."""
    value = environ.get(name, "").strip() or str(default)
    if not value.isdecimal() or len(value) > 9 or not 1 <= int(value) <= most:
        raise ImproperlyConfigured(f"{name} must be a number from 1 to {most}, not {value!r}.")
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
        "OPTIONS": {"pool": True, **query},
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
class Env:
    """Everything that an installation may set."""

    data_dir: Path
    debug: bool
    production: bool
    secret_key: str
    allowed_hosts: list[str]
    # Empty where the installation was not told its public address.
    base_url: str
    database: dict[str, Any]
    # Off, every page is made anew: for measuring what a page costs.
    page_cache: bool
    # The largest file that the library takes.
    upload_limit_mb: int


def read_env(environ: Mapping[str, str], root: Path) -> Env:
    """Reads the ``GTE_*`` variables; raises ImproperlyConfigured with the variable's name."""
    data_dir = Path(environ.get("GTE_DATA_DIR") or root / "var").absolute()
    production = read_flag(environ, "GTE_PRODUCTION")
    if production and not environ.get("GTE_SECRET_KEY"):
        raise ImproperlyConfigured("GTE_PRODUCTION=1 needs GTE_SECRET_KEY.")
    return Env(
        data_dir=data_dir,
        debug=read_flag(environ, "GTE_DEBUG"),
        production=production,
        secret_key=read_secret_key(environ, data_dir),
        allowed_hosts=read_list(environ, "GTE_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]"),
        base_url=environ.get("GTE_BASE_URL", "").rstrip("/"),
        database=read_database(environ.get("GTE_DATABASE_URL", ""), data_dir),
        page_cache=read_flag(
            {"GTE_PAGE_CACHE": environ.get("GTE_PAGE_CACHE") or "1"}, "GTE_PAGE_CACHE"
        ),
        upload_limit_mb=read_number(environ, "GTE_UPLOAD_LIMIT_MB", default=50, most=2000),
    )
