"""The only way out: a file is written, held against schema and rules, and given or refused."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gte.common.errors import BadInput, legible
from gte.workplan.iati.activities import Activity
from gte.workplan.iati.check import Finding, check_file, check_schema
from gte.workplan.iati.conditions import Known
from gte.workplan.iati.organisations import Organisation
from gte.workplan.iati.schema import parse
from gte.workplan.iati.write import write_activities, write_organisations

MOST_SHOWN = 20


class Unpublishable(BadInput):
    """A file that faults keep here; the message lists up to 20 of them.

    ``findings`` are all that were found, warnings too.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(refusal([each for each in self.findings if each.is_grave]))


@dataclass(frozen=True)
class Publication:
    """A file that may go out, and what the rules warn of in it."""

    content: bytes
    warnings: tuple[Finding, ...]


def publish(
    activities: Iterable[Activity],
    *,
    now: datetime.datetime | None = None,
    known: Known | None = None,
) -> Publication:
    """A file of activities that passes schema and rules; raises ``Unpublishable`` when it does not.

    ``now`` is aware: the moment of the file, against which the rules hold its dates.
    """
    now = now or datetime.datetime.now(datetime.UTC)
    return examined(write_activities(activities, generated=now), now, known)


def publish_organisations(
    organisations: Iterable[Organisation],
    *,
    now: datetime.datetime | None = None,
    known: Known | None = None,
) -> Publication:
    """A file of organisations that passes schema and rules; raises ``Unpublishable`` otherwise."""
    now = now or datetime.datetime.now(datetime.UTC)
    return examined(write_organisations(organisations, generated=now), now, known)


def examined(content: bytes, now: datetime.datetime, known: Known | None) -> Publication:
    """The file as others will read it, parsed anew from its bytes, with its verdicts."""
    tree = parse(content)
    findings = [*check_schema(tree), *check_file(tree, now=now, known=known)]
    if any(each.is_grave for each in findings):
        raise Unpublishable(findings)
    return Publication(content, tuple(findings))


def refusal(findings: list[Finding]) -> str:
    """One line that says so, one for each finding shown, one for those that are not."""
    lines = [_("The file was not published. What has to be put right first:")]
    lines += [line(each) for each in findings[:MOST_SHOWN]]
    more = len(findings) - MOST_SHOWN
    if more > 0:
        left = ngettext("And %(count)s more fault.", "And %(count)s more faults.", more)
        lines.append(left % {"count": more})
    return "\n".join(lines)


def line(found: Finding) -> str:
    """A finding with its rule and its record, which without an identifier is named by its place."""
    where = legible(found.record) or found.path
    return f"{where} ({found.rule}): {found.sentence}"
