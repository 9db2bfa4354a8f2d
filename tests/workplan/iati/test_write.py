"""What is written: the whole of each record, as the schema allows whatever texts it holds."""

import dataclasses
import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gte.common.errors import BadInput
from gte.workplan import iati
from gte.workplan.iati.values import Text, web_address
from tests.workplan.iati import examples, strategies
from tests.workplan.iati.good import NOW
from tests.workplan.iati.strategies import any_shape


def parts(value):
    """Every dataclass within a value, by type."""
    if dataclasses.is_dataclass(value):
        yield type(value)
        for each in dataclasses.fields(value):
            yield from parts(getattr(value, each.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from parts(each)


def test_the_examples_hold_every_part_that_can_be_written():
    written = set(parts(examples.ACTIVITY)) | set(parts(examples.ORGANISATION))
    public = {
        each
        for each in vars(iati).values()
        if dataclasses.is_dataclass(each)
        and each.__module__.split(".")[-1] in {"activities", "organisations", "values"}
    }
    assert written == public


def test_no_field_of_the_examples_is_left_out_but_what_excludes_another():
    empty = {
        name
        for record in (examples.ACTIVITY, examples.ORGANISATION)
        for name, value in vars(record).items()
        if value in (None, ())
    }
    assert empty == {"budget_not_provided"}


def test_the_complete_activity_passes_schema_and_rules_without_a_finding():
    tree = iati.parse(iati.write_activities([examples.ACTIVITY], generated=NOW))
    assert iati.check_schema(tree) == []
    assert iati.check_file(tree, now=NOW) == []


def test_the_complete_organisation_passes_schema_and_rules_without_a_finding():
    tree = iati.parse(iati.write_organisations([examples.ORGANISATION], generated=NOW))
    assert iati.check_schema(tree) == []
    assert iati.check_file(tree, now=NOW) == []


@given(st.lists(strategies.ACTIVITIES, min_size=1, max_size=2), strategies.MOMENTS)
@any_shape
def test_any_activity_is_written_as_the_schema_allows(activities, moment):
    tree = iati.parse(iati.write_activities(activities, generated=moment))
    assert iati.check_schema(tree) == []
    iati.check_file(tree, now=NOW)


@given(strategies.ORGANISATIONS)
@any_shape
def test_any_organisation_is_written_as_the_schema_allows(organisation):
    tree = iati.parse(iati.write_organisations([organisation]))
    assert iati.check_schema(tree) == []
    iati.check_file(tree, now=NOW)


@given(strategies.TEXTS)
def test_a_text_comes_back_from_the_file_in_its_languages(title):
    activity = dataclasses.replace(examples.ACTIVITY, title=title)
    tree = iati.parse(iati.write_activities([activity]))
    read = {
        each.get("{http://www.w3.org/XML/1998/namespace}lang"): each.text
        for each in tree.find("iati-activity/title")
    }
    said = dict(title.narratives()) or {"es": None}
    # XML reads every line break as one line feed, but what is written escapes a carriage return.
    assert read == said


@given(strategies.NUMBERS, strategies.DAYS)
def test_money_comes_back_from_the_file(amount, day):
    budget = iati.Budget(examples.YEAR, iati.Money(amount, "USD", day))
    activity = dataclasses.replace(examples.ACTIVITY, budgets=(budget,))
    value = iati.parse(iati.write_activities([activity])).find("iati-activity/budget/value")
    assert (Decimal(value.text), value.get("value-date")) == (amount, day.isoformat())


def test_every_narrative_says_its_language():
    tree = iati.parse(iati.write_activities([examples.ACTIVITY]))
    languages = [dict(each.attrib) for each in tree.iter("narrative")]
    assert len(languages) > 40
    assert all(languages)


def test_a_moment_is_written_in_utc():
    moment = datetime.datetime.fromisoformat("2026-06-29T10:00:00-05:00")
    activity = dataclasses.replace(examples.ACTIVITY, last_updated=moment)
    record = iati.parse(iati.write_activities([activity])).find("iati-activity")
    assert record.get("last-updated-datetime") == "2026-06-29T15:00:00Z"


def test_a_mandate_is_a_tag_of_the_own_vocabulary_with_its_name_in_both_languages():
    tree = iati.parse(iati.write_activities([examples.ACTIVITY]))
    tag = tree.find("iati-activity/tag[@vocabulary='99']")
    assert tag.get("code") == "M-12"
    assert [each.text for each in tag] == ["Mandato 12", "Mandato 12 (in English)"]


@pytest.mark.parametrize(("delivered", "actual"), [(True, ["1"]), (False, ["0"]), (None, [])])
def test_a_deliverable_that_nothing_measures_is_there_or_not_or_unknown(delivered, actual):
    indicator = iati.Indicator.of_delivery(Text("Entregado"), examples.YEAR, delivered=delivered)
    result = iati.Result(Text("Guía"), (indicator,))
    activity = dataclasses.replace(examples.ACTIVITY, results=(result,))
    tree = iati.parse(iati.publish([activity], now=NOW).content)
    assert tree.xpath("//target/@value") == ["1"]
    assert tree.xpath("//actual/@value") == actual


@pytest.mark.parametrize(
    ("given_address", "written"),
    [
        ("https://example.org", "https://example.org"),
        (" https://example.org/a b ", "https://example.org/a%20b"),
        ("https://example.org/á?q=ñ#ü", "https://example.org/%C3%A1?q=%C3%B1#%C3%BC"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/%20[1]", "https://example.org/%20%5B1%5D"),
        ("https://educación.example/", "https://xn--educacin-13a.example/"),
    ],
)
def test_an_address_is_written_as_addresses_are(given_address, written):
    assert web_address(given_address) == written


@pytest.mark.parametrize(
    "text",
    [
        "",
        "acta.pdf",
        "ftp://example.org/a",
        "javascript:alert(1)",
        "https://",
        "https://a b/",
        "https://[::1",
        "https://user:word@example.org/",
        "https://example.org:port/",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(text):
    with pytest.raises(BadInput, match=r"address of the web|dirección web"):
        iati.DocumentLink(text, "text/html", Text("x"), ())


@pytest.mark.parametrize("number", ["NaN", "Infinity", "sNaN"])
def test_what_is_no_number_is_refused(number):
    with pytest.raises(BadInput, match=number):
        iati.Money(Decimal(number), "USD", examples.DAY)
    with pytest.raises(BadInput, match=number):
        iati.Amount(Decimal(number))
