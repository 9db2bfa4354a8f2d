"""YAML is read as it is written: nothing guessed, nothing lost, every fault with its place."""

import importlib.util
import os
import sys

import pytest
import yaml

from gte.record import reading
from gte.record.errors import RecordError
from gte.record.reading import read_file
from gte.record.validating import files_of, read_folder
from tests import facts


@pytest.fixture
def read(tmp_path):
    """``read(content)``: the data of the records in a file of that content."""

    def read_content(content):
        path = tmp_path / "topics.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return [raw.data for raw in read_file(path)]

    return read_content


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2018-05-23", "2018-05-23"),
        ("2018-13-40", "2018-13-40"),
        ("2018-05", "2018-05"),
        ("2018-05-23 10:00:00", "2018-05-23 10:00:00"),
        ("NO", "NO"),
        ("no", "no"),
        ("No", "No"),
        ("yes", "yes"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("True", "True"),
        ("true", True),
        ("false", False),
        ("2018", 2018),
        ("-3", -3),
        ("+3", 3),
        ("0", 0),
        ("010", "010"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        ("35.70", "35.70"),
        ("12345678901234567890.12", "12345678901234567890.12"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("null", None),
        ("~", None),
        ("", None),
        ("'2018'", "2018"),
        ('"Ñandú – 10 %"', "Ñandú – 10 %"),
        ("[es, en]", ["es", "en"]),
    ],
)
def test_value_is_read_as_written(read, written, value):
    assert read(f"- id: a\n  field: {written}\n") == [{"id": "a", "field": value}]


def test_text_over_many_lines_is_one_text(read):
    assert read("- id: a\n  es: Una línea\n    y otra.\n") == [
        {"id": "a", "es": "Una línea y otra."}
    ]


def test_records_keep_order_and_first_line(tmp_path):
    path = tmp_path / "topics.yaml"
    path.write_text("# Topics\n- id: b\n  x: 1\n\n- id: a\n", encoding="utf-8")
    assert [str(raw.place) for raw in read_file(path)] == [
        "topics.yaml, line 2, record b",
        "topics.yaml, line 5, record a",
    ]


def test_byte_order_mark_is_no_part_of_the_text(read):
    assert read(b"\xef\xbb\xbf- id: a\n") == [{"id": "a"}]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        # Not YAML.
        (
            "- id: a\n  name: {es: x\n- id: b\n",
            "topics.yaml, line 3: is not valid YAML: did not find expected ',' or '}'.",
        ),
        (
            "- id: a\n\tname: x\n",
            (
                "topics.yaml, line 2: is not valid YAML: found a tab character that violates "
                "indentation."
            ),
        ),
        (
            "- id: a\n  name: one: two\n",
            (
                "topics.yaml, line 2: is not valid YAML: mapping values are not allowed in this "
                "context."
            ),
        ),
        (
            "- id: a\n---\n- id: b\n",
            "topics.yaml, line 2: is not valid YAML: but found another document.",
        ),
        (
            "- id: a\n  name: \x07\n",
            (
                "topics.yaml: is not valid YAML: unacceptable character #x0007: control characters "
                "are not allowed."
            ),
        ),
        (b"- id: a\n  name: caf\xe9\n", "topics.yaml, line 2: is not text in UTF-8."),
        ("- id: a\n".encode("utf-16"), "topics.yaml, line 1: is not text in UTF-8."),
        # YAML that would lose or hide something.
        (
            "- id: a\n  name: x\n  order: 1\n  name: y\n",
            "topics.yaml, line 4: is not valid YAML: the key 'name' is given twice.",
        ),
        (
            "- id: a\n  name:\n    es: x\n    es: y\n",
            "topics.yaml, line 4: is not valid YAML: the key 'es' is given twice.",
        ),
        (
            "- id: a\n  {{ name }}: x\n",
            "topics.yaml, line 2: is not valid YAML: the name of a field is not one word.",
        ),
        (
            "- id: a\n  date: !!timestamp 2018-13-40\n",
            (
                "topics.yaml, line 2: is not valid YAML: could not determine a constructor for the "
                "tag 'tag:yaml.org,2002:timestamp'."
            ),
        ),
        (
            "- id: a\n  date: !!python/object/apply:os.getpid []\n",
            (
                "topics.yaml, line 2: is not valid YAML: could not determine a constructor for the "
                "tag 'tag:yaml.org,2002:python/object/apply:os.getpid'."
            ),
        ),
        (
            "- id: a\n- id: b\n  order: !!int one\n",
            (
                "topics.yaml, line 2: is not valid YAML: invalid literal for int() with base 10: "
                "'one'."
            ),
        ),
        (
            "- &a\n  id: a\n  self: *a\n",
            "topics.yaml, line 3: uses the alias *a: write out what it stands for.",
        ),
        # YAML that would overflow the reader's stack.
        (
            "- id: a\n  name: " + "[" * 100_000,
            "topics.yaml, line 2: has more than 30 lists and mappings in each other.",
        ),
        (
            "- " * 2000 + "a\n",
            "topics.yaml, line 1: has more than 30 lists and mappings in each other.",
        ),
        # YAML that is no list of records.
        ("id: a\n", "topics.yaml, line 1: is not a list of records."),
        ("just words\n", "topics.yaml, line 1: is not a list of records."),
        ("- just words\n", "topics.yaml, line 1: is not a record: it has no fields."),
        ("- id: a\n-\n", "topics.yaml, line 2: is not a record: it has no fields."),
        ("- id: a\n- name: b\n", "topics.yaml, line 2, field id: the record has no id."),
        ("- id:\n", "topics.yaml, line 1, field id: the record has no id."),
        ("- id: ''\n", "topics.yaml, line 1, field id: the record has no id."),
        ("- id: 12\n", "topics.yaml, line 1, field id: 12 is not text."),
        ("- id: [a]\n", "topics.yaml, line 1, field id: ['a'] is not text."),
        ("", "topics.yaml: holds no record."),
        ("# Topics\n", "topics.yaml: holds no record."),
        ("[]\n", "topics.yaml: holds no record."),
    ],
)
def test_faulty_file_is_refused_with_its_line(read, content, sentence):
    with pytest.raises(RecordError) as caught:
        read(content)
    assert str(caught.value) == sentence


