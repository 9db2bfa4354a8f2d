"""What is wrong with a file of IATI: what the schema and the rules of the standard say of it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gte.workplan.iati.conditions import Known, Place, breaches
from gte.workplan.iati.rules import Rule, Severity, standard_rules, usual_knowledge
from gte.workplan.iati.schema import schema_faults

# The name under which faults of the schema stand among the rules.
SCHEMA = "schema"
IDENTIFIERS = {
    "iati-activity": "iati-identifier",
    "iati-organisation": "organisation-identifier",
}


@dataclass(frozen=True)
class Finding:
    """A rule, where it is broken, and what is said of it in the language in force.

    ``record`` is the identifier of the activity or organisation, empty when it has none or when the
    file as a whole is meant.
    """

    rule: str
    severity: Severity
    path: str
    record: str
    sentence: str

    @property
    def is_grave(self) -> bool:
        return self.severity is not Severity.WARNING


def check_file(
    tree: Any,
    *,
    now: datetime.datetime | None = None,
    known: Known | None = None,
    rules: Sequence[Rule] | None = None,
) -> list[Finding]:
    """What the rules of the IATI 2.03 standard say against a file, in the order of the rules.

    ``tree`` is of lxml; ``now`` is aware (default: the present moment); ``known`` is what the file
    cannot say itself (default: the registration agencies shipped here, no publishers).
    """
    now = now or datetime.datetime.now(datetime.UTC)
    known = usual_knowledge() if known is None else known
    return [
        finding(tree, rule, node)
        for rule in (standard_rules() if rules is None else rules)
        for case in rule.cases
        for element in case.at.find(tree)
        for node in breaches(case, Place(element, "", now, known))
    ]


def check_schema(tree: Any) -> list[Finding]:
    """What the official schema says against a file, as findings of the gravest kind."""
    found = []
    for fault in schema_faults(tree):
        elements = tree.xpath(fault.path) if fault.path else []
        sentence = _("The schema does not allow this: %(message)s") % {"message": fault.message}
        record = record_of(elements[0]) if elements else ""
        found.append(Finding(SCHEMA, Severity.CRITICAL, fault.path, record, sentence))
    return found


def finding(tree: Any, rule: Rule, node: Any) -> Finding:
    element, attribute = owner(node)
    path = tree.getpath(element) + (f"/@{attribute}" if attribute else "")
    return Finding(rule.id, rule.severity, path, record_of(element), rule.sentence)


def owner(node: Any) -> tuple[Any, str]:
    """The element of a node, and the name of the attribute when it is one."""
    if isinstance(node, str):
        parent = node.getparent()  # type: ignore[attr-defined]
        return parent, node.attrname or ""  # type: ignore[attr-defined]
    return node, ""


def record_of(element: Any) -> str:
    """The identifier of the record that an element is in."""
    for ancestor in [element, *element.iterancestors()]:
        if ancestor.tag in IDENTIFIERS:
            return (ancestor.findtext(IDENTIFIERS[ancestor.tag]) or "").strip()
    return ""
