"""The tests' own footing: what conftest.py promises."""

import socket
import urllib.request

import pytest


@pytest.mark.parametrize(
    "reach",
    [
        lambda: socket.create_connection(("192.0.2.1", 80), timeout=1),
        lambda: socket.create_connection(("example.org", 80), timeout=1),
        lambda: urllib.request.urlopen("http://example.org", timeout=1),
    ],
)
def test_hosts_beyond_this_machine_are_refused(reach):
    with pytest.raises(Exception, match="Tests use no network"):
        reach()


def test_loopback_is_reached():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=5).close()


@pytest.mark.django_db
def test_database_is_the_workers_copy_and_migrated(worker_id):
    from django.core.management import call_command
    from django.db import connection

    assert worker_id in str(connection.settings_dict["NAME"])
    call_command("migrate", check_unapplied=True, verbosity=0)


@pytest.mark.postgres
@pytest.mark.django_db
def test_postgres_tests_run_on_postgres():
    from django.db import connection

    assert connection.vendor == "postgresql"


@pytest.mark.parametrize(("ci", "outcome"), [("true", "Failed"), ("", "Skipped")])
def test_missing_tool_is_named(require_tool, monkeypatch, ci, outcome):
    monkeypatch.setenv("CI", ci)
    with pytest.raises(BaseException, match="no-such-program is missing") as caught:
        require_tool("no-such-program")
    assert caught.type.__name__ == outcome


@pytest.mark.browser
def test_browser_shows_a_page_of_either_size(phone, desktop):
    for page, width in ((phone, 360), (desktop, 1440)):
        page.set_content("<meta name=viewport content='width=device-width'><h1>Ñandú</h1>")
        assert page.inner_text("h1") == "Ñandú"
        assert page.evaluate("innerWidth") == width


@pytest.mark.browser
@pytest.mark.django_db
def test_database_answers_beside_the_browser(desktop):
    from django.contrib.auth import get_user_model

    assert get_user_model().objects.count() == 0


@pytest.mark.browser
def test_installed_site_answers(record_site, phone):
    answer = phone.goto(f"{record_site}/")
    assert answer.status == 200
    assert phone.title() != ""


@pytest.mark.external
def test_html_checker_finds_a_planted_error(nu_html_errors):
    good = "<!doctype html><html lang=en><title>x</title><p>y</p></html>"
    bad = good.replace("<p>y</p>", "<p><div>y</div></p>")
    assert nu_html_errors({"good": good}) == []
    found = nu_html_errors({"good": good, "bad": bad})
    assert [sentence.split(",")[0] for sentence in found] == ["bad"]
