"""What does not make a record stops the load with file, line, record, field and reason."""

import pytest

from gte.record.errors import SHOWN_AT_MOST, RecordError
from gte.record.validating import read_folder
from tests.factories.record_files import (
    GONE,
    body,
    change,
    criterion,
    figure,
    member,
    observer,
    practice,
    text,
    topic,
    write_record,
)

ENGLISH_MISSING = "the English text is missing"
NO_SUCH_FIELD = "is not a field of this kind of record"
NO_TEXT = "input should be a valid string"


def fault(path, value, reason, at=None):
    """A value set in the small record, and the reason that must be given; ``at`` names the field
    where the path does not, or none where the fault lies between fields.
    """
    shown = "gone" if value is GONE else repr(value)[:20]
    field = ".".join(path.split(".")[2:]) if at is None else at
    return pytest.param(path, value, field, reason, id=f"{path} {shown}")


FAULTS_OF_FORM = [
    # Texts in two languages.
    fault("topics.0.name.en", GONE, ENGLISH_MISSING),
    fault("topics.1.description.es", GONE, "the Spanish text is missing"),
    fault("topics.0.name.en", "", "is empty"),
    fault("topics.0.name.en", " \n", "is empty"),
    fault("topics.0.name.en", None, NO_TEXT),
    fault("topics.0.name.en", 2018, NO_TEXT),
    fault(
        "topics.0.name", "Only one language", "has no fields of its own, as a text has es and en"
    ),
    fault("topics.0.name.fr", "Sujet", NO_SUCH_FIELD),
    fault("practices.0.results.1.metric.en", GONE, ENGLISH_MISSING),
    fault("topics.0.name.en", "a\x00b", "holds a zero character, which no database keeps"),
    # Fields.
    fault("topics.0.colour", "red", NO_SUCH_FIELD),
    fault("practices.0.results.0.kind", "result", NO_SUCH_FIELD),
    fault("topics.0.parent", GONE, "is missing"),
    fault("topics.0.source", GONE, "is missing"),
    fault("topics.0.source", "", "is empty"),
    fault("topics.0.more_sources", ["https://example.org/a", ""], "is empty", at="more_sources.1"),
    # Words of a closed list.
    fault(
        "topics.0.certainty",
        "certain",
        "'certain' does not fit: Input should be 'documented' or 'inferred'",
    ),
    fault("topics.0.certainty", GONE, "is missing"),
    fault(
        "presidencies.0.scope",
        "president",
        "'president' does not fit: Input should be 'ppt', 'gte_coordination' or 'riap_secretariat'",
    ),
    fault("presidencies.0.interim", "no", "input should be a valid boolean"),
    # Dates and numbers.
    fault(
        "mandates.0.date",
        "2018-13-40",
        "'2018-13-40' is not a date of the calendar: month must be in 1..12",
    ),
    fault(
        "mandates.0.date",
        "2018-02-30",
        "'2018-02-30' is not a date of the calendar: day is out of range for month",
    ),
    fault(
        "mandates.0.date",
        "June 2018",
        "'June 2018' is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD",
    ),
    fault("mandates.0.date", True, "true is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD"),
    fault(
        "practices.0.results.1.as_of",
        "2021-00",
        "'2021-00' is not a date of the calendar: month must be in 1..12",
    ),
    fault("meetings.0.ordinal", "XXVIIII", "'XXVIIII' is not a Roman numeral"),
    fault("meetings.0.ordinal", 27, "'27' is not a Roman numeral"),
    fault("practices.0.results.0.value", "about 12", "input should be a valid decimal"),
    fault(
        "practices.0.results.0.value",
        "0.125",
        "decimal input should have no more than 2 decimal places",
    ),
    fault(
        "practices.0.results.0.value",
        10**18,
        "decimal input should have no more than 18 digits before the decimal point",
    ),
    fault(
        "practices.0.results.0.value",
        "12345678901234.56",
        "has more than 15 significant figures",
    ),
    fault("topics.0.order", -1, "input should be greater than or equal to 0"),
    fault("topics.0.order", 32768, "input should be less than or equal to 32767"),
    fault("topics.0.order", True, "input should be a valid integer"),
    fault(
        "practice_criteria.0.scale.max", 2, "a scale from 0 to 2 needs 3 labels, not 2", at="scale"
    ),
    fault("presidencies.0.end", None, "the end is said to be planned, but no end is given", at=""),
    # Forms of text.
    fault(
        "topics.0.id",
        "Topic A",
        "'Topic A' does not fit: String should match pattern '^[a-z0-9]+(-[a-z0-9]+)*$'",
    ),
    fault(
        "contacts.0.email_as_published",
        "ada at home",
        r"'ada at home' does not fit: String should match pattern '^[^@\s]+@[^@\s]+\.[^@\s]+$'",
    ),
    fault("members.0.iso2", "A1", "'A1' does not fit: String should match pattern '^[A-Z]{2}$'"),
    fault(
        "documents.0.url",
        "javascript:alert(1)",
        "'javascript:alert(1)' does not fit: String should match pattern '^https?://'",
    ),
    fault(
        "practices.0.period",
        "since 2012",
        r"'since 2012' does not fit: String should match pattern '^\d{4}s?(-(\d{4})?)?$'",
    ),
    fault(
        "documents.0.url",
        "https://example.org/" + "x" * 600,
        "string should have at most 600 characters",
    ),
]

