"""Nothing goes out that schema or rules forbid; a refusal names the record and the rule."""

import dataclasses
import socket
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from gte.common.errors import BadInput
from gte.workplan import iati
from gte.workplan.iati.values import Text
from tests.workplan.iati import examples, strategies
from tests.workplan.iati.good import NOW, changed, document, drop
from tests.workplan.iati.strategies import any_shape


def with_(**changes):
    return dataclasses.replace(examples.ACTIVITY, **changes)


def refusal(*activities):
    with pytest.raises(iati.Unpublishable) as refused, translation.override("en"):
        iati.publish(activities, now=NOW)
    return refused.value


def test_a_file_without_fault_goes_out_with_its_moment():
    published = iati.publish([examples.ACTIVITY], now=NOW)
    root = iati.parse(published.content).getroot()
    assert published.warnings == ()
    assert dict(root.attrib) == {"version": "2.03", "generated-datetime": "2026-06-30T12:00:00Z"}
    assert published.content.startswith(b"<?xml version='1.0' encoding='UTF-8'?>")


def test_an_organisation_without_fault_goes_out():
    assert iati.publish_organisations([examples.ORGANISATION], now=NOW).warnings == ()


def test_a_warning_goes_out_beside_the_file():
    published = iati.publish([with_(identifier="XI-OTHER-1")], now=NOW)
    assert [(each.rule, each.severity) for each in published.warnings] == [
        ("1.1.21", iati.Severity.WARNING)
    ]


def test_an_error_keeps_the_file_here_and_names_rule_and_record():
    refused = refusal(with_(countries=(iati.RecipientCountry("AA", Decimal(41)),)))
    assert str(refused) == (
        "The file was not published. What has to be put right first:\n"
        "XE-EXAMPLE-GTE-P1 (3.4.2): The percentages of the recipient countries and regions"
        " do not add up to 100."
    )


def test_an_empty_title_is_an_error_of_its_record():
    refused = refusal(with_(title=Text()))
    assert [(each.rule, each.record) for each in refused.findings] == [
        ("4.3.1", "XE-EXAMPLE-GTE-P1")
    ]


def test_what_the_schema_misses_is_named_with_its_record():
    refused = refusal(examples.ACTIVITY, with_(identifier="XE-EXAMPLE-GTE-P2", participants=()))
    assert [(each.rule, each.record, each.severity) for each in refused.findings] == [
        ("schema", "XE-EXAMPLE-GTE-P2", iati.Severity.CRITICAL)
    ]
    assert "participating-org" in str(refused)


def test_a_file_of_nothing_is_refused():
    assert {each.rule for each in refusal().findings} == {"schema"}


def test_warnings_are_kept_with_the_refusal_but_not_listed_in_it():
    refused = refusal(with_(identifier="XI-OTHER-1", title=Text()))
    assert {each.rule for each in refused.findings} == {"1.1.21", "4.3.1"}
    assert "1.1.21" not in str(refused)


@pytest.mark.parametrize(
    ("faulty", "last"),
    [
        (20, "XE-EXAMPLE-GTE-20 (4.3.1): The title is empty."),
        (21, "And 1 more fault."),
        (25, "And 5 more faults."),
    ],
)
def test_twenty_faults_are_listed_and_the_rest_are_counted(faulty, last):
    activities = [
        with_(identifier=f"XE-EXAMPLE-GTE-{number}", title=Text())
        for number in range(1, faulty + 1)
    ]
    lines = str(refusal(*activities)).splitlines()
    assert len(lines) == 1 + min(faulty, 20) + (faulty > 20)
    assert lines[-1] == last


def test_a_record_without_identifier_is_named_by_its_place():
    refused = refusal(with_(identifier="", title=Text()))
    assert "/iati-activities/iati-activity/title (4.3.1)" in str(refused)


def test_the_refusal_is_in_spanish_for_who_reads_spanish():
    with (
        pytest.raises(BadInput, match="El título está vacío") as refused,
        translation.override("es"),
    ):
        iati.publish([with_(title=Text())], now=NOW)
    assert str(refused.value).startswith("El archivo no se publicó.")


def test_a_publisher_that_is_known_may_have_any_identifier():
    reporter = dataclasses.replace(examples.REPORTER, ref="OLD/1")
    activity = with_(reporter=reporter, identifier="OLD/1-P1")
    rules = {each.rule for each in iati.publish([activity], now=NOW).warnings}
    assert rules == {"1.14.8", "1.14.13", "1.3.13"}
    known = iati.Known(organisations=frozenset({"OLD/1"}))
    assert iati.publish([activity], now=NOW, known=known).warnings == ()


