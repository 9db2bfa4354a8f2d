"""Demo people: complete on a laptop, refused in production."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client

from gte.alliance.demo import CAST, demo_password, make_demo_people, refuse_demo_people
from gte.alliance.enums import RoleKind
from gte.alliance.models import Person, User
from tests.factories.people import make_user
from tests.pages import Page, address, get

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_there_is_somebody_for_every_role(data_dir):
    assert make_demo_people() == len(CAST)
    held = {role.kind for user in User.objects.all() for role in user.roles_held}
    assert held == set(RoleKind)
    assert all(person.is_synthetic for person in Person.objects.all())
    assert {user.email.split("@")[1] for user in User.objects.all()} == {"example.org"}


def test_making_them_again_changes_nothing(data_dir):
    make_demo_people()
    before = list(User.objects.order_by("pk").values())
    assert make_demo_people() == 0
    assert list(User.objects.order_by("pk").values()) == before


def test_password_of_a_demo_person_who_changed_it_is_given_back(data_dir):
    make_demo_people()
    user = User.objects.get(email="edita@example.org")
    user.set_password("something-else-entirely")
    user.save()
    make_demo_people()
    user.refresh_from_db()
    assert user.check_password(demo_password())
    assert len(set(User.objects.values_list("password", flat=True))) == 1


def test_newcomer_signs_in_with_what_is_printed(data_dir, capsys):
    call_command("demo", "people")
    printed = capsys.readouterr().out
    assert demo_password() in printed
    call_command("demo", "code", "coordina@example.org")
    code = capsys.readouterr().out.strip()
    client = Client()
    data = {"login": "coordina@example.org", "password": demo_password()}
    client.post(address("account_login", language="es"), data)
    path = address("mfa_authenticate", language="es")
    page = Page(path, client.post(path, {"code": code}, follow=True))
    assert page.h1 == "Mi escritorio"
    assert (data_dir / "demo_password").stat().st_mode & 0o077 == 0


def test_code_of_a_real_person_is_not_printed(data_dir):
    make_user("real@example.org", "administrator")
    with pytest.raises(CommandError, match="There is no demo person"):
        call_command("demo", "code", "real@example.org")


def test_sign_in_page_lists_them_in_a_demonstration_only(data_dir, settings):
    make_demo_people()
    path = address("account_login", language="en")
    settings.DEMO = False
    assert "@example.org" not in get(path).main
    settings.DEMO = True
    page = get(path)
    assert "delegada@example.org" in page.main
    assert demo_password() not in page.main


def test_made_up_person_is_marked(data_dir):
    make_demo_people()
    client = Client()
    client.force_login(
        User.objects.get(email="edita@example.org"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    assert "made up for demonstration" in get("/en/", client).html


def test_production_does_not_start_with_them(data_dir):
    refuse_demo_people()
    make_demo_people()
    with pytest.raises(ImproperlyConfigured, match="does not start with demo people"):
        refuse_demo_people()


def test_server_in_production_refuses_them_in_one_sentence(tmp_path):
    """The real command on a database that once was a demonstration."""
    environ = {"PATH": "/usr/bin:/bin", "GTE_DATA_DIR": str(tmp_path), "GTE_DEMO": "1"}
    gte = [sys.executable, "-m", "gte"]

    def run(*arguments, **variables):
        return subprocess.run(
            [*gte, *arguments],
            env=environ | variables,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

    assert run("setup").returncode == 0
    assert run("demo", "people").returncode == 0
    production = {
        "GTE_DEMO": "",
        "GTE_PRODUCTION": "1",
        "GTE_BASE_URL": "https://example.org",
        "GTE_SECRET_KEY": "0aB1cD2eF3gH4iJ5kL6mN7oP8qR9sT0uV1wX2yZ3-4_5a6b7c8d9e0f1g2h",
    }
    done = run("serve", "--port", "8199", **production)
    assert (done.returncode, "does not start with demo people" in done.stderr) == (2, True)
    assert len(done.stderr.strip().splitlines()) == 1
