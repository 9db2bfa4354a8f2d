"""Builds the progress report of a day for a body that the group reports to."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gte.alliance.enums import OWN_BODY
from gte.alliance.models import Body
from gte.common.enums import Certainty
from gte.common.errors import BadInput, legible
from gte.workplan.facts import Facts, TermRow, indicators_on, load_facts
from gte.workplan.facts.rows import BodyRow
from gte.workplan.report.document import Paragraph, Part, Report
from gte.workplan.report.parts import PARTS, Material, add_part, state_of
from gte.workplan.report.results import results_part

# The bodies that a report is written for, and the parts that each needs, in its order. The High
# Level Group reviews mandates, the External Relations Group cooperation, the Council decides.
CUTS: dict[str, tuple[str, ...]] = {
    "gan": ("requests", "mandates", "deliverables", "results", "cooperation", "risks", "next"),
    "gre": ("requests", "cooperation", "deliverables", "results", "next"),
    "council-ministers": ("requests", "mandates", "results", "next"),
}
add_part(35, results_part)
REPORT_BODIES = tuple(CUTS)
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def read_day(text: str) -> datetime.date:
    """A day as YYYY-MM-DD; raises BadInput for anything else, other ISO forms too."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise BadInput(
            _("“%(value)s” is not a day of the form YYYY-MM-DD.") % {"value": legible(text)}
        )
    return day


def check_language(language: str) -> None:
    if language not in LANGUAGES:
        raise BadInput(
            _("“%(value)s” is not a language of the report; it is written in: %(known)s.")
            % {"value": legible(language), "known": ", ".join(LANGUAGES)}
        )


def body_named(code: str) -> Body:
    """The body that a report is for; raises BadInput for a body that no report is written for."""
    if code in REPORT_BODIES:
        body: Body | None = Body.objects.filter(code=code).first()
        if body:
            return body
        raise BadInput(_("The register has no body “%(code)s”: load the record.") % {"code": code})
    raise BadInput(
        _("There is no report for “%(code)s”; there is one for: %(known)s.")
        % {"code": legible(code), "known": ", ".join(REPORT_BODIES)}
    )


def build_report(*, body: str, as_of: datetime.date, language: str, user: Any = None) -> Report:
    """The report as the register stands, on the facts dated up to ``as_of``.

    Raises BadInput for a body or language without a report.
    """
    check_language(language)
    with translation.override(language):
        body_named(body)
    facts = facts_for(as_of, user)
    return report_from(facts, body=body, as_of=as_of, language=language)


def facts_for(day: datetime.date, user: Any = None) -> Facts:
    """All that a report of a day is made from, as the record has it now."""
    return load_facts(user, indicators_on(day))


# What the coordination writes, by the part that it belongs to: texts in each language.
Written = Mapping[str, Sequence[Mapping[str, str]]]


def report_from(
    facts: Facts,
    *,
    body: str,
    as_of: datetime.date,
    language: str,
    written: Written = MappingProxyType({}),
    notice: str = "",
) -> Report:
    """The report that facts make: a pure function, for facts of now and for those kept at issue."""
    with translation.override(language):
        reader, group = facts.of(BodyRow)[body], facts.of(BodyRow)[OWN_BODY]
        material = Material.of(facts, as_of, reader)
        return Report(
            title=_("Progress report"),
            subtitle=f"{group} ({group.acronym})",
            language=language,
            body=body,
            as_of=as_of,
            heading=[
                (_("To"), f"{reader} ({reader.acronym})"),
                (_("From"), f"{group} ({group.acronym})"),
                (_("Coordination"), coordination_text(material.term, facts)),
                (_("Facts up to"), date_format(as_of, "DATE_FORMAT")),
            ],
            notice=notice
            or _("Draft from the register, for the coordination to review before it is sent."),
            parts=parts_of(material, body, written, language),
            method=method(),
        )


def parts_of(material: Material, body: str, written: Written, language: str) -> list[Part]:
    """The parts that a body reads, each with what the coordination wrote at its beginning."""
    made = {part.id: part for part in (PARTS[order](material) for order in sorted(PARTS))}
    return [
        replace(
            made[part], blocks=[*paragraphs(written.get(part, ()), language), *made[part].blocks]
        )
        for part in CUTS[body]
        if part in made
    ]


def paragraphs(texts: Sequence[Mapping[str, str]], language: str) -> list[Paragraph]:
    return [Paragraph(text[language]) for text in texts if text[language]]


def coordination_text(term: TermRow | None, facts: Facts) -> str:
    """Who coordinates, and that it is inferred where no document designates."""
    if term is None:
        return _("not known on this date")
    if term.certainty == Certainty.INFERRED:
        return _("%(state)s (inferred)") % {"state": state_of(term, facts)}
    return state_of(term, facts)


def method() -> list[str]:
    """How the report counts, in sentences."""
    return [
        _(
            "Acting on a mandate is a deliverable, project or meeting of the group; a document is "
            "not. What was over before a mandate was issued does not move it. Rules of cooperation "
            "are not actions, and cooperation that ended after the report's day counts as running."
        ),
        _(
            "A fact enters the report when its date is on or before the report's day; a date known "
            "only to the month or year counts from its first possible day. Records without a date "
            "are kept and said to be undated."
        ),
        _(
            "Only records whose scope is the group's own are counted. Work of neighbouring bodies "
            "and of single countries is shown apart or left out."
        ),
        _(
            "A status is the one its sources gave. Where everything it rests on is dated after the "
            "report's day, the status is shown as unknown. Unknown means that no source was found, "
            "not that nothing happened."
        ),
        _(
            "Something is late when its date has passed entirely and it is not registered as "
            "delivered. Deliverables carry no day of delivery: their status is the latest one "
            "registered. Figures published by different owners are quoted, never added up."
        ),
    ]