# These need all files together, and the database.
FAULTS_BETWEEN_RECORDS = [
    # Texts that a column would not take.
    fault("topics.0.name.en", "x" * 201, "is longer than 200 characters (201)"),
    fault("practices.0.results.1.metric.es", "x" * 301, "is longer than 300 characters (301)"),
    fault("practice_criteria.0.questions.1.id", "q" * 41, "is longer than 40 characters (41)"),
    fault("members.0.office_history.0.office.en", "x" * 201, "is longer than 200 characters (201)"),
    # Records that there are not, or not of that kind.
    fault("topics.1.parent", "topic-z", "'topic-z' is not the id of any work topic"),
    fault(
        "projects.0.topic_ids",
        ["topic-a", "topic-z"],
        "'topic-z' is not the id of any work topic",
        at="topic_ids.1",
    ),
    fault("experts.0.member_institutions.1.country_id", "zz", "'zz' is not the id of any State"),
    fault(
        "experts.0.project_ids",
        ["project-z"],
        "'project-z' is not the id of any project",
        at="project_ids.0",
    ),
    fault(
        "mandates.0.evidence_ids",
        ["meeting-a", "meeting-z"],
        "'meeting-z' is not the id of any meeting",
        at="evidence_ids.1",
    ),
    fault(
        "mandates.0.evidence_ids",
        ["practice-a"],
        "'practice-a' is not the id of any document",
        at="evidence_ids.0",
    ),
    fault("deliverables.0.presidency_id", "aa", "'aa' is not the id of any term"),
    fault("projects.0.lead_body", "topic-a", "'topic-a' is not the id of any body"),
    fault("members.0.contact_id", "gte", "'gte' is not the id of any contact point"),
]


def expected(folder, record, path, field, reason):
    """The sentence for the record at a path, whose line is looked up in the file as written."""
    kind, number, *_rest = path.split(".")
    code = record[kind][int(number)]["id"]
    lines = (folder / f"{kind}.yaml").read_text(encoding="utf-8").splitlines()
    line = lines.index(f"- id: {code}") + 1
    place = f"{kind}.yaml, line {line}, record {code}" + (f", field {field}" if field else "")
    return f"{place}: {reason}."


def sentences(folder, record):
    with pytest.raises(RecordError) as caught:
        read_folder(write_record(folder, record))
    return str(caught.value).splitlines()


@pytest.mark.parametrize(("path", "value", "field", "reason"), FAULTS_OF_FORM)
def test_fault_of_form_is_named(folder, record, path, value, field, reason):
    changed = change(record, path, value)
    found = sentences(folder, changed)
    assert found == [expected(folder, changed, path, field, reason)]


@pytest.mark.parametrize(("path", "value", "field", "reason"), FAULTS_BETWEEN_RECORDS)
def test_fault_between_records_is_named(
    empty_register, load, folder, record, path, value, field, reason
):
    changed = change(record, path, value)
    with pytest.raises(RecordError) as caught:
        load(changed)
    assert str(caught.value) == expected(folder, changed, path, field, reason)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("topics.0.name.en", GONE),
        ("campaign.0.title.en", "x" * 251),
        ("campaign.0.topic_ids", ["topic-z"]),
    ],
)
def test_fault_loads_nothing_into_an_empty_register(
    empty_register, load, record, whole_register, path, value
):
    with pytest.raises(RecordError):
        load(change(record, path, value))
    assert {table: rows for table, rows in whole_register().items() if rows} == {}


def test_fault_leaves_the_loaded_record_as_it_was(load, record, whole_register):
    """Over the real record, with hundreds of good records beside the bad one."""
    before = whole_register()
    faulty = {"topics": [topic(f"new-{number}") for number in range(700)]}
    faulty["topics"][650]["parent"] = "topic-z"
    with pytest.raises(RecordError):
        load(faulty)
    assert whole_register() == before