@given(st.lists(strategies.ACTIVITIES, min_size=1, max_size=2))
@settings(any_shape, max_examples=20)
def test_whatever_is_given_goes_out_without_a_fault_or_is_refused_in_few_lines(activities):
    tree = iati.parse(iati.write_activities(activities, generated=NOW))
    found = [*iati.check_schema(tree), *iati.check_file(tree, now=NOW)]
    grave = [each for each in found if each.is_grave]
    if grave:
        refused = refusal(*activities)
        assert len(refused.findings) == len(found)
        assert len(str(refused).splitlines()) == 1 + min(len(grave), 20) + (len(grave) > 20)
    else:
        assert len(iati.publish(activities, now=NOW).warnings) == len(found)


# ------------------------------------------------------------------------------------ the schema


def rules_and_places(tree):
    return [(each.rule, each.record, each.path) for each in iati.check_schema(tree)]


def test_a_missing_title_is_a_fault_of_the_schema():
    tree = changed("activity", drop("//iati-activity/title"))
    ((rule, record, _),) = rules_and_places(tree)
    assert (rule, record) == ("schema", "XE-EXAMPLE-GTE-P1")


def test_a_wrong_order_is_a_fault_of_the_schema():
    tree = document("activity")
    record = tree.getroot()[0]
    record.append(record.find("title"))
    assert rules_and_places(iati.parse(etree.tostring(tree))) == [
        ("schema", "XE-EXAMPLE-GTE-P1", "/iati-activities/iati-activity/description")
    ]


@pytest.mark.parametrize(
    ("xpath", "value"),
    [
        ("//budget/period-end/@iso-date", "2025-13-01"),
        ("//recipient-country/@percentage", "forty"),
        ("//@last-updated-datetime", "yesterday"),
    ],
)
def test_a_value_of_another_type_is_a_fault_of_the_schema(xpath, value):
    tree = document("activity")
    attribute = tree.xpath(xpath)[0]
    attribute.getparent().set(attribute.attrname, value)
    assert {each.severity for each in iati.check_schema(tree)} == {iati.Severity.CRITICAL}


def test_an_organisation_without_name_is_a_fault_of_the_schema():
    tree = changed("organisation", drop("//iati-organisation/name"))
    ((rule, record, _),) = rules_and_places(tree)
    assert (rule, record) == ("schema", "XE-EXAMPLE-GTE")


def test_what_is_no_file_of_iati_is_refused():
    with pytest.raises(BadInput, match="html"):
        iati.check_schema(iati.parse(b"<html/>"))


# ------------------------------------------------------------------------- files that mean harm

SECRET = "the content of a file"


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text(SECRET)
    return path


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file://{path}">]><a>&x;</a>',
        '<!DOCTYPE a [<!ENTITY % x SYSTEM "file://{path}"> %x;]><a/>',
        '<!DOCTYPE a SYSTEM "file://{path}"><a/>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>',
    ],
)
def test_a_file_that_reaches_out_is_refused_unread(doctype, secret):
    with pytest.raises(BadInput) as refused:
        iati.parse(doctype.replace("{path}", str(secret)).encode())
    assert SECRET not in str(refused.value)


def test_entities_that_grow_are_refused():
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)]
    with pytest.raises(BadInput):
        iati.parse(f"<!DOCTYPE a [{''.join(lines)}]><a>&a11;</a>".encode())


def test_what_is_not_well_formed_is_refused_with_a_sentence():
    with pytest.raises(BadInput, match=r"XML"):
        iati.parse(b"<iati-activities>")


def test_the_schema_is_read_without_a_network(monkeypatch):
    from gte.workplan.iati import schema

    def no_network(*args, **kwargs):
        raise AssertionError("something asked for the network")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    schema.schema_of.cache_clear()
    assert iati.check_schema(document("activity")) == []
    assert iati.check_schema(document("organisation")) == []


def test_files_that_are_checked_at_once_keep_their_own_verdicts():
    good = etree.tostring(document("activity"))
    bad = etree.tostring(
        changed("activity", drop("//iati-activity/title"), drop("//owner-org/@ref"))
    )

    def faults(content):
        tree = iati.parse(content)
        return [each.rule for each in [*iati.check_schema(tree), *iati.check_file(tree, now=NOW)]]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(faults, [good, bad] * 100)) == [[], ["schema", "6.8.1"]] * 100
