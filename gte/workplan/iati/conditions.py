"""The kinds of condition that the rules of the standard are made of, each a function of one place.

The grammar is that of the rulesets of the standard (IATI-Rulesets, SPEC_JS.rst). A condition gives
the nodes that break it, none when it holds. Paths are XPath 1.0 as lxml reads it: one that stands
where a yes or no is asked is true when it finds something (the official program: always).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from lxml import etree

LONGEST_PERIOD = datetime.timedelta(days=365)
# Sums are compared as the official program does: to four places.
PLACES = Decimal("0.0001")
# Words that stand where other rules have a path: the present moment, the agencies that register.
NOW = "NOW"
AGENCIES = "agencies"
NAMESPACES = {"xml": "http://www.w3.org/XML/1998/namespace"}
DATE = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?P<time>T\d\d:\d\d:\d\d(\.\d{1,6})?\d*)?(?P<zone>Z|[+-]\d\d:\d\d)?"
)
# Without comments and instructions in the text, which lxml's own itertext() would give too.
WHOLE_TEXT = etree.XPath("string()")


@dataclass(frozen=True)
class Known:
    """What the file itself cannot say: who registers organisations, and which ones publish.

    ``agencies`` are codes such as “XM-DAC”; ``organisations`` whole identifiers of publishers, to
    which rules about the form of identifiers do not apply.
    """

    agencies: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Place:
    """Where a condition is asked: an element, the group of a loop, the clock, what is known."""

    element: Any
    group: str
    now: datetime.datetime
    known: Known


class Path:
    """A compiled expression. Raises ``etree.XPathSyntaxError`` when it is none."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.find = etree.XPath(text, namespaces=NAMESPACES, smart_strings=True)
        self.holds = etree.XPath(f"boolean({text})", namespaces=NAMESPACES)

    def nodes(self, place: Place) -> list[Any]:
        """Elements, attributes and texts, in the order of the document."""
        found = self.find(place.element, group=place.group)
        return found if isinstance(found, list) else []

    def is_true(self, place: Place) -> bool:
        return bool(self.holds(place.element, group=place.group))


@dataclass(frozen=True)
class Case:
    """One condition of a rule: where, of what kind, about which paths, within which limits."""

    at: Path
    kind: str
    foreach: Path | None = None
    condition: Path | None = None
    unless: str = ""
    paths: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)

    def nodes(self, key: str, place: Place) -> list[Any]:
        """What the paths under a key find, one path after the other."""
        return [node for path in self.paths.get(key, ()) for node in path.nodes(place)]

    def moments(self, key: str, place: Place) -> list[tuple[Any, datetime.datetime]]:
        """Nodes with the moment that they say; those that say none are left out."""
        read = ((node, moment(text_of(node))) for node in self.nodes(key, place))
        return [(node, when) for node, when in read if when is not None]


def text_of(node: Any) -> str:
    """The text of an element with all that is in it, or of an attribute."""
    return str(node if isinstance(node, str) else WHOLE_TEXT(node))


def moment(text: str) -> datetime.datetime | None:
    """An xsd:date or xsd:dateTime; a date is its midnight, and without a zone it is UTC."""
    match = DATE.fullmatch(text.strip())
    if match is None:
        return None
    zone = match["zone"] or "+00:00"
    try:
        return datetime.datetime.fromisoformat(match["day"] + (match["time"] or "T00:00:00") + zone)
    except ValueError:
        return None


def number(text: str) -> Decimal:
    """The number that a text says, 0 when it is empty, not-a-number when it says none."""
    try:
        value = Decimal(text.strip() or 0)
    except InvalidOperation:
        return Decimal("NaN")
    return value if value.is_finite() else Decimal("NaN")


def unique(case: Case, place: Place) -> Iterable[Any]:
    """No two of the texts are the same."""
    seen = set()
    for node in case.nodes("paths", place):
        text = text_of(node)
        if text in seen:
            yield node
        seen.add(text)


def at_least_one(case: Case, place: Place) -> Iterable[Any]:
    """The paths find something."""
    return [] if case.nodes("paths", place) else [place.element]


def no_more_than_one(case: Case, place: Place) -> Iterable[Any]:
    """The paths find one thing at most."""
    return case.nodes("paths", place)[1:]


def one_or_all(case: Case, place: Place) -> Iterable[Any]:
    """The one is there, or all of some things have theirs."""
    if case.nodes("one", place):
        return []
    every = case.nodes("all", place)
    return [node for node in every if not case.nodes("have", replace(place, element=node))]


def starts_with(case: Case, place: Place) -> Iterable[Any]:
    """Each text begins with a prefix and the separator, or with a registration agency."""
    if case.values.get("prefix") == AGENCIES:
        return [node for node in case.nodes("paths", place) if not has_agency(node, place.known)]
    separator = case.values.get("separator", "")
    starts = tuple(text_of(node) + separator for node in case.nodes("prefix", place))
    return [node for node in case.nodes("paths", place) if not text_of(node).startswith(starts)]


def has_agency(node: Any, known: Known) -> bool:
    """An agency's code is what stands before the second hyphen."""
    return "-".join(text_of(node).split("-")[:2]) in known.agencies


