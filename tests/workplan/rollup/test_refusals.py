"""Each refusal by example, with its reason and what it names; docs/indicators.md has them all."""

import copy
import pickle
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from gte.workplan.rollup import (
    Amount,
    Observation,
    Quantity,
    Reason,
    Refused,
    Rule,
    Span,
    Tree,
    add,
    check_breakdown,
    roll_up,
    roll_up_all,
    series,
)
from tests.workplan.rollup.examples import BOTH, GROUP, indicator, leaf, row, tree, year

PAGE = Path(__file__).resolve().parents[3] / "docs" / "indicators.md"
SPRING = Span(date(2025, 4, 1), date(2025, 6, 30))
LAST_WEEKS = Span(date(2024, 12, 20), date(2025, 1, 10))


def refused_by(call, *arguments):
    with pytest.raises(Refused) as caught:
        call(*arguments)
    return caught.value


def rolled(rule, *rows):
    """Asks for the total of one leaf over two years."""
    return lambda: roll_up(leaf(rule), "interns", rows, BOTH)


def built(*indicators):
    return lambda: Tree(indicators)


# What is asked; why it is refused; the indicators, the periods, what is there and what should be.
REFUSALS = {
    "letters": (lambda: Amount.of("12,5"), Reason.NOT_A_NUMBER, (), (), "12,5", ""),
    "a float": (lambda: Amount.of(0.1), Reason.NOT_A_NUMBER, (), (), "0.1", ""),
    "an int for a Decimal": (lambda: Amount(3), Reason.NOT_A_NUMBER, (), (), "3", ""),
    "infinity": (lambda: Amount.of("inf"), Reason.NOT_A_NUMBER, (), (), "Infinity", ""),
    "of no size": (lambda: Amount.of("1e99"), Reason.NOT_A_NUMBER, (), (), "1E+99", ""),
    "of minus two": (lambda: Amount.of(1, -2), Reason.NEGATIVE, (), (), "-2", ""),
    "five of none": (lambda: Amount.of(5, 0), Reason.OF_NONE, (), (), "5", ""),
    "letters as members": (lambda: Amount.distinct("ana"), Reason.OTHER_AMOUNT, (), (), "ana", ""),
    "a count of other members": (
        lambda: Amount(Decimal(2), members=frozenset({"ana"})),
        Reason.OTHER_AMOUNT,
        (),
        (),
        "2",
        "",
    ),
    "too many digits": (
        rolled(
            Rule.SUM,
            row("interns", 2024, Amount.of("1" * 60)),
            row("interns", 2025, Amount.of("0." + "0" * 59 + "1" * 60)),
        ),
        Reason.NOT_EXACT,
        (),
        (),
        "",
        "",
    ),
    "a year backwards": (
        lambda: Span(date(2025, 12, 31), date(2025, 1, 1)),
        Reason.BACKWARDS,
        (),
        (),
        "2025-12-31",
        "2025-01-01",
    ),
    "one key twice": (
        built(indicator("a"), indicator("a")),
        Reason.DUPLICATE_KEY,
        ("a",),
        (),
        "",
        "",
    ),
    "no unit": (built(indicator("a", unit=" ")), Reason.NO_UNIT, ("a",), (), "", ""),
    "no owner": (built(indicator("a", owner="")), Reason.NO_OWNER, ("a",), (), "", ""),
    "no such child": (
        built(indicator("a", children=["b"])),
        Reason.UNKNOWN_CHILD,
        ("a", "b"),
        (),
        "",
        "",
    ),
    "its own child": (built(indicator("a", children=["a"])), Reason.CYCLE, ("a",), (), "", ""),
    "a circle": (
        built(
            indicator("c", children=["a"]),
            indicator("a", children=["b", "d"]),
            indicator("b", children=["c"]),
            indicator("d"),
        ),
        Reason.CYCLE,
        ("a", "b", "c"),
        (),
        "",
        "",
    ),
    "a diamond": (
        built(
            indicator("top", children=["left", "right"]),
            indicator("right", children=["low"]),
            indicator("left", children=["low"]),
            indicator("low"),
        ),
        Reason.TWO_PARENTS,
        ("low", "left", "right"),
        (),
        "",
        "",
    ),
    "a child twice": (
        built(indicator("a", children=["b", "b"]), indicator("b")),
        Reason.TWO_PARENTS,
        ("b", "a", "a"),
        (),
        "",
        "",
    ),
    "a child of another rule": (
        built(indicator("a", children=["b"]), indicator("b", Rule.LAST)),
        Reason.OTHER_RULE,
        ("b", "a"),
        (),
        "last",
        "sum",
    ),
    "a child of another unit": (
        built(indicator("a", children=["b"]), indicator("b", unit="hours")),
        Reason.OTHER_UNIT,
        ("b", "a"),
        (),
        "hours",
        "people",
    ),
    "a child of another owner": (
        built(indicator("a", children=["b"]), indicator("b", owner="a ministry")),
        Reason.OTHER_OWNER,
        ("b", "a"),
        (),
        "a ministry",
        GROUP,
    ),
    "a value of nothing": (
        rolled(Rule.SUM, row("elsewhere", 2025, 1)),
        Reason.UNKNOWN_INDICATOR,
        ("elsewhere",),
        (),
        "",
        "",
    ),
    "a total of nothing": (
        lambda: roll_up(leaf(Rule.SUM), "elsewhere", [], BOTH),
        Reason.UNKNOWN_INDICATOR,
        ("elsewhere",),
        (),
        "",
        "",
    ),
    "a series with a value of nothing": (
        lambda: series(leaf(Rule.SUM), "interns", [row("elsewhere", 2025, 1)], [year(2025)]),
        Reason.UNKNOWN_INDICATOR,
        ("elsewhere",),
        (),
        "",
        "",
    ),
    "own and children": (
        lambda: roll_up_all(tree(Rule.SUM), [row("all", 2025, 9), row("interns", 2025, 9)], BOTH),
        Reason.OWN_AND_CHILDREN,
        ("all",),
        (year(2025),),
        "",
        "",
    ),
    "partly in the span": (
        lambda: roll_up(leaf(Rule.SUM), "interns", [row("interns", LAST_WEEKS, 1)], year(2025)),
        Reason.PARTLY_IN_SPAN,
        ("interns",),
        (LAST_WEEKS, year(2025)),
        "",
        "",
    ),
    "a year in a series of quarters": (
        lambda: series(leaf(Rule.SUM), "interns", [row("interns", 2025, 1)], [SPRING]),
        Reason.PARTLY_IN_SPAN,
        ("interns",),
        (year(2025), SPRING),
        "",
        "",
    ),
    "a day twice": (
        rolled(Rule.MAX, row("interns", 2025, 1), row("interns", LAST_WEEKS, 1)),
        Reason.OVERLAP,
        ("interns",),
        (LAST_WEEKS, year(2025)),
        "",
        "",
    ),
    "the same twice": (
        rolled(Rule.DISTINCT, *[row("interns", 2025, Amount.distinct(["ana"]), "ara")] * 2),
        Reason.OVERLAP,
        ("interns",),
        (year(2025), year(2025)),
        "",
        "",
    ),
    "the whole beside a part": (
        rolled(Rule.SUM, row("interns", 2025, 9), row("interns", LAST_WEEKS, 4, "ara")),
        Reason.WHOLE_AND_PART,
        ("interns",),
        (LAST_WEEKS, year(2025)),
        "",
        "",
    ),
    "hours among people": (
        rolled(Rule.SUM, row("interns", 2025, 9, unit="hours")),
        Reason.OTHER_UNIT,
        ("interns",),
        (year(2025),),
        "hours",
        "people",
    ),
    "somebody else's": (
        rolled(Rule.SUM, row("interns", 2025, 9, owner="a ministry")),
        Reason.OTHER_OWNER,
        ("interns",),
        (year(2025),),
        "a ministry",
        GROUP,
    ),
    "a share without its whole": (
        rolled(Rule.RATIO, row("interns", 2025, 9)),
        Reason.NO_DENOMINATOR,
        ("interns",),
        (year(2025),),
        "9",
        "",
    ),
    "a number of nobody": (
        rolled(Rule.DISTINCT, row("interns", 2025, 9)),
        Reason.NO_MEMBERS,
        ("interns",),
        (year(2025),),
        "9",
        "",
    ),
    "a share among numbers": (
        rolled(Rule.LAST, row("interns", 2025, Amount.of(1, 2))),
        Reason.OTHER_AMOUNT,
        ("interns",),
        (year(2025),),
        "1",
        "",
    ),
    "less than nothing": (
        rolled(Rule.LAST, row("interns", 2025, -1)),
        Reason.NEGATIVE,
        ("interns",),
        (year(2025),),
        "-1",
        "",
    ),
    "no figure": (lambda: add([]), Reason.NOTHING_TO_ADD, (), (), "", ""),
    "a stock": (
        lambda: add([Quantity("one", GROUP, "people", Rule.LAST, year(2025), Decimal(1))]),
        Reason.NOT_A_FLOW,
        ("one",),
        (year(2025),),
        "last",
        "sum",
    ),
}


