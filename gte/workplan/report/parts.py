"""The parts of the progress report, each from the live record.

Other rooms add theirs with :func:`add_part`; parts are printed in the order of their numbers.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from gte.alliance.enums import TermScope
from gte.common.enums import Certainty
from gte.register.fields import date_text, span_text
from gte.workplan.coverage import Coverage, MandateLine, Movement, covered
from gte.workplan.enums import CLOSED, DeliverableStatus, MandateStatus
from gte.workplan.facts import DeliverableRow, DocumentRow, Facts, Row, TermRow, existed
from gte.workplan.facts.rows import BodyRow, StateRow
from gte.workplan.queries import following, is_due, is_late, running_on
from gte.workplan.report.document import (
    Cell,
    Counted,
    Figures,
    Made,
    Paragraph,
    Part,
    Point,
    Points,
    RecordLink,
    Table,
)
from gte.workplan.words import DELIVERABLE_TONES, MANDATE_TONES

STALE_MONTHS = 24
# Said only where there are any: not of every report's shape.
OCCASIONAL = (DeliverableStatus.PLANNED, DeliverableStatus.CANCELLED)
OWN_OFFICE = TermScope.GTE_COORDINATION.value


@dataclass(frozen=True)
class Material:
    """What the parts are made from: the facts, one day, and the body that reads."""

    day: datetime.date
    facts: Facts
    coverage: Coverage
    deliverables: Sequence[DeliverableRow]
    term: TermRow | None
    next_term: TermRow | None
    reader: BodyRow

    @classmethod
    def of(cls, facts: Facts, day: datetime.date, reader: BodyRow) -> Material:
        terms = [term for term in facts.of(TermRow).values() if term.office == OWN_OFFICE]
        return cls(
            day=day,
            facts=facts,
            coverage=covered(facts, day),
            deliverables=[one for one in facts.deliverables.values() if existed(one, day)],
            term=running_on(terms, day),
            next_term=following(terms, day),
            reader=reader,
        )


PartMaker = Callable[[Material], Part]
PARTS: dict[int, PartMaker] = {}


def add_part(order: int, maker: PartMaker) -> None:
    """Adds a part to every report; ``order`` says where (the report's own have tens)."""
    PARTS[order] = maker


def links(records: Iterable[Row]) -> Sequence[RecordLink]:
    return Made(RecordLink.to, list(records))


def lines_links(lines: Iterable[MandateLine]) -> Sequence[RecordLink]:
    return links(line.mandate for line in lines)


def movement_text(movement: Movement) -> str:
    if movement.date is None or movement.idle_months is None:
        return _("no dated movement")
    ago = ngettext("%(count)s month ago", "%(count)s months ago", movement.idle_months) % {
        "count": movement.idle_months
    }
    return f"{movement.date.display()} ({ago})"


def plural_label(status: MandateStatus | DeliverableStatus) -> str:
    """A status as the label of a number of mandates or deliverables."""
    labels = {
        MandateStatus.FULFILLED: pgettext("several", "fulfilled"),
        MandateStatus.PARTIALLY_FULFILLED: pgettext("several", "partially fulfilled"),
        DeliverableStatus.DELIVERED: pgettext("several", "delivered"),
        DeliverableStatus.PLANNED: pgettext("several", "planned"),
        DeliverableStatus.CANCELLED: pgettext("several", "cancelled"),
        DeliverableStatus.PARTIALLY_DELIVERED: pgettext("several", "partially delivered"),
    }
    return labels.get(status, str(status.label))


def statement_text(item: DeliverableRow, day: datetime.date) -> str:
    """What a deliverable's status rests on in words, or that nothing is registered at all."""
    statement = item.text("statement")
    if statement or item.documents:
        return statement
    count = sum(added <= day.isoformat() for added in item.proofs)
    if not count:
        return _("no statement registered")
    return ngettext("%(count)s proof added", "%(count)s proofs added", count) % {"count": count}


def term_text(term: TermRow) -> str:
    """The office, the State that holds it and the years, as the register calls a term."""
    years = "–".join(dict.fromkeys(str(day)[:4] for day in (term.start, term.end) if day))
    return f"{TermScope(term.office).label}: {term}, {years}".rstrip(", ")


def term_links(terms: Iterable[TermRow]) -> list[RecordLink]:
    return [RecordLink.to(term, term_text(term)) for term in terms]


def requests_part(material: Material) -> Part:
    """Page 1: what is asked of the body that reads, then the report in figures."""
    points = [point for make in REQUESTS if (point := make(material))]
    return Part(
        "requests",
        _("What we ask of the %(body)s") % {"body": material.reader},
        [
            Points(points, _("Nothing is asked in this report."), numbered=True),
            Paragraph(_("No instrument is registered as sent up for adoption in this period.")),
            Figures(headline_figures(material)),
        ],
    )


def headline_figures(material: Material) -> list[Counted]:
    coverage = material.coverage
    late = [item for item in own(material.deliverables) if is_late(item, material.day)]
    delivered = with_status(own(material.deliverables), DeliverableStatus.DELIVERED)
    fulfilled = [line for line in coverage.own if line.status == MandateStatus.FULFILLED]
    return [
        Counted("mandates", _("mandates to the group"), lines_links(coverage.own)),
        Counted("mandates-fulfilled", _("mandates fulfilled"), lines_links(fulfilled), "good"),
        Counted(
            "mandates-unacted",
            _("mandates without any action"),
            lines_links(coverage.unacted),
            "late",
        ),
        Counted("delivered", _("deliverables met"), links(delivered), "good"),
        Counted("late", _("deliverables past their date"), links(late), "late"),
    ]


def own(deliverables: Iterable[DeliverableRow]) -> list[DeliverableRow]:
    return [item for item in deliverables if item.is_own]


def with_status(deliverables: Iterable[DeliverableRow], status: str) -> list[DeliverableRow]:
    return [item for item in deliverables if item.status == status]


def request_unacted(material: Material) -> Point | None:
    lines = material.coverage.unacted
    if not lines:
        return None
    text = ngettext(
        "Decide whether %(count)s mandate on which the register finds no action is kept, "
        "reassigned or closed.",
        "Decide whether %(count)s mandates on which the register finds no action are kept, "
        "reassigned or closed.",
        len(lines),
    )
    sentences = [text % {"count": len(lines)}]
    if any(line.status != MandateStatus.UNKNOWN for line in lines):
        sentences.append(
            _("For some of them sources report progress, though by no action of the group.")
        )
    title = _("Mandates without a registered action")
    return Point(title, " ".join(sentences), lines_links(lines), "mandates-unacted")


def request_unknown(material: Material) -> Point | None:
    lines = [line for line in material.coverage.acted if line.status == MandateStatus.UNKNOWN]
    if not lines:
        return None
    text = ngettext(
        "Confirm the result of %(count)s mandate on which there is work but whose result no "
        "source tells.",
        "Confirm the result of %(count)s mandates on which there is work but whose result no "
        "source tells.",
        len(lines),
    )
    title = _("Results to be confirmed")
    return Point(title, text % {"count": len(lines)}, lines_links(lines), "unconfirmed")


def request_late(material: Material) -> Point | None:
    late = [item for item in own(material.deliverables) if is_late(item, material.day)]
    if not late:
        return None
    text = ngettext(
        "Take note of %(count)s commitment past its date and set a new date or close it.",
        "Take note of %(count)s commitments past their date and set new dates or close them.",
        len(late),
    )
    said = text % {"count": len(late)}
    return Point(_("Commitments past their date"), said, links(late), "late")


def request_coordination(material: Material) -> Point | None:
    if material.term is None:
        text = _("Designate who coordinates the group: the register has no term for this day.")
        coming = [material.next_term] if material.next_term else []
        return Point(_("Coordination of the group"), text, term_links(coming), "coordination")
    terms = [term for term in (material.term, material.next_term) if term]
    inferred = [term for term in terms if term.certainty == Certainty.INFERRED]
    if not inferred:
        return None
    text = _(
        "Confirm who coordinates the group: the register infers it and has no document that "
        "designates it."
    )
    return Point(_("Coordination of the group"), text, term_links(inferred), "coordination")


REQUESTS = (request_unacted, request_unknown, request_late, request_coordination)


def mandates_part(material: Material) -> Part:
    coverage = material.coverage
    figures = [
        Counted(
            f"mandates-{status.value.replace('_', '-')}",
            plural_label(status),
            lines_links(line for line in coverage.own if line.status == status),
            MANDATE_TONES[status],
        )
        for status in MandateStatus
    ]
    return Part(
        "mandates",
        _("Status of each mandate"),
        [
            Figures(figures),
            mandate_table("own-mandates", _("Mandates addressed to the group"), coverage.own),
            Paragraph(
                _(
                    "The following mandates touch education but are addressed to neighbouring "
                    "bodies. They are shown for the context and are not counted as the group's."
                )
            ),
            mandate_table(
                "neighbours-mandates",
                _("Mandates addressed to neighbouring bodies"),
                coverage.neighbours,
            ),
        ],
    )


def mandate_table(key: str, caption: str, lines: Sequence[MandateLine]) -> Table:
    columns = [_("Mandate"), _("Date"), _("Status"), _("Evidence"), _("Last movement")]
    rows = Made(mandate_cells, lines)
    return Table(caption, columns, rows, empty=_("None on this date."), key=key)


def mandate_cells(line: MandateLine) -> list[Cell]:
    return [
        Cell(records=[RecordLink.to(line.mandate)]),
        Cell(date_text(line.mandate.date)),
        Cell(str(line.status.label), tone=MANDATE_TONES[line.status]),
        Cell("" if line.evidence else _("none registered"), links(line.evidence)),
        Cell(movement_text(line.movement)),
    ]


def deliverables_part(material: Material) -> Part:
    items = own(material.deliverables)
    due = [item for item in items if is_due(item, material.day)]
    met = with_status(due, DeliverableStatus.DELIVERED)
    late = [item for item in items if is_late(item, material.day)]
    undated = [item for item in items if item.due is None]
    by_status = [
        Counted(
            f"deliverables-{status.value.replace('_', '-')}",
            plural_label(status),
            links(with_status(items, status)),
            DELIVERABLE_TONES[status],
        )
        for status in DeliverableStatus
        if status not in OCCASIONAL or with_status(items, status)
    ]
    return Part(
        "deliverables",
        _("Deliverables and commitments"),
        [
            Figures(
                [
                    Counted("deliverables", _("registered"), links(items)),
                    Counted("deliverables-due", _("had a date that has passed"), links(due)),
                    Counted("deliverables-due-met", _("of those, met"), links(met), "good"),
                    Counted("deliverables-late", _("of those, late"), links(late), "late"),
                    Counted("deliverables-undated", _("without a date"), links(undated)),
                ]
            ),
            Figures(by_status),
            deliverable_table(
                "by-term", _("Deliverables and commitments by term"), items, material
            ),
        ],
    )


def deliverable_table(
    key: str, caption: str, items: Sequence[DeliverableRow], material: Material
) -> Table:
    columns = [_("Deliverable"), _("Term"), _("Due"), _("Status"), _("What it rests on")]
    rows = Made(partial(deliverable_cells, material), items)
    return Table(caption, columns, rows, empty=_("None on this date."), key=key)


def deliverable_cells(material: Material, item: DeliverableRow) -> list[Cell]:
    late = is_late(item, material.day)
    terms = material.facts.named(TermRow, [item.term])
    documents = material.facts.named(DocumentRow, item.documents)
    status = DeliverableStatus(item.status)
    label = _("past its date (%(status)s)") % {"status": status.label} if late else status.label
    return [
        Cell(records=[RecordLink.to(item)]),
        Cell("" if terms else _("no term"), term_links(terms)),
        Cell(item.due.display() if item.due else _("no date set")),
        Cell(str(label), tone="late" if late else DELIVERABLE_TONES[status]),
        Cell(statement_text(item, material.day), links(documents)),
    ]


def risks_part(material: Material) -> Part:
    points = [point for make in RISKS if (point := make(material))]
    return Part(
        "risks",
        _("Risks and delays"),
        [
            Paragraph(_("Each risk is the outcome of a rule over the register, not an opinion.")),
            Points(points, _("No rule found a risk on this date.")),
        ],
    )


def risk_unacted(material: Material) -> Point | None:
    lines = material.coverage.unacted
    text = _("Rule: no deliverable, project or meeting of the group answers the mandate.")
    title = _("Mandates without any action")
    return Point(title, text, lines_links(lines), "mandates-unacted") if lines else None


def risk_stale(material: Material) -> Point | None:
    stale = [
        line
        for line in material.coverage.acted
        if line.status != MandateStatus.FULFILLED
        and (line.movement.idle_months is None or line.movement.idle_months >= STALE_MONTHS)
    ]
    text = _(
        "Rule: the mandate is not fulfilled and the register knows no movement in the last "
        "%(months)s months."
    ) % {"months": STALE_MONTHS}
    title = _("Work that has stopped moving")
    return Point(title, text, lines_links(stale), "stopped") if stale else None


def risk_late(material: Material) -> Point | None:
    late = [item for item in own(material.deliverables) if is_late(item, material.day)]
    text = _("Rule: the date has passed and it is not registered as delivered.")
    return Point(_("Commitments past their date"), text, links(late), "late") if late else None


def risk_unmandated(material: Material) -> Point | None:
    lines = material.coverage.unmandated
    text = _(
        "Rule: a project or deliverable of the group names no mandate, so no mandate's status "
        "shows its result."
    )
    actions = links(line.action for line in lines)
    title = _("Actions without a mandate")
    return Point(title, text, actions, "unmandated") if lines else None


RISKS = (risk_unacted, risk_stale, risk_late, risk_unmandated)


def next_part(material: Material) -> Part:
    open_items = [
        item
        for item in own(material.deliverables)
        if item.status not in CLOSED and not is_late(item, material.day)
    ]
    upcoming = material.next_term
    paragraphs = [
        Paragraph(
            _("The register has a next term of coordination: %(term)s (%(dates)s).")
            % {
                "term": state_of(upcoming, material.facts),
                "dates": span_text(upcoming.start, upcoming.end),
            }
            if upcoming
            else _("The register has no next term of coordination.")
        )
    ]
    deliverables = material.facts.deliverables.values()
    promised = [one for one in deliverables if upcoming and one.term == upcoming.code]
    return Part(
        "next",
        _("Next period"),
        [
            *paragraphs,
            deliverable_table("open", _("Open work that continues"), open_items, material),
            deliverable_table("promised", _("Promised for the next term"), promised, material),
        ],
    )


def state_of(term: TermRow, facts: Facts) -> str:
    """The State that holds a term, in the reader's language."""
    return ", ".join(str(state) for state in facts.named(StateRow, [term.state])) or str(term)


for _order, _maker in (
    (10, requests_part),
    (20, mandates_part),
    (30, deliverables_part),
    (50, risks_part),
    (60, next_part),
):
    add_part(_order, _maker)
