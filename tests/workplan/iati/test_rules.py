"""Every rule of the standard against a planted error, and a file without fault against them all."""

import collections
import dataclasses

import pytest
from django.utils import translation

from gte.workplan.iati import (
    RulesFault,
    Severity,
    check_file,
    check_schema,
    load_rules,
    standard_rules,
)
from tests.workplan.iati.good import DOCUMENTS, NOW, changed, document, drop, say
from tests.workplan.iati.planted import PLANTED, WITH, planted

RULESET = [rule for rule in standard_rules() if rule.of_ruleset]
CASES = {
    f"{rule.id}#{number}": dataclasses.replace(rule, cases=(case,))
    for rule in RULESET
    for number, case in enumerate(rule.cases)
}


def fired(tree):
    """The cases that a file breaks."""
    return {name for name, rule in CASES.items() if check_file(tree, now=NOW, rules=[rule])}


def test_the_ruleset_has_107_cases_of_which_65_are_errors():
    assert len(CASES) == 107
    assert collections.Counter(rule.severity for rule in CASES.values()) == {
        Severity.ERROR: 65,
        Severity.WARNING: 42,
    }


def test_every_case_has_its_planted_error():
    assert PLANTED.keys() == CASES.keys()


@pytest.mark.parametrize("record", DOCUMENTS)
def test_a_file_without_fault_breaks_nothing(record):
    assert check_schema(document(record)) == []
    assert check_file(document(record), now=NOW) == []


@pytest.mark.parametrize("case", CASES)
def test_a_planted_error_breaks_its_case_and_no_other(case):
    tree = planted(case)
    assert check_schema(tree) == []
    assert fired(tree) == {case} | WITH.get(case, set())


@pytest.mark.parametrize("case", CASES)
def test_a_finding_says_rule_record_place_and_severity(case):
    tree = planted(case)
    rule = CASES[case]
    record = tree.xpath("//iati-identifier | //organisation-identifier")[0].text.strip()
    found = [each for each in check_file(tree, now=NOW) if each.rule == rule.id]
    assert found
    for each in found:
        assert (each.severity, each.record) == (rule.severity, record)
        assert tree.xpath(each.path)


def test_a_finding_points_at_the_attribute():
    tree = planted("1.7.1#0")
    (found,) = check_file(tree, now=NOW)
    assert found.path == "/iati-activities/iati-activity/related-activity/@ref"


def test_each_sentence_is_there_in_both_languages():
    for rule in standard_rules():
        assert rule.sentences["es"].strip() != rule.sentences["en"].strip() != ""


def test_the_sentence_is_in_the_language_in_force():
    tree = planted("6.11.1#0")
    with translation.override("en"):
        assert check_file(tree, now=NOW)[0].sentence.startswith("The activity has neither")
    with translation.override("es"):
        assert check_file(tree, now=NOW)[0].sentence.startswith("La actividad no tiene fecha")


def test_two_activities_of_one_identifier_are_found():
    tree = document("activity")
    root = tree.getroot()
    root.append(document("activity").getroot()[0])
    assert [(each.rule, each.record) for each in check_file(tree, now=NOW)] == [
        ("1.1.2", "XE-EXAMPLE-GTE-P1")
    ]


def test_a_date_to_come_in_the_second_transaction_is_found_too():
    tree = changed("activity", say("//transaction[2]/transaction-date/@iso-date", "2026-07-01"))
    assert fired(tree) == {"11.2.1#0"}


def test_the_day_of_the_check_is_not_in_the_future():
    tree = changed("activity", say("//activity-date[@type='2']/@iso-date", "2026-06-30"))
    assert fired(tree) == set()


def test_without_countries_or_transactions_two_rules_are_not_confused():
    tree = changed("activity", drop("//recipient-country"))
    assert fired(tree) == {"3.7.1#0", "3.7.2#0"}


ROW = {"id": "0.0.0", "severity": "error", "en": "Wrong.", "es": "Mal."}


def row(**case):
    return [ROW | {"cases": [{"at": "activity", "kind": "atleast_one", "paths": ["title"]} | case]}]


def test_the_row_that_the_refused_ones_start_from_is_read():
    assert load_rules(row())[0].id == "0.0.0"


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        (row(kind="evaluates_to_true"), "evaluates_to_true"),
        (row(colour="blue"), "colour"),
        (row(kind="range"), "max, min"),
        (row(unless="weather"), "weather"),
        (row(at="transaction"), "transaction"),
        (row(paths=["title["]), "0.0.0"),
        (row(paths=["title[. = $group]"]), r"\$group"),
        (row(condition="count("), "0.0.0"),
        (row(kind="regex_matches", regex="["), "0.0.0"),
        (row(kind="date_order", paths=["x"]), "paths"),
        ([ROW], "cases"),
        ([ROW | {"severity": "grave", "cases": []}], "grave"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_rules_that_nobody_would_evaluate_are_refused_when_they_are_read(rows, named):
    with pytest.raises(RulesFault, match=named):
        load_rules(rows)