def test_folder_in_place_of_a_file_is_named(tmp_path):
    (tmp_path / "topics.yaml").mkdir()
    with pytest.raises(RecordError) as caught:
        list(read_file(tmp_path / "topics.yaml"))
    assert str(caught.value) == "topics.yaml: cannot be read: Is a directory."


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_what_would_be_read_without_an_end_is_named(tmp_path, make):
    make(tmp_path / "topics.yaml")
    with pytest.raises(RecordError) as caught:
        list(read_file(tmp_path / "topics.yaml"))
    assert str(caught.value) == "topics.yaml: is not a file, nor a link to one."


def test_huge_file_is_refused_before_it_fills_the_memory(tmp_path):
    with (tmp_path / "topics.yaml").open("wb") as file:
        file.truncate(10 * 2**30)
    with pytest.raises(RecordError) as caught:
        list(read_file(tmp_path / "topics.yaml"))
    assert str(caught.value) == "topics.yaml: is larger than 128 MB."


def test_few_lines_that_stand_for_millions_of_values_are_refused(read):
    lines = ["- id: a", "  a: &a [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    for former, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"  {name}: &{name} [{', '.join([f'*{former}'] * 9)}]")
    with pytest.raises(RecordError) as caught:
        read("\n".join([*lines, "  certainty: *i", ""]))
    assert str(caught.value) == (
        "topics.yaml, line 3: uses the alias *a: write out what it stands for."
    )


def test_sentence_names_the_beginning_of_a_long_value(tmp_path):
    (tmp_path / "topics.yaml").write_text(f"- id: {'A' * 5000}\n")
    with pytest.raises(RecordError) as caught:
        read_folder(tmp_path)
    assert max(len(line) for line in str(caught.value).splitlines()) < 400


def test_unreadable_file_is_named(tmp_path):
    (tmp_path / "topics.yaml").symlink_to(tmp_path / "nowhere.yaml")
    with pytest.raises(RecordError) as caught:
        list(read_file(tmp_path / "topics.yaml"))
    assert str(caught.value) == "topics.yaml: cannot be read: No such file or directory."


# --- folders --------------------------------------------------------------------------------------


def sentence_for(folder):
    with pytest.raises(RecordError) as caught:
        files_of(folder)
    return str(caught.value)


def test_missing_folder_is_named(tmp_path):
    folder = tmp_path / "nowhere"
    assert sentence_for(folder) == f"{folder}: cannot be read: No such file or directory."


def test_file_in_place_of_the_folder_is_named(tmp_path):
    path = tmp_path / "topics.yaml"
    path.write_text("- id: a\n")
    assert sentence_for(path) == f"{path}: is not a folder."


def test_name_that_no_folder_can_have_is_refused(tmp_path):
    folder = tmp_path / ("x" * 300)
    assert sentence_for(folder) == f"{folder}: cannot be read: File name too long."


def test_folder_without_files_of_the_record_is_refused(tmp_path):
    (tmp_path / "README.md").touch()
    assert sentence_for(tmp_path) == f"{tmp_path}: holds no file of the record."


def test_stray_files_are_each_named(tmp_path):
    for name in ("topics.yaml", "topic.yaml", "members.yml", "notes.txt"):
        (tmp_path / name).touch()
    known = (
        "members, observers, topics, bodies, functions, presidencies, contacts, experts, "
        "documents, meetings, practice_criteria, practices, internships, projects, mandates, "
        "deliverables, observers_cooperation, english, campaign"
    )
    assert sentence_for(tmp_path).splitlines() == [
        f"members.yml: is not a file of the record; the record has: {known}.",
        f"topic.yaml: is not a file of the record; the record has: {known}.",
    ]


def test_files_come_in_loading_order_whatever_their_names(tmp_path):
    for name in ("campaign.yaml", "topics.yaml", "members.yaml"):
        (tmp_path / name).touch()
    assert [path.name for path in files_of(tmp_path)] == [
        "members.yaml",
        "topics.yaml",
        "campaign.yaml",
    ]


# --- the record itself ----------------------------------------------------------------------------


def test_real_files_are_read_whole(settings):
    """Against a reader that takes every single value for text."""
    for path in files_of(settings.RECORD_DIR):
        read = [raw.data for raw in read_file(path)]
        assert as_text(read) == facts.records(path.stem)


def test_real_files_read_the_same_without_libyaml(settings, monkeypatch):
    """Where PyYAML was built without it, its slower reader takes over."""
    path = settings.RECORD_DIR / "presidencies.yaml"
    fast = [raw.data for raw in read_file(path)]
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    spec = importlib.util.spec_from_file_location("reading_in_python", reading.__file__)
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    assert module.FaithfulLoader.__mro__[1] is yaml.SafeLoader
    assert [raw.data for raw in module.read_file(path)] == fast


def as_text(value):
    if isinstance(value, dict):
        return {key: as_text(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_text(one) for one in value]
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value)
