"""The files of a pack: the same every time, whole, described, and safe in a program of tables."""

import csv
import hashlib
import io
import json
import re
import subprocess

import pytest

from gte.workplan.handover.files import csv_text
from gte.workplan.handover.listings import Kind, all_listings
from gte.workplan.handover.pack import pack_files, with_manifest, zipped
from tests.workplan.handover.conftest import files_in

README = {"es": "LEEME.md", "en": "README.md"}


def test_same_facts_give_the_same_bytes(contents_of_2018, pack_of_2018):
    again = zipped(with_manifest(pack_files(contents_of_2018)))
    assert files_in(again) == pack_of_2018
    assert again == zipped(with_manifest(pack_files(contents_of_2018)))


def test_manifest_has_the_hash_of_every_other_file(pack_of_2018):
    lines = pack_of_2018["MANIFEST.txt"].decode().splitlines()
    found = dict(reversed(line.split("  ", 1)) for line in lines)
    expected = {
        name: hashlib.sha256(content).hexdigest()
        for name, content in pack_of_2018.items()
        if name != "MANIFEST.txt"
    }
    assert found == expected


@pytest.mark.external
def test_manifest_is_read_by_sha256sum_which_finds_a_changed_file(
    pack_of_2018, tmp_path, require_tool
):
    for name, content in pack_of_2018.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    command = [require_tool("sha256sum"), "--check", "--strict", "--quiet", "MANIFEST.txt"]
    assert subprocess.run(command, cwd=tmp_path, check=False).returncode == 0
    (tmp_path / "csv/actas.csv").write_bytes(b"changed")
    done = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "csv/actas.csv: FAILED\n")


@pytest.mark.parametrize("language", ["es", "en"])
def test_readme_explains_every_file_and_every_column(pack_of_2018, language):
    text = pack_of_2018[README[language]].decode()
    assert [name for name in pack_of_2018 if f"`{name}`" not in text] == []
    for listing in all_listings():
        said = text.split(f"## {listing.file_name}\n")[1].split("\n## ")[0]
        assert [one.name for one in listing.columns if f"- `{one.name}`: " not in said] == []


def test_csv_and_json_say_the_same(pack_of_2018):
    for name, expected in json.loads(pack_of_2018["pack.json"])["listings"].items():
        content = pack_of_2018[f"csv/{name}.csv"]
        assert content.startswith(b"\xef\xbb\xbf")
        found = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
        shown = [{key: csv_text(value) for key, value in row.items()} for row in expected]
        assert found == shown


# --- what a program of tables would calculate -----------------------------------------------------


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0"]
)
def test_text_that_looks_like_a_formula_stands_after_an_apostrophe(text):
    assert csv_text(text) == f"'{text}"
    assert csv_text([text, "b"]) == f"'{text}; b"


@pytest.mark.parametrize(
    ("value", "text"),
    [("a=b", "a=b"), (None, ""), (True, "yes"), (False, "no"), (-3, "-3"), (["a", "b"], "a; b")],
)
def test_other_values_are_written_as_they_are(value, text):
    assert csv_text(value) == text


# --- the schema -----------------------------------------------------------------------------------


TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "null": type(None),
}


def faults(value, schema, place="$"):
    """Where a value departs from a JSON Schema, of the words that the pack's own uses."""
    kinds = schema.get("type", [])
    allowed = tuple(TYPES[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds))
    if allowed and not isinstance(value, allowed):
        return [f"{place}: {value!r} is no {kinds}"]
    found = []
    if "const" in schema and value != schema["const"]:
        found.append(f"{place}: not {schema['const']!r}")
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{place}: {value!r} is not one of them")
    if "pattern" in schema and not re.search(schema["pattern"], value):
        found.append(f"{place}: {value!r} does not match")
    if isinstance(value, dict):
        known = schema.get("properties", {})
        found += [
            f"{place}: {name} is missing"
            for name in schema.get("required", [])
            if name not in value
        ]
        if schema.get("additionalProperties") is False:
            found += [f"{place}: {name} is unknown" for name in value if name not in known]
        for name, one in value.items():
            found += faults(one, known.get(name, {}), f"{place}.{name}")
    if isinstance(value, list):
        for at, one in enumerate(value):
            found += faults(one, schema.get("items", {}), f"{place}[{at}]")
    return found


@pytest.fixture
def body(pack_of_2018):
    return json.loads(pack_of_2018["pack.json"])


@pytest.fixture
def schema(pack_of_2018):
    return json.loads(pack_of_2018["pack.schema.json"])


def test_json_is_as_its_schema_says(body, schema):
    assert faults(body, schema) == []


def planted_kind(body):
    body["listings"]["commitments"][0]["kind"] = "promise"


def planted_day(body):
    body["listings"]["mandates"][0]["date"] = "23/05/2018"


def planted_column(body):
    body["listings"]["actas"][0]["place"] = "x"


def planted_gap(body):
    del body["listings"]["decisions"]


@pytest.mark.parametrize(
    "plant", [planted_kind, planted_day, planted_column, planted_gap], ids=lambda one: one.__name__
)
def test_schema_finds_what_was_planted(body, schema, plant):
    plant(body)
    assert len(faults(body, schema)) == 1


def test_every_column_of_the_schema_is_described(schema):
    listings = schema["properties"]["listings"]["properties"]
    columns = [
        column for one in listings.values() for column in one["items"]["properties"].values()
    ]
    assert all(column["description"] for column in columns)
    assert len(columns) == sum(len(listing.columns) for listing in all_listings())


def test_names_of_files_and_columns_are_plain():
    for listing in all_listings():
        assert re.fullmatch(r"csv/[a-z-]+\.csv", listing.file_name)
        names = [column.name for column in listing.columns]
        assert len(set(names)) == len(names)
        assert all(re.fullmatch(r"[a-z0-9_]+", name) for name in names)
        assert all(column.kind in Kind for column in listing.columns)
