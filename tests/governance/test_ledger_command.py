"""``gte ledger``: what it says of a good ledger, of a forged one and of what is none."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from gte.governance.chain import COLUMNS, FIRST_PREVIOUS, entry_hash, from_lines
from gte.governance.domain.ledger import head
from gte.governance.models import LedgerEntry
from tests.factories.ledger import append_acts, forge
from tests.factories.people import make_user

ROOT = Path(__file__).resolve().parents[2]
TABLE = "governance_ledgerentry"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def entries():
    """Five acts of somebody whose name is not plain ASCII."""
    return append_acts(5, by=make_user(name="Ada Núñez"))


@pytest.fixture
def exported(entries):
    ledger("export", "--output", "ledger.jsonl")
    return Path("ledger.jsonl")


def ledger(*arguments):
    """What the command says on standard output and on standard error."""
    out, err = io.StringIO(), io.StringIO()
    call_command("ledger", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def refusal(*arguments, status):
    with pytest.raises(CommandError) as caught:
        ledger(*arguments)
    assert caught.value.returncode == status
    return str(caught.value)


# --- a ledger that holds --------------------------------------------------------------------------


def test_verify_counts_the_entries_and_names_the_head(entries):
    assert ledger("verify") == (f"5 entries, the chain holds; head {entries[-1].hash}\n", "")


def test_verify_of_an_empty_ledger_says_so():
    sentence = f"The ledger has no entries yet; head {FIRST_PREVIOUS}\n"
    assert ledger("verify") == (sentence, "")


@pytest.mark.parametrize("head", [[], ["--head", FIRST_PREVIOUS]])
def test_verify_of_an_empty_file_proves_nothing(head, entries):
    Path("empty.jsonl").touch()
    sentence = "empty.jsonl is empty: there is no entry in it to verify."
    assert refusal("verify", "--file", "empty.jsonl", *head, status=2) == sentence


def test_verify_finds_the_head_that_an_acta_prints(entries):
    printed = entries[2].hash
    out, _err = ledger("verify", "--head", printed)
    assert out.splitlines()[0] == f"Entry 3 has the hash {printed}."
    grouped = " ".join(re.findall(".{8}", printed.upper()))
    assert ledger("verify", "--head", grouped)[0] == out


def test_verify_finds_the_head_of_an_acta_made_before_any_act(entries):
    out, _err = ledger("verify", "--head", FIRST_PREVIOUS)
    assert out.startswith(f"The beginning, before the first entry, has the hash {FIRST_PREVIOUS}.")


def test_verify_reads_a_large_ledger_in_few_pieces(entries, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        ledger("verify")


# --- one that does not ----------------------------------------------------------------------------

CHANGED = "its content does not give its hash"


@pytest.mark.parametrize("column", [name for name in COLUMNS if name not in {"seq", "previous"}])
def test_verify_names_the_entry_that_was_edited(entries, column):
    forge(f"UPDATE {TABLE} SET {column} = 'forged' WHERE seq = 3")
    assert refusal("verify", status=1) == f"Entry 3 breaks the chain: {CHANGED}."


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (f"UPDATE {TABLE} SET seq = 30 WHERE seq = 3", "Entry 3 breaks the chain: it is missing."),
        (
            f"UPDATE {TABLE} SET previous = 'x' WHERE seq = 3",
            "Entry 3 breaks the chain: it does not carry the hash of the entry before it.",
        ),
        (f"DELETE FROM {TABLE} WHERE seq = 2", "Entry 2 breaks the chain: it is missing."),
        (f"DELETE FROM {TABLE} WHERE seq = 1", "Entry 1 breaks the chain: it is missing."),
    ],
)
def test_verify_names_the_entry_that_was_moved_or_removed(entries, statement, sentence):
    forge(statement)
    assert refusal("verify", status=1) == sentence
    assert refusal("verify", "--head", entries[-1].hash, status=1) == sentence


def test_tail_that_was_cut_shows_by_the_printed_head_only(entries):
    printed = entries[-1].hash
    forge(f"DELETE FROM {TABLE} WHERE seq > 3")
    assert ledger("verify")[0].startswith("3 entries, the chain holds")
    assert refusal("verify", "--head", printed, status=1) == (
        f"No entry has the hash {printed}: the chain of 3 entries that is here is not the one it "
        "was printed from, or its end was cut off."
    )


@pytest.mark.parametrize("value", ["CAST(x'C328' AS TEXT)", "x'00FF'", "7", "9.5"])
def test_verify_names_an_entry_that_holds_what_is_no_text(entries, value):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL takes nothing else into a column of text")
    forge(f"UPDATE {TABLE} SET body = {value} WHERE seq = 3")
    assert refusal("verify", status=1) == f"Entry 3 breaks the chain: {CHANGED}."
    assert connection.connection.text_factory is str


def forge_bytes(column, value):
    """A row whose hash is taken of what its bytes look like, so that it fits."""
    last = LedgerEntry.objects.order_by("seq").last()
    entry = dict(
        zip(COLUMNS, (6, last.at, "decision.put", *[""] * 5, "{}", last.hash), strict=False)
    )
    entry[column] = value
    entry["hash"] = entry_hash(list(entry.values()))
    places = ", ".join(["%s"] * len(COLUMNS))
    forge(f"INSERT INTO {TABLE} VALUES ({places})", *entry.values())


@pytest.mark.parametrize("column", ["at", "act", "body"])
def test_bytes_with_a_fitting_hash_are_named(entries, column):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL takes nothing else into a column of text")
    forge_bytes(column, b"2027-11-21T14:05:09.123456Z")
    sentence = "Entry 6 breaks the chain: it holds something that is no text."
    assert refusal("verify", status=1) == sentence
    assert refusal("export", "--output", "a.jsonl", status=1) == sentence
    assert list(Path().iterdir()) == []


# --- the export -----------------------------------------------------------------------------------


def test_export_has_every_column_of_every_entry_in_order(exported, entries):
    lines = exported.read_text(encoding="utf-8").splitlines()
    assert [list(json.loads(line)) for line in lines] == [list(COLUMNS)] * 5
    with exported.open("rb") as file:
        assert list(from_lines(file)) == list(LedgerEntry.objects.rows())
    assert "Núñez" in lines[0]


def test_export_says_the_head_on_standard_error(entries, capfdbinary):
    out, err = ledger("export")
    assert (out, err) == ("", f"5 entries; head {head()}\n")
    assert capfdbinary.readouterr().out.count(b"\n") == 5


def test_export_of_an_empty_ledger_is_an_empty_file():
    _out, err = ledger("export", "--output", "a.jsonl")
    assert err == f"0 entries; head {FIRST_PREVIOUS}\n"
    assert Path("a.jsonl").read_bytes() == b""


@pytest.mark.parametrize(
    ("output", "why"),
    [("none/a.jsonl", "there is no folder none"), ("/", "it is a folder")],
)
def test_export_says_why_it_cannot_be_written(entries, output, why):
    sentence = f"The ledger cannot be written to {output}: {why}."
    assert refusal("export", "--output", output, status=2) == sentence
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("value", ["CAST(x'C328' AS TEXT)", "x'00FF'"])
def test_export_names_an_entry_that_holds_what_is_no_text(entries, value):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL takes nothing else into a column of text")
    forge(f"UPDATE {TABLE} SET body = {value} WHERE seq = 3")
    sentence = "Entry 3 breaks the chain: it holds something that is no text."
    assert refusal("export", "--output", "a.jsonl", status=1) == sentence
    assert list(Path().iterdir()) == []
    assert connection.connection.text_factory is str


@pytest.mark.parametrize("name", ["\ud800.jsonl", "\udcff/a.jsonl", "none\ud800/a.jsonl"])
def test_name_that_is_no_text_is_a_sentence(entries, name):
    """Also where it is printed: the sentence itself is text."""
    shown = name.encode(errors="backslashreplace").decode()
    for arguments, start in (
        (("verify", "--file", name), f"{shown} cannot be read: "),
        (("export", "--output", name), f"The ledger cannot be written to {shown}: "),
    ):
        sentence = refusal(*arguments, status=2)
        assert sentence.encode().decode().startswith(start)


def test_export_that_nobody_reads_to_its_end_says_so(entries, monkeypatch):
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as stdout:
        monkeypatch.setattr(sys, "stdout", stdout)
        sentence = refusal("export", status=2)
    assert sentence == "The ledger cannot be written to standard output: broken pipe."


def test_exported_file_is_verified_in_place_of_the_database(exported, entries):
    printed = entries[3].hash
    forge(f"DELETE FROM {TABLE}")
    out, _err = ledger("verify", "--file", "ledger.jsonl", "--head", printed)
    assert out == (
        f"Entry 4 has the hash {printed}.\n5 entries, the chain holds; head {entries[-1].hash}\n"
    )


def test_verify_names_the_entry_that_was_edited_in_a_file(exported):
    exported.write_text(exported.read_text().replace('"d-2"', '"d-9"'))
    sentence = f"Entry 3 breaks the chain: {CHANGED}."
    assert refusal("verify", "--file", "ledger.jsonl", status=1) == sentence


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("none.jsonl", None, "none.jsonl cannot be read: no such file or directory."),
        ("none/a", None, "none/a cannot be read: there is no folder none."),
        ("/", None, "/ cannot be read: it is a folder."),
        ("a.pdf", b"%PDF\xff\n", "a.pdf is no export of the ledger: line 1 is no entry "),
        ("a.json", b"[]", "a.json is no export of the ledger: line 1 is no entry of a ledger."),
        ("a.jsonl", b"\n", "a.jsonl is no export of the ledger: line 1 is no entry of a ledger."),
    ],
)
def test_verify_says_what_is_wrong_with_a_file(name, content, sentence):
    if content is not None:
        Path(name).write_bytes(content)
    assert refusal("verify", "--file", name, status=2).startswith(sentence)


@pytest.mark.parametrize("text", ["", "abc", "g" * 64, "0" * 65])
def test_verify_refuses_what_is_no_hash(text):
    sentence = f"“{text}” is no hash of an entry: it has 64 digits from 0 to f."
    assert refusal("verify", "--head", text, status=2) == sentence


# --- as a person meets it -------------------------------------------------------------------------


def run(*arguments, data):
    environ = {key: text for key, text in os.environ.items() if not key.startswith("GTE_")}
    return subprocess.run(
        [sys.executable, "-m", "gte", "ledger", *arguments],
        env=environ | {"GTE_DATA_DIR": str(data), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_forged_file_is_one_sentence_and_status_1(exported, tmp_path):
    lines = exported.read_text().splitlines(keepends=True)
    exported.write_text("".join(lines[:2] + lines[3:]))
    done = run("verify", "--file", "ledger.jsonl", data=tmp_path)
    sentence = "CommandError: Entry 3 breaks the chain: it is missing.\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", sentence)


def test_ledger_without_a_database_says_how_to_prepare_it(tmp_path):
    sentence = (
        "CommandError: The ledger cannot be read (no such table: governance_ledgerentry): prepare "
        "it with “gte setup”.\n"
    )
    for verb in ("verify", "export"):
        done = run(verb, data=tmp_path)
        assert (done.returncode, done.stdout, done.stderr) == (2, "", sentence)


# --- without this program -------------------------------------------------------------------------


@pytest.fixture
def check(exported):
    """``check(content)``: the script of docs/governance.md on a file, far from this program."""
    text = (ROOT / "docs/governance.md").read_text(encoding="utf-8")
    (script,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(script.splitlines()) == 10
    Path("check.py").write_text(script)

    def run_script(content):
        Path("given.jsonl").write_text(content, encoding="utf-8")
        command = [sys.executable, "-I", "check.py", "given.jsonl"]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    return run_script


def test_documented_script_prints_the_head_of_a_good_export(check, exported):
    done = check(exported.read_text())
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{head()}\n", "")


@pytest.mark.parametrize("column", COLUMNS)
def test_documented_script_refuses_an_edited_line(check, exported, column):
    lines = exported.read_text().splitlines()
    entry = json.loads(lines[2])
    entry[column] = 9 if column == "seq" else f"{entry[column]}x"
    lines[2] = json.dumps(entry)
    done = check("\n".join(lines))
    assert done.returncode == 1
    assert "AssertionError: entry 3 " in done.stderr


def test_documented_script_refuses_a_line_that_was_removed_swapped_or_repeated(check, exported):
    one, two, three, four, five = exported.read_text().splitlines(keepends=True)
    for lines in ([one, two, four, five], [one, two, four, three, five], [one, two, two, three]):
        done = check("".join(lines))
        assert done.returncode == 1
        assert "AssertionError: entry 3 is missing" in done.stderr


def test_documented_script_refuses_a_column_that_was_added_or_left_out(check, exported):
    *lines, last = exported.read_text().splitlines()
    entry = json.loads(last)
    for forged in (entry | {"more": "x"}, {k: v for k, v in entry.items() if k != "rank"}):
        assert check("\n".join([*lines, json.dumps(forged)])).returncode == 1