@pytest.mark.parametrize("example", REFUSALS)
def test_refusal_names_its_reason_and_what_is_concerned(example):
    call, *expected = REFUSALS[example]
    refused = refused_by(call)
    said = [refused.reason, refused.keys, refused.spans, refused.found, refused.expected]
    assert said == expected


def test_refusal_names_the_part():
    rows = [row("interns", 2025, 9, "ara"), row("interns", 2025, 9, "ara")]
    assert refused_by(rolled(Rule.SUM, *rows)).part == "ara"


def faults_of(*categories):
    return check_breakdown(Rule.SUM, Amount.of(3), {"sex": dict(categories)})


def reasons_of_faults():
    ana = Amount.distinct(["ana"])
    twice = check_breakdown(Rule.DISTINCT, ana, {"age": {"under": ana, "over": ana}})
    return {fault.reason for fault in [*faults_of(), *faults_of(("all", Amount.of(2))), *twice]}


def test_each_reason_has_an_example():
    assert {reason for _call, reason, *_rest in REFUSALS.values()} | reasons_of_faults() == set(
        Reason
    )


def test_each_rule_and_reason_has_a_row_on_the_page():
    rows = re.findall(r"^\| `([A-Z_]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted(one.name for one in [*Rule, *Reason])


# --- a refusal for programs -----------------------------------------------------------------------


def test_refusal_reads_in_a_log():
    refused = refused_by(REFUSALS["a day twice"][0])
    spans = "2024-12-20..2025-01-10 / 2025-01-01..2025-12-31"
    assert str(refused) == f"overlap: interns; {spans}"
    other = refused_by(REFUSALS["a child of another unit"][0])
    assert str(other) == "other_unit: b, a; 'hours' instead of 'people'"


@pytest.mark.parametrize("copied", [copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])  # noqa: S301
def test_refusal_crosses_between_processes_whole(copied):
    refused = refused_by(REFUSALS["a day twice"][0])
    assert vars(copied(refused)) == vars(refused)


# --- what is not refused --------------------------------------------------------------------------


def test_whole_and_parts_of_different_years_are_one_total():
    rows = [row("interns", 2024, 9), row("interns", 2025, 4, "ara"), row("interns", 2025, 2, "boa")]
    assert rolled(Rule.SUM, *rows)().value == 15


def test_what_is_wrong_elsewhere_does_not_stop_a_total():
    """A value of another indicator of the tree, and one outside the span."""
    rows = [
        row("practices", 2025, 1, unit="hours"),
        row("interns", 2019, 1, owner="else"),
        row("interns", 2025, 4),
    ]
    assert roll_up(tree(Rule.SUM), "interns", rows, BOTH).value == 4


def test_observation_is_found_again_by_its_source():
    kept = Observation("interns", year(2025), GROUP, "people", Amount.of(3), source="value 17")
    assert [one.source for one in rolled(Rule.SUM, kept)().counted] == ["value 17"]
