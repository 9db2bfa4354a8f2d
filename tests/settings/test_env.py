"""The environment's variables: what each one does, and what is said of a wrong one."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from gte.portal.management.commands.serve import address_of
from gte.settings.env import (
    read_database,
    read_demo,
    read_env,
    read_flag,
    read_list,
    read_secret_key,
    read_sign_in_providers,
)

STRONG = "0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX2yZ3-4_5a6b7c8d9e0f1g2h"
IN_PRODUCTION = {
    "GTE_PRODUCTION": "1",
    "GTE_SECRET_KEY": STRONG,
    "GTE_BASE_URL": "https://example.org",
}
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def env(tmp_path):
    """``env(GTE_DEBUG="1")``: what an installation in an empty folder gets from these."""
    return lambda **variables: read_env(variables, tmp_path)


# --- an installation that sets nothing ------------------------------------------------------------


def test_installation_that_sets_nothing_is_private_and_complete(env, tmp_path):
    found = env()
    assert (found.debug, found.production, found.page_cache) == (False, False, True)
    assert found.data_dir == tmp_path / "var"
    assert found.allowed_hosts == ["localhost", "127.0.0.1", "[::1]"]
    assert found.base_url == ""
    assert found.database["ENGINE"] == "django.db.backends.sqlite3"
    assert found.database["NAME"] == str(tmp_path / "var/gte.sqlite3")
    assert len(found.secret_key) >= 50


# --- yes and no -----------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["1", "true", "True", "YES", "on", " 1 "])
def test_flag_says_yes(value):
    assert read_flag({"GTE_DEBUG": value}, "GTE_DEBUG") is True


@pytest.mark.parametrize("value", ["0", "false", "No", "off", "", "  "])
def test_flag_says_no(value):
    assert read_flag({"GTE_DEBUG": value}, "GTE_DEBUG") is False


def test_flag_that_is_not_set_says_no():
    assert read_flag({}, "GTE_DEBUG") is False


@pytest.mark.parametrize("name", ["GTE_DEBUG", "GTE_PRODUCTION", "GTE_PAGE_CACHE"])
@pytest.mark.parametrize("value", ["2", "maybe", "sí"])
def test_flag_that_says_neither_is_named(env, name, value):
    with pytest.raises(ImproperlyConfigured) as caught:
        env(**{name: value})
    assert str(caught.value) == f"{name} must be 1 or 0, not {value!r}."


def test_page_cache_is_on_until_switched_off(env):
    assert env().page_cache is True
    assert env(GTE_PAGE_CACHE="").page_cache is True
    assert env(GTE_PAGE_CACHE="0").page_cache is False


def test_debugging_is_switched_on(env):
    assert env(GTE_DEBUG="1").debug is True


# --- hosts and addresses --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "hosts"),
    [
        ("example.org", ["example.org"]),
        (" example.org , www.example.org,", ["example.org", "www.example.org"]),
        (",", []),
        ("", []),
    ],
)
def test_list_is_split_at_commas(value, hosts):
    assert read_list({"GTE_ALLOWED_HOSTS": value}, "GTE_ALLOWED_HOSTS", "localhost") == hosts


def test_list_that_is_not_set_has_its_default():
    assert read_list({}, "GTE_ALLOWED_HOSTS", "localhost,::1") == ["localhost", "::1"]


def test_hosts_are_those_that_are_set(env):
    assert env(GTE_ALLOWED_HOSTS="example.org").allowed_hosts == ["example.org"]


def test_address_has_no_slash_at_its_end(env):
    assert env(GTE_BASE_URL="https://example.org/").base_url == "https://example.org"


# --- folders and keys -----------------------------------------------------------------------------


def test_data_folder_is_where_it_is_set(env, tmp_path):
    folder = tmp_path / "elsewhere"
    found = env(GTE_DATA_DIR=str(folder))
    assert found.data_dir == folder
    assert found.database["NAME"] == str(folder / "gte.sqlite3")
    assert (folder / "secret_key").exists()


def test_data_folder_is_absolute_wherever_the_command_runs(env, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert env(GTE_DATA_DIR="here").data_dir == tmp_path / "here"


def test_key_is_made_once_and_kept(tmp_path):
    key = read_secret_key({}, tmp_path / "data")
    assert read_secret_key({}, tmp_path / "data") == key
    assert (tmp_path / "data/secret_key").read_text() == key


def test_key_is_readable_by_its_owner_alone(tmp_path):
    previous = os.umask(0)
    try:
        read_secret_key({}, tmp_path)
    finally:
        os.umask(previous)
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_key_that_was_left_empty_is_made_anew(tmp_path):
    """A first start that was killed between making the file and writing it."""
    (tmp_path / "secret_key").touch()
    key = read_secret_key({}, tmp_path)
    assert len(key) >= 50
    assert read_secret_key({}, tmp_path) == key
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_processes_that_begin_at_once_agree_on_the_key(tmp_path):
    with ThreadPoolExecutor(8) as threads:
        keys = list(threads.map(lambda _one: read_secret_key({}, tmp_path / "data"), range(32)))
    assert len(set(keys)) == 1


def test_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ImproperlyConfigured) as caught:
        read_secret_key({}, tmp_path / "file/data")
    assert str(caught.value) == (
        f"The data folder (GTE_DATA_DIR) cannot hold the key {tmp_path}/file/data/secret_key: "
        "Not a directory."
    )


def test_two_installations_do_not_share_a_key(tmp_path):
    assert read_secret_key({}, tmp_path / "one") != read_secret_key({}, tmp_path / "two")


def test_key_of_the_environment_is_used_and_not_kept(tmp_path):
    assert read_secret_key({"GTE_SECRET_KEY": "given"}, tmp_path) == "given"
    assert list(tmp_path.iterdir()) == []


def test_key_of_a_file_may_end_with_a_line_break(tmp_path):
    (tmp_path / "secret_key").write_text("given\n")
    assert read_secret_key({}, tmp_path) == "given"


def test_production_needs_a_key_of_the_environment(env, tmp_path):
    with pytest.raises(ImproperlyConfigured, match="needs") as caught:
        env(GTE_PRODUCTION="1")
    assert str(caught.value) == "GTE_PRODUCTION=1 needs GTE_SECRET_KEY."
    assert list(tmp_path.iterdir()) == []
    assert env(**IN_PRODUCTION).production is True


def test_production_needs_its_public_address(env):
    with pytest.raises(ImproperlyConfigured, match="needs GTE_BASE_URL"):
        env(GTE_PRODUCTION="1", GTE_SECRET_KEY=STRONG)


def test_letters_lead_to_where_the_site_is_served(env):
    assert env().served_at == "http://127.0.0.1:8000"
    assert env(GTE_SERVED_AT="http://127.0.0.1:8123").served_at == "http://127.0.0.1:8123"


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8123"),
        ("localhost", "http://localhost:8123"),
        ("0.0.0.0", "http://127.0.0.1:8123"),  # noqa: S104
        ("::", "http://[::1]:8123"),
    ],
)
def test_address_that_is_printed_can_be_opened(host, address):
    assert address_of(host, 8123) == address


@pytest.mark.parametrize(
    "key", ["given", "a" * 60, "django-insecure-" + "0123456789abcdefghij" * 3, "0123456789" * 6]
)
def test_production_refuses_a_weak_key(env, key):
    with pytest.raises(ImproperlyConfigured, match="GTE_SECRET_KEY is too weak"):
        env(GTE_PRODUCTION="1", GTE_SECRET_KEY=key)


# --- demo people and single sign-on ---------------------------------------------------------------


def test_demo_people_are_for_the_default_folder_of_a_laptop():
    assert read_demo({}, production=False) is True
    assert read_demo({"GTE_DATA_DIR": "/data"}, production=False) is False
    assert read_demo({"GTE_DATA_DIR": "/data", "GTE_DEMO": "1"}, production=False) is True
    assert read_demo({"GTE_DEMO": "0"}, production=False) is False
    assert read_demo({}, production=True) is False


def test_demo_people_are_refused_in_production(env):
    with pytest.raises(ImproperlyConfigured, match="exclude each other"):
        env(**IN_PRODUCTION, GTE_DEMO="1")


@pytest.mark.parametrize("value", ["-1", "two", "1.5"])
def test_number_of_proxies_is_a_number(env, value):
    with pytest.raises(ImproperlyConfigured, match="GTE_PROXIES must be a number"):
        env(GTE_PROXIES=value)


def test_a_proxy_is_believed_in_production_only(env):
    assert env().proxies == 0
    assert env(**IN_PRODUCTION).proxies == 1


PROVIDER = {
    "GTE_OIDC": "minedu",
    "GTE_OIDC_MINEDU_NAME": "Ministry",
    "GTE_OIDC_MINEDU_SERVER_URL": "https://id.example.org/",
    "GTE_OIDC_MINEDU_CLIENT_ID": "gte",
    "GTE_OIDC_MINEDU_SECRET": "s",
    "GTE_OIDC_MINEDU_TRUSTED_DOMAINS": "@Example.org, other.example",
    "GTE_OIDC_MINEDU_SECOND_FACTOR": "mfa,otp",
}


def test_provider_is_read_from_its_own_variables():
    (provider,) = read_sign_in_providers(PROVIDER)
    assert (provider.key, provider.name) == ("minedu", "Ministry")
    assert provider.server_url == "https://id.example.org"
    assert provider.trusted_domains == ("example.org", "other.example")
    assert provider.second_factor == ("mfa", "otp")
    assert read_sign_in_providers({}) == []


@pytest.mark.parametrize("missing", ["NAME", "SERVER_URL", "CLIENT_ID", "SECRET"])
def test_provider_without_a_needed_variable_is_refused_by_its_name(missing):
    environ = {k: v for k, v in PROVIDER.items() if not k.endswith(f"MINEDU_{missing}")}
    with pytest.raises(ImproperlyConfigured, match=f"needs GTE_OIDC_MINEDU_{missing}"):
        read_sign_in_providers(environ)


def test_provider_without_tls_is_refused():
    with pytest.raises(ImproperlyConfigured, match="must begin with https://"):
        read_sign_in_providers(PROVIDER | {"GTE_OIDC_MINEDU_SERVER_URL": "http://id.example.org"})


def test_provider_that_no_variable_can_name_is_refused():
    with pytest.raises(ImproperlyConfigured, match="short words"):
        read_sign_in_providers({"GTE_OIDC": "Min-Edu"})


# --- databases ------------------------------------------------------------------------------------


def test_sqlite_begins_its_transactions_as_writers():
    options = read_database("", Path("/data"))["OPTIONS"]
    assert (options["transaction_mode"], options["timeout"]) == ("IMMEDIATE", 20)
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        assert f"PRAGMA {pragma};" in options["init_command"]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("", "/data/gte.sqlite3"),
        ("sqlite:////srv/gte/gte.sqlite3", "/srv/gte/gte.sqlite3"),
        ("sqlite:///gte.sqlite3", "gte.sqlite3"),
        ("sqlite:////srv/año nuevo.sqlite3", "/srv/año nuevo.sqlite3"),
    ],
)
def test_sqlite_file_is_where_the_address_says(url, name):
    assert read_database(url, Path("/data"))["NAME"] == name


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://gte:secret@db.example.org:5433/register",
            ("register", "gte", "secret", "db.example.org", "5433"),
        ),
        ("postgres://gte@localhost/register", ("register", "gte", "", "localhost", "")),
        # A socket's folder cannot stand where the host does.
        (
            "postgresql:///register?host=/var/run/postgresql&user=gte",
            ("register", "gte", "", "/var/run/postgresql", ""),
        ),
        (
            "postgresql:///register?host=/run/pg&user=gte&password=secret&port=5433",
            ("register", "gte", "secret", "/run/pg", "5433"),
        ),
        (
            "postgresql://g%40te:s%2Fec%3Aret@[::1]:5432/regis%20ter",
            ("regis ter", "g@te", "s/ec:ret", "::1", "5432"),
        ),
    ],
)
def test_postgresql_is_reached_where_the_address_says(url, expected):
    found = read_database(url, Path("/data"))
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert tuple(found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")) == expected
    assert found["OPTIONS"] == {"pool": {"timeout": 5}, "connect_timeout": 5}


def test_other_words_of_a_postgresql_address_are_its_options():
    url = "postgresql://gte@db/register?sslmode=require&connect_timeout=9"
    assert read_database(url, Path("/data"))["OPTIONS"] == {
        "pool": {"timeout": 5},
        "sslmode": "require",
        "connect_timeout": "9",
    }


def test_database_that_cannot_be_reached_is_said_in_one_sentence(tmp_path):
    environ = os.environ | {
        "GTE_DATA_DIR": str(tmp_path),
        "GTE_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        "DJANGO_SETTINGS_MODULE": "gte.settings.base",
    }
    gte = str(Path(sys.executable).with_name("gte"))
    done = subprocess.run(
        [gte, "migrate"], env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("The database cannot be used: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("url", "scheme"),
    [
        ("mysql://db/gte", "mysql"),
        ("sqlite:/srv/gte.sqlite3", "sqlite"),
        ("sqlite://srv/gte.sqlite3", "sqlite"),
        ("gte.sqlite3", ""),
        ("/srv/gte.sqlite3", ""),
    ],
)
def test_other_database_is_named_and_refused(url, scheme):
    with pytest.raises(ImproperlyConfigured) as caught:
        read_database(url, Path("/data"))
    assert str(caught.value) == (
        f"GTE_DATABASE_URL must begin with sqlite:/// or postgresql://, not {scheme!r}."
    )


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        (
            "postgresql://gte@db:port/gte",
            "Port could not be cast to integer value as 'port'",
        ),
        ("postgresql://gte@db:99999/gte", "Port out of range 0-65535"),
        ("postgresql://gte@[::1/gte", "Invalid IPv6 URL"),
    ],
)
def test_address_that_cannot_be_read_is_refused(url, reason):
    with pytest.raises(ImproperlyConfigured) as caught:
        read_database(url, Path("/data"))
    assert str(caught.value) == f"GTE_DATABASE_URL cannot be read: {reason}."


# --- the settings as a whole ----------------------------------------------------------------------

SHOWN = """
from django.conf import settings
print(settings.DEBUG, settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS > 0)
print(settings.BASE_URL, settings.BASE_URL_IS_SET, settings.ALLOWED_HOSTS)
print(settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE)
"""


def shown(**variables):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GTE_")}
    done = subprocess.run(
        [sys.executable, "-c", SHOWN],
        cwd=ROOT,
        env=kept | {"DJANGO_SETTINGS_MODULE": "gte.settings.base", **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.splitlines() or done.stderr.splitlines()


def test_settings_of_a_private_installation(tmp_path):
    assert shown(GTE_DATA_DIR=str(tmp_path)) == [
        "False False False",
        "http://127.0.0.1:8000 False ['localhost', '127.0.0.1', '[::1]']",
        "False False",
    ]


def test_settings_of_a_public_installation(tmp_path):
    assert shown(
        GTE_DATA_DIR=str(tmp_path),
        GTE_PRODUCTION="1",
        GTE_SECRET_KEY=STRONG,
        GTE_BASE_URL="https://example.org/",
        GTE_ALLOWED_HOSTS="example.org",
    ) == ["False True True", "https://example.org True ['example.org']", "True True"]


def test_wrong_setting_ends_every_command_with_its_sentence(tmp_path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GTE_")}
    kept |= {"DJANGO_SETTINGS_MODULE": "gte.settings.base", "GTE_DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "gte", "load"],
        cwd=ROOT,
        env=kept | {"GTE_PRODUCTION": "perhaps"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "GTE_PRODUCTION must be 1 or 0, not 'perhaps'.\n"


def test_largest_upload_is_set_in_megabytes(env):
    assert env().upload_limit_mb == 50
    assert env(GTE_UPLOAD_LIMIT_MB="200").upload_limit_mb == 200


@pytest.mark.parametrize("value", ["0", "-5", "many", "2001", "9" * 30])
def test_largest_upload_that_is_no_such_number_is_named(env, value):
    with pytest.raises(ImproperlyConfigured) as caught:
        env(GTE_UPLOAD_LIMIT_MB=value)
    assert (
        str(caught.value) == f"GTE_UPLOAD_LIMIT_MB must be a number from 1 to 2000, not {value!r}."
    )


# --- the public address ---------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["https://gte.example.org/", "http://localhost:8000", ""])
def test_public_address_is_kept_without_its_last_slash(env, url):
    assert env(GTE_BASE_URL=url).base_url == url.rstrip("/")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "gte.example.org", "https://", "http://a b"]
)
def test_public_address_that_leads_nowhere_is_refused(env, url):
    with pytest.raises(ImproperlyConfigured) as caught:
        env(GTE_BASE_URL=url)
    assert str(caught.value) == (
        f"GTE_BASE_URL must be an address like https://gte.example.org, not {url.rstrip('/')!r}."
    )
