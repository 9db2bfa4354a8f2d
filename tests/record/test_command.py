"""``gte load`` at the command line: what it says, and the status it ends with."""

import io

import pytest
from django.core.management import CommandError, call_command

from gte.alliance.models import Topic
from tests.factories.record_files import GONE, change, topic, write_record

pytestmark = pytest.mark.django_db


def run(*arguments, **options):
    out = io.StringIO()
    call_command("load", *map(str, arguments), stdout=out, **options)
    return out.getvalue().splitlines()


def test_load_without_a_folder_takes_the_record_of_the_platform():
    assert run() == ["0 records created, 0 updated, 408 unchanged."]


def test_load_of_a_folder_counts_what_it_did(empty_register, folder, record):
    write_record(folder, record)
    assert run(folder) == ["25 records created, 0 updated, 0 unchanged."]
    write_record(folder, change(record, "topics.0.order", 7))
    assert run(folder) == ["0 records created, 1 updated, 24 unchanged."]


def test_load_lists_what_is_kept_and_what_is_gone(empty_register, folder, record):
    run(write_record(folder, record))
    Topic.objects.filter(code__in=["topic-a", "topic-b"]).update(order=9)
    record["practices"].pop()
    assert run(write_record(folder, record)) == [
        "0 records created, 0 updated, 22 unchanged.",
        "Kept as people edited them (2): topic-a, topic-b.",
        "No longer in the files, kept in the register (1): practice-b.",
    ]


def test_load_names_the_files_that_the_folder_lacks(empty_register, folder, record):
    run(write_record(folder, record))
    (folder / "campaign.yaml").unlink()
    (folder / "practices.yaml").unlink()
    assert run(folder) == [
        "0 records created, 0 updated, 22 unchanged.",
        (
            "Not in the folder, their records kept in the register: practices.yaml (2), "
            "campaign.yaml (1)."
        ),
    ]


def test_quiet_load_says_nothing(empty_register, folder, record):
    assert run(write_record(folder, record), verbosity=0) == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            "- id: [\n",
            "topics.yaml, line 2: is not valid YAML: did not find expected node content.",
        ),
        ("- name: a\n", "topics.yaml, line 1, field id: the record has no id."),
        (b"\xff\xfe", "topics.yaml, line 1: is not text in UTF-8."),
        ("", "topics.yaml: holds no record."),
    ],
)
def test_faulty_file_ends_with_status_2_and_its_sentence(folder, whole_register, content, sentence):
    before = whole_register()
    folder.mkdir()
    content = content if isinstance(content, bytes) else content.encode()
    (folder / "topics.yaml").write_bytes(content)
    assert refusal(folder) == [sentence, "Nothing was loaded."]
    assert whole_register() == before


def test_every_fault_has_a_line_of_its_own(folder):
    record = change({"topics": [topic("a"), topic("a")]}, "topics.0.name.en", GONE)
    record = change(record, "topics.0.order", "first")
    assert refusal(write_record(folder, record)) == [
        "topics.yaml, line 1, record a, field order: input should be a valid integer.",
        "topics.yaml, line 1, record a, field name.en: the English text is missing.",
        "Nothing was loaded.",
    ]


def test_missing_folder_ends_with_status_2(tmp_path):
    folder = tmp_path / "nowhere"
    assert refusal(folder) == [
        f"{folder}: cannot be read: No such file or directory.",
        "Nothing was loaded.",
    ]


def refusal(folder):
    with pytest.raises(CommandError) as caught:
        run(folder)
    assert caught.value.returncode == 2
    return str(caught.value).splitlines()