def test_fault_found_by_the_database_leaves_the_record_as_it_was(load, whole_register):
    """A State that the files do not have holds the code: only the database knows."""
    before = whole_register()
    with pytest.raises(RecordError) as caught:
        load({"observers": [observer("zz"), observer("yy", iso2="CL")]})
    assert "the database could not take it (" in str(caught.value)
    assert str(caught.value).endswith("; nothing was loaded.")
    assert whole_register() == before


# --- what must be unique --------------------------------------------------------------------------


def test_id_given_twice_in_a_file_names_both_lines(folder):
    assert sentences(folder, {"topics": [topic("a"), topic("b"), topic("a")]}) == [
        "topics.yaml, line 25, record a, field id: 'a' is already taken by topics.yaml, line 1."
    ]


def test_id_given_twice_in_two_files_names_both_files(folder):
    assert sentences(folder, {"bodies": [body("gte")], "topics": [topic("a"), topic("gte")]}) == [
        "bodies.yaml, line 1, record gte, field id: 'gte' is already taken by topics.yaml, line 13."
    ]


def test_country_code_given_twice_names_both_files(folder):
    assert sentences(folder, {"members": [member("aa")], "observers": [observer("aa")]}) == [
        (
            "observers.yaml, line 1, record obs-aa, field iso2: 'AA' is already taken by "
            "members.yaml, line 1."
        )
    ]


def test_question_given_twice_names_both_lines(folder):
    record = {"practice_criteria": [criterion("char-a"), criterion("char-b")]}
    record = change(record, "practice_criteria.1.questions.0.id", "q-char-a-1")
    assert sentences(folder, record) == [
        (
            "practice_criteria.yaml, line 40, record char-b, field questions.id: 'q-char-a-1' is "
            "already taken by practice_criteria.yaml, line 1."
        )
    ]


@pytest.mark.django_db
def test_id_of_a_record_of_another_kind_in_the_database_is_refused(load, whole_register):
    """The files are only some of the record's, so they do not show it themselves."""
    before = whole_register()
    with pytest.raises(RecordError) as caught:
        load({"topics": [topic("gte")]})
    assert str(caught.value) == (
        "topics.yaml, line 1, record gte, field id: 'gte' is already the id of a body."
    )
    assert whole_register() == before


# --- many faults at once --------------------------------------------------------------------------


def test_faults_of_all_files_are_listed_together(folder, record):
    record = change(record, "topics.0.name.en", GONE)
    record = change(record, "topics.0.order", GONE)
    record = change(record, "bodies.2.level", "three")
    write_record(folder, record)
    (folder / "meetings.yaml").write_text("- id: meeting-a\n  name: [\n", encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        read_folder(folder)
    assert str(caught.value).splitlines() == [
        "topics.yaml, line 1, record topic-a, field order: is missing.",
        f"topics.yaml, line 1, record topic-a, field name.en: {ENGLISH_MISSING}.",
        "bodies.yaml, line 34, record net, field level: input should be a valid integer.",
        "meetings.yaml, line 3: is not valid YAML: did not find expected node content.",
    ]


def test_unknown_references_are_listed_together(empty_register, load, record):
    record = change(record, "projects.0.lead_body", "z")
    record = change(record, "topics.1.parent", "z")
    with pytest.raises(RecordError) as caught:
        load(record)
    assert [str(fault.place) for fault in caught.value.faults] == [
        "topics.yaml, line 13, record topic-b, field parent",
        "projects.yaml, line 1, record project-a, field lead_body",
    ]


def test_long_list_of_faults_is_cut_and_counted(folder):
    record = {"topics": [topic(f"a-{number}", order="x") for number in range(SHOWN_AT_MOST + 5)]}
    lines = sentences(folder, record)
    assert len(lines) == SHOWN_AT_MOST + 1
    assert lines[-1] == "... and 5 more."


def test_figure_without_source_or_date_is_valid(empty_register, load, record):
    """Absent is not faulty: what the source does not tell stays unknown."""
    bare = practice("practice-c", results=[figure(1, source=None, as_of=None)], context_figures=[])
    record["practices"].append(bare | {"more_sources": []})
    assert load(record).created == 26


def test_text_in_a_third_language_is_refused_wherever_it_stands(folder, record):
    record = change(record, "experts.0.outputs", [text("Output") | {"pt": "Produto"}])
    assert sentences(folder, record) == [
        f"experts.yaml, line 1, record network-a, field outputs.0.pt: {NO_SUCH_FIELD}."
    ]