def regex_matches(case: Case, place: Place) -> Iterable[Any]:
    """The whole of each text is of a form; an empty one may be missing its form."""
    form = re.compile(case.values["regex"])
    texts = [(node, text_of(node)) for node in case.nodes("paths", place)]
    return [node for node, text in texts if text and not form.fullmatch(text)]


def no_spaces(case: Case, place: Place) -> Iterable[Any]:
    """No text begins or ends with white space."""
    nodes = case.nodes("paths", place)
    return [node for node in nodes if text_of(node) != text_of(node).strip()]


def strict_sum(case: Case, place: Place) -> Iterable[Any]:
    """The numbers add up to the sum, to four places; with no number the sum is 0."""
    total = sum((number(text_of(node)) for node in case.nodes("paths", place)), Decimal(0))
    adds_up = not total.is_nan() and abs(total - case.values["sum"]) < PLACES / 2
    return [] if adds_up else [place.element]


def in_range(case: Case, place: Place) -> Iterable[Any]:
    """Each number lies between two others or is one of them."""
    low, high = Decimal(case.values["min"]), Decimal(case.values["max"])
    for node in case.nodes("paths", place):
        value = number(text_of(node))
        if value.is_nan() or not low <= value <= high:
            yield node


def if_then(case: Case, place: Place) -> Iterable[Any]:
    """Where the one expression is true, the other is."""
    (given,), (wanted,) = case.paths["if"], case.paths["then"]
    return [place.element] if given.is_true(place) and not wanted.is_true(place) else []


def date_now(case: Case, place: Place) -> Iterable[Any]:
    """No date is in the future."""
    return [node for node, when in case.moments("date", place) if when > place.now]


def date_order(case: Case, place: Place) -> Iterable[Any]:
    """No earlier date is after a later one; where one of them is missing, nothing is asked."""
    later = [when for _, when in case.moments("more", place)]
    if case.values.get("more") == NOW:
        later = [place.now]
    earliest = min(later, default=None)
    earlier = case.moments("less", place)
    return [node for node, when in earlier if earliest is not None and when > earliest]


def time_limit(case: Case, place: Place) -> Iterable[Any]:
    """No end is more than 365 whole days after the start."""
    starts = [when for _, when in case.moments("start", place)]
    ends = case.moments("end", place)
    day = datetime.timedelta(days=1)
    return [node for node, end in ends for start in starts if end - start >= LONGEST_PERIOD + day]


def between_dates(case: Case, place: Place) -> Iterable[Any]:
    """Each date lies between the start and the end or is one of them."""
    starts = [when for _, when in case.moments("start", place)]
    ends = [when for _, when in case.moments("end", place)]
    if not starts or not ends:
        return []
    dates = case.moments("date", place)
    return [node for node, when in dates if not max(starts) <= when <= min(ends)]


class Kind(NamedTuple):
    """A function, the keys with paths and with values that it needs, and those it may have.

    ``words`` says which key may hold which word instead of a path.
    """

    broken_by: Callable[[Case, Place], Iterable[Any]]
    paths: frozenset[str]
    values: frozenset[str] = frozenset()
    may_have: frozenset[str] = frozenset()
    words: Mapping[str, str] = {}


def keys(*names: str) -> frozenset[str]:
    return frozenset(names)


KINDS: Mapping[str, Kind] = {
    "unique": Kind(unique, keys("paths")),
    "atleast_one": Kind(at_least_one, keys("paths")),
    "no_more_than_one": Kind(no_more_than_one, keys("paths")),
    "one_or_all": Kind(one_or_all, keys("one", "all", "have")),
    "startswith": Kind(
        starts_with,
        keys("paths", "prefix"),
        may_have=keys("separator"),
        words={"prefix": AGENCIES},
    ),
    "regex_matches": Kind(regex_matches, keys("paths"), keys("regex")),
    "no_spaces": Kind(no_spaces, keys("paths")),
    "strict_sum": Kind(strict_sum, keys("paths"), keys("sum")),
    "range": Kind(in_range, keys("paths"), keys("min", "max")),
    "if_then": Kind(if_then, keys("if", "then")),
    "date_now": Kind(date_now, keys("date")),
    "date_order": Kind(date_order, keys("less", "more"), words={"more": NOW}),
    "time_limit": Kind(time_limit, keys("start", "end")),
    "between_dates": Kind(between_dates, keys("date", "start", "end")),
}


def is_known(case: Case, place: Place) -> bool:
    """Whether a rule about the form of an identifier is waived: a publisher has it already."""
    texts = [text_of(node) for node in case.nodes("paths", place)]
    if case.unless == "organisation":
        return any(text in place.known.organisations for text in texts)
    if case.unless == "activity":
        starts = tuple(f"{identifier}-" for identifier in place.known.organisations)
        return any(text.startswith(starts) for text in texts)
    return False


def breaches(case: Case, place: Place) -> Iterable[Any]:
    """The nodes at which a case is broken, in one place, for each of its groups."""
    for group in groups(case, place):
        here = replace(place, group=group)
        if case.condition is not None and not case.condition.is_true(here):
            continue
        if not is_known(case, here):
            yield from KINDS[case.kind].broken_by(case, here)


def groups(case: Case, place: Place) -> list[str]:
    """The different values that a loop goes through, in order; without a loop one of no name."""
    if case.foreach is None:
        return [""]
    return list(dict.fromkeys(text_of(node) for node in case.foreach.nodes(place)))
