"""The rules of the standard, read from rules.json and refused when something is not understood.

A condition that nobody evaluates is a rule that always passes: an unknown kind, an unknown key or a
path that is none stops the reading.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from django.utils.translation import get_language
from lxml import etree

from gte.workplan.iati.conditions import KINDS, Case, Known, Path

# The two records of the standard; a place in the rules is one of them or begins with //.
RECORDS = {
    "activity": "/iati-activities/iati-activity",
    "organisation": "/iati-organisations/iati-organisation",
}
OF_EACH_CASE = {"at", "kind", "foreach", "condition", "unless"}
WAIVERS = {"", "organisation", "activity"}
GROUP = re.compile(r"\$group\b")


class RulesFault(Exception):
    """The rules cannot be read as written; the message names the rule and what is wrong."""


class Severity(StrEnum):
    """How grave a finding is: a file with a critical one or an error stays here."""

    CRITICAL = "critical"
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Rule:
    """A rule under the id that the standard gives it, with its cases."""

    id: str
    severity: Severity
    sentences: Mapping[str, str]
    cases: tuple[Case, ...]
    of_ruleset: bool = True

    @property
    def sentence(self) -> str:
        """What is wrong, in the language in force: Spanish unless it is English."""
        return self.sentences["en" if (get_language() or "").startswith("en") else "es"]


@cache
def standard_rules() -> tuple[Rule, ...]:
    """The rules that this package ships."""
    return load_rules(read("rules.json")["rules"])


@cache
def usual_knowledge() -> Known:
    """The registration agencies that this package ships; of publishers it knows none."""
    return Known(agencies=frozenset(read("agencies.json")["agencies"]))


def read(name: str) -> Any:
    return json.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))


def load_rules(rows: Iterable[Mapping[str, Any]]) -> tuple[Rule, ...]:
    """Rules from their rows. Raises ``RulesFault`` when a row says what nobody here evaluates."""
    return tuple(load_rule(row) for row in rows)


def load_rule(row: Mapping[str, Any]) -> Rule:
    try:
        return Rule(
            id=row["id"],
            severity=Severity(row["severity"]),
            sentences={language: row[language] for language in ("en", "es")},
            cases=tuple(load_case(case) for case in row["cases"]),
            of_ruleset=row.get("of", "ruleset") == "ruleset",
        )
    except KeyError as error:
        raise RulesFault(f"Rule {row.get('id', '?')} lacks {error}.") from error
    except (ValueError, re.error, etree.XPathError) as error:
        raise RulesFault(f"Rule {row.get('id', '?')}: {error}") from error


def load_case(row: Mapping[str, Any]) -> Case:
    kind = KINDS.get(row["kind"])
    if kind is None:
        raise ValueError(f"nobody here evaluates a condition of the kind “{row['kind']}”.")
    own = row.keys() - OF_EACH_CASE
    if odd := own - kind.paths - kind.values - kind.may_have:
        raise ValueError(f"a condition “{row['kind']}” has no {', '.join(sorted(odd))}.")
    if missing := (kind.paths | kind.values) - own:
        raise ValueError(f"a condition “{row['kind']}” needs {', '.join(sorted(missing))}.")
    refuse_loose_ends(row)
    return Case(
        at=Path(" | ".join(place(text) for text in many(row["at"]))),
        kind=row["kind"],
        foreach=optional_path(row, "foreach"),
        condition=optional_path(row, "condition"),
        unless=row.get("unless", ""),
        paths={key: tuple(map(Path, many(row[key]))) for key in path_keys(row)},
        values={key: row[key] for key in own - path_keys(row)},
    )


def refuse_loose_ends(row: Mapping[str, Any]) -> None:
    if row.get("unless", "") not in WAIVERS:
        raise ValueError(f"nobody here knows the waiver “{row['unless']}”.")
    re.compile(row.get("regex", ""))
    if "foreach" not in row and GROUP.search(json.dumps(row)):
        raise ValueError("it speaks of a $group and loops over none.")


def path_keys(row: Mapping[str, Any]) -> frozenset[str]:
    """The keys of a row that hold paths: those of its kind, less one with a word in its place."""
    kind = KINDS[row["kind"]]
    return kind.paths - {key for key, word in kind.words.items() if row[key] == word}


def many(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def optional_path(row: Mapping[str, Any], key: str) -> Path | None:
    return Path(row[key]) if key in row else None


def place(text: str) -> str:
    """The whole path of a place of the rules."""
    if text.startswith("/"):
        return text
    record, _, rest = text.partition("/")
    if record not in RECORDS:
        raise ValueError(f"“{text}” is in neither record of the standard.")
    return RECORDS[record] + (f"/{rest}" if rest else "")
