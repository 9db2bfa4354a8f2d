"""``gte report``: the file it writes, and the one sentence where it cannot."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from gte.alliance.models import Body
from gte.workplan.queries import today
from gte.workplan.report.build import build_report, read_day
from gte.workplan.report.html import render_html_file
from gte.workplan.report.pdf import render_pdf

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-01-29"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def report(*arguments, body="gan"):
    """What the command says on standard output."""
    out = io.StringIO()
    call_command("report", body, *arguments, stdout=out)
    return out.getvalue()


def refusal(*arguments, body="gan"):
    """The sentence of a command that fails as bad input does, having written nothing."""
    before = sorted(Path().iterdir())
    with pytest.raises(CommandError) as caught:
        report(*arguments, body=body)
    assert caught.value.returncode == 2
    assert sorted(Path().iterdir()) == before
    return str(caught.value)


def expected(render, language="es", day=DAY):
    return render(build_report(body="gan", as_of=read_day(day), language=language))


# --- what it writes -------------------------------------------------------------------------------


def test_report_writes_the_pdf_and_prints_its_path():
    assert report("--as-of", DAY, "--output", "informe.pdf") == "informe.pdf\n"
    assert Path("informe.pdf").read_bytes() == expected(render_pdf)


def test_report_is_written_in_the_language_asked_for():
    report("--as-of", DAY, "--lang", "en", "--format", "html", "--output", "a.html")
    assert Path("a.html").read_text(encoding="utf-8") == expected(render_html_file, "en")


@pytest.mark.parametrize(
    ("output", "begins"),
    [
        ("a.pdf", b"%PDF"),
        ("a.html", b"<!"),
        ("a.HTM", b"<!"),
        ("a.docx", b"PK"),
        ("without-ending", b"%PDF"),
    ],
)
def test_report_takes_the_format_from_the_output(output, begins):
    report("--as-of", DAY, "--output", output)
    assert Path(output).read_bytes().startswith(begins)


def test_report_takes_the_format_asked_for_before_that_of_the_output():
    report("--as-of", DAY, "--format", "pdf", "--output", "a.html")
    assert Path("a.html").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["--as-of", DAY], f"informe-gan-{DAY}.pdf"),
        (["--as-of", DAY, "--format", "html"], f"informe-gan-{DAY}.html"),
        (["--as-of", DAY, "--lang", "en"], f"report-gan-{DAY}.pdf"),
    ],
)
def test_report_without_output_is_named_after_itself(arguments, name):
    assert report(*arguments) == f"{name}\n"
    assert [path.name for path in Path().iterdir()] == [name]


def test_report_without_a_day_is_of_today():
    report("--format", "html", "--output", "a.html")
    text = expected(render_html_file, day=today().isoformat())
    assert Path("a.html").read_text(encoding="utf-8") == text


def test_report_goes_to_standard_output(capfdbinary):
    assert report("--as-of", DAY, "--output", "-") == ""
    assert capfdbinary.readouterr().out == expected(render_pdf)
    assert list(Path().iterdir()) == []


def test_report_goes_on_in_english_whatever_is_active():
    with override("es"):
        assert refusal("--as-of", "x") == "“x” is not a day of the form YYYY-MM-DD."


def test_report_changes_nothing_in_the_database():
    with CaptureQueriesContext(connection) as queries:
        report("--as-of", DAY)
    assert {query["sql"].lstrip("(").split()[0] for query in queries} == {"SELECT"}


# --- what it refuses ------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2018-13-40", "2018-02-30", "20180523", "2018-5-3", "May", ""])
def test_report_refuses_what_is_not_a_day(day):
    assert refusal("--as-of", day) == f"“{day}” is not a day of the form YYYY-MM-DD."


def test_report_refuses_an_unknown_body():
    assert (
        refusal(body="moon")
        == "There is no report for “moon”; there is one for: gan, gre, council-ministers."
    )


def test_report_refuses_an_unknown_language():
    sentence = "“fr” is not a language of the report; it is written in: es, en."
    assert refusal("--lang", "fr") == sentence


@pytest.mark.parametrize(
    ("arguments", "named"),
    [(["--format", "odt"], "odt"), (["--output", "a.odt"], ".odt"), (["--format", ""], "")],
)
def test_report_refuses_an_unknown_format(arguments, named):
    sentence = f"“{named}” is not a format of the report; it is written as: pdf, docx, html."
    assert refusal(*arguments) == sentence


@pytest.mark.parametrize(
    ("output", "why"),
    [
        ("none/a.pdf", "there is no folder none"),
        ("/", "it is a folder"),
        ("/sys/a.pdf", "permission denied"),
        ("/dev/full", "no space left on device"),
    ],
)
def test_report_says_why_it_cannot_be_written(output, why):
    sentence = refusal("--as-of", DAY, "--format", "pdf", "--output", output)
    assert sentence == f"The report cannot be written to {output}: {why}."


def test_report_that_cannot_be_built_leaves_the_former_file():
    Path("a.pdf").write_bytes(b"former")
    refusal("--lang", "fr", "--output", "a.pdf")
    assert Path("a.pdf").read_bytes() == b"former"


def test_report_on_an_empty_register_asks_to_load_the_record():
    Body.objects.filter(code="gan").update(code="renamed")
    assert refusal() == "The register has no body “gan”: load the record."


# --- as a person meets it -------------------------------------------------------------------------


def run(*arguments, data, **options):
    """The command in a process of its own, on an installation without a database."""
    environ = {key: text for key, text in os.environ.items() if not key.startswith("GTE_")}
    return subprocess.run(
        [sys.executable, "-m", "gte", "report", *arguments],
        env=environ | {"GTE_DATA_DIR": str(data), "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        **options,
    )


def test_refused_report_is_one_sentence_and_status_2(tmp_path):
    done = run("gan", "--as-of", "2018-13-40", data=tmp_path)
    sentence = "CommandError: “2018-13-40” is not a day of the form YYYY-MM-DD.\n"
    assert (done.returncode, done.stderr) == (2, sentence)


def test_report_without_a_database_says_how_to_prepare_it(tmp_path):
    done = run("gan", data=tmp_path)
    reason = "no such table: alliance_body"
    sentence = f"The register cannot be read ({reason}): prepare it with “gte setup”."
    assert (done.returncode, done.stderr) == (2, f"CommandError: {sentence}\n")
