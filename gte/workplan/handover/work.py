"""The sections of a pack on the work: commitments by age, mandates, the plan and its slippage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from gte.register.fields import date_text, span_text
from gte.workplan.coverage import MandateLine
from gte.workplan.enums import (
    DeliverableKind,
    DeliverableStatus,
    Light,
    MandateStatus,
    ProjectStatus,
)
from gte.workplan.facts.rows import StateRow
from gte.workplan.handover.contents import Basis, Contents, Group, Owed, Planned
from gte.workplan.handover.listings import (
    Column,
    Kind,
    Listing,
    Section,
    add_section,
    codes_of,
    record_columns,
)
from gte.workplan.report.document import Cell, Counted, Figures, Paragraph, Part, RecordLink, Table
from gte.workplan.report.parts import lines_links, links, movement_text
from gte.workplan.words import (
    DELIVERABLE_TONES,
    LIGHT_TONES,
    MANDATE_TONES,
    light_badge,
    reason_of,
)

# --- commitments ----------------------------------------------------------------------------------


def owed_links(found: Iterable[Owed]) -> Sequence[RecordLink]:
    return links(one.item for one in found)


def age_text(one: Owed) -> str:
    """Since when it is owed, and in whole months how long that is."""
    if one.since is None:
        return _("not known")
    if not one.months:
        return one.since.display()
    ago = ngettext("%(count)s month", "%(count)s months", one.months) % {"count": one.months}
    return f"{one.since.display()} ({ago})"


def owners_text(one: Owed, contents: Contents) -> str:
    codes = one.item.owners or (one.item.coordinated_by,)
    named = contents.facts.named(StateRow, [code for code in codes if code])
    return ", ".join(str(state) for state in named) or _("all parties")


def status_cell(one: Owed) -> Cell:
    status = DeliverableStatus(one.item.status)
    if one.is_late:
        text = _("past its date (%(status)s)") % {"status": status.label}
        return Cell(text, tone="late")
    if one.basis == Basis.NOT_BEGUN:
        return Cell(_("not begun: its term comes"), tone="muted")
    return Cell(str(status.label), tone=DELIVERABLE_TONES[status])


def owed_table(caption: str, found: Sequence[Owed], contents: Contents) -> Table:
    rows = [
        [
            Cell(records=[RecordLink.to(one.item)]),
            Cell(owners_text(one, contents)),
            Cell(age_text(one)),
            Cell(one.item.due.display() if one.item.due else _("no date set")),
            status_cell(one),
        ]
        for one in found
    ]
    columns = [_("Deliverable"), _("Owed by"), _("Owed since"), _("Due"), _("Status")]
    return Table(caption, columns, rows, empty=_("None on this date."))


def commitments_part(contents: Contents) -> Part:
    groups = {group: contents.of_group(group) for group in Group}
    overdue = contents.overdue
    figures = [
        Counted("open", pgettext("several commitments", "open"), owed_links(groups[Group.OPEN])),
        Counted("overdue", _("of those, past their date"), owed_links(overdue), "late"),
        Counted("promised", _("agreed for the next term"), owed_links(groups[Group.NEXT_TERM])),
        Counted("closed", _("closed in this term"), owed_links(groups[Group.CLOSED]), "good"),
    ]
    return Part(
        "commitments",
        _("Commitments and deliverables"),
        [
            Figures(figures),
            owed_table(
                _("Open, those past their date and those owed longest first"),
                groups[Group.OPEN],
                contents,
            ),
            owed_table(_("Agreed for the next term"), groups[Group.NEXT_TERM], contents),
            owed_table(_("Closed in the term that ends"), groups[Group.CLOSED], contents),
        ],
    )


COMMITMENTS = Listing(
    "commitments",
    gettext_lazy("Deliverables and commitments: open, closed in this term, and for the next one."),
    (
        *record_columns("item"),
        Column(
            "kind", gettext_lazy("what it is"), Kind.CODE, DeliverableKind, read="item.work_kind"
        ),
        Column("group", gettext_lazy("where it stands in the handover"), Kind.CODE, Group),
        Column(
            "status",
            gettext_lazy("status on the day of the pack"),
            Kind.CODE,
            DeliverableStatus,
            read="item.status",
        ),
        Column(
            "status_basis",
            gettext_lazy("what that status rests on"),
            Kind.CODE,
            Basis,
            read="basis",
        ),
        Column("is_late", gettext_lazy("its date had passed entirely"), Kind.YES_NO),
        Column("owed_since", gettext_lazy("since when it is owed"), Kind.DAY, read="since"),
        Column("age_months", gettext_lazy("whole months since then"), Kind.NUMBER, read="months"),
        Column(
            "first_due",
            gettext_lazy("the date that was agreed first"),
            Kind.DAY,
            read="item.first_due",
        ),
        Column("due", gettext_lazy("the date as registered"), Kind.DAY, read="item.due"),
        Column("term", gettext_lazy("the term whose work it is"), Kind.CODE, read="item.term"),
        Column(
            "coordinated_by",
            gettext_lazy("the State that coordinates it"),
            Kind.CODE,
            read="item.coordinated_by",
        ),
        Column("owners", gettext_lazy("the parties that owe it"), Kind.CODES, read="item.owners"),
        Column(
            "mandates",
            gettext_lazy("the mandates that it answers"),
            Kind.CODES,
            read="item.mandates",
        ),
        Column(
            "projects",
            gettext_lazy("the projects that it belongs to"),
            Kind.CODES,
            read="item.projects",
        ),
        Column(
            "statement_es",
            gettext_lazy("what the status rests on, in Spanish"),
            read="item.statement_es",
        ),
        Column(
            "statement_en",
            gettext_lazy("what the status rests on, in English"),
            read="item.statement_en",
        ),
    ),
    lambda contents: contents.owed,
)


# --- mandates -------------------------------------------------------------------------------------


def known_mandates(contents: Contents) -> list[MandateLine]:
    return [line for line in contents.coverage.own if contents.was_known(line.mandate.code)]


def unfulfilled(contents: Contents) -> list[MandateLine]:
    return [one for one in known_mandates(contents) if one.status != MandateStatus.FULFILLED]


def mandates_part(contents: Contents) -> Part:
    lines = known_mandates(contents)
    unacted = [line for line in lines if not line.actions]
    figures = [
        Counted("mandates", _("mandates to the group"), lines_links(lines)),
        Counted("mandates-open", _("not fulfilled"), lines_links(unfulfilled(contents))),
        Counted("mandates-unacted", _("without any action"), lines_links(unacted), "late"),
    ]
    rows = [
        [
            Cell(records=[RecordLink.to(line.mandate)]),
            Cell(date_text(line.mandate.date)),
            Cell(str(line.status.label), tone=MANDATE_TONES[line.status]),
            Cell(movement_text(line.movement)),
        ]
        for line in lines
    ]
    columns = [_("Mandate"), _("Date"), _("Status"), _("Last movement")]
    table = Table(
        _("Mandates addressed to the group, with what last moved them"),
        columns,
        rows,
        empty=_("None on this date."),
    )
    return Part("mandates", _("Mandates"), [Figures(figures), table])


MANDATES = Listing(
    "mandates",
    gettext_lazy("Mandates addressed to the group, each with its last movement."),
    (
        *record_columns("mandate"),
        Column("date", gettext_lazy("when it was issued"), Kind.DAY, read="mandate.date"),
        Column("status", gettext_lazy("status on the day of the pack"), Kind.CODE, MandateStatus),
        Column(
            "last_movement",
            gettext_lazy("the last dated thing that moved it"),
            Kind.DAY,
            read="movement.date",
        ),
        Column(
            "idle_months",
            gettext_lazy("whole months without movement"),
            Kind.NUMBER,
            read="movement.idle_months",
        ),
        Column(
            "actions",
            gettext_lazy("records of the group that act on it"),
            Kind.CODES,
            read=codes_of("actions"),
        ),
        Column(
            "evidence",
            gettext_lazy("records that show what came of it"),
            Kind.CODES,
            read=codes_of("evidence"),
        ),
    ),
    known_mandates,
)


# --- the plan -------------------------------------------------------------------------------------


def slip_text(one: Planned) -> str:
    if one.slip is None:
        return _("not known")
    if one.slip == 0:
        return pgettext("slippage", "none")
    words = ngettext("%(count)s day later", "%(count)s days later", one.slip)
    if one.slip < 0:
        words = ngettext("%(count)s day earlier", "%(count)s days earlier", -one.slip)
    return words % {"count": abs(one.slip)}


def dates_text(one: Planned) -> str:
    project = one.project
    if not project.start and not project.end:
        return _("dates not known")
    return span_text(project.start, project.end)


def planned_text(one: Planned) -> str:
    if not one.is_in_plan:
        return _("not in the plan")
    return span_text(one.planned_start, one.planned_end)


def plan_part(contents: Contents) -> Part:
    found = contents.planned
    late = [one for one in found if one.slip is not None and one.slip > 0]
    figures = [
        Counted("projects", _("projects"), links(one.project for one in found)),
        Counted("slipped", _("end later"), links(one.project for one in late), "late"),
    ]
    said = Paragraph(plan_text(contents))
    return Part("plan", _("Work plan"), [said, Figures(figures), project_table(found, contents)])


def plan_text(contents: Contents) -> str:
    """Which plan the dates are compared with, or that there is none."""
    if contents.gathered.plan is None:
        return _(
            "The record holds no work plan of this term with planned dates, so slippage is not "
            "known. These are the group's projects that were under way in it."
        )
    said = _(
        "The plan of the term is “%(plan)s”. Slippage is what an end lies after the planned one."
    )
    return said % {"plan": contents.gathered.plan}


def project_table(found: Sequence[Planned], contents: Contents) -> Table:
    rows = [
        [
            Cell(records=[RecordLink.to(one.project)]),
            Cell(planned_text(one)),
            Cell(dates_text(one)),
            Cell(slip_text(one)),
            Cell(light_badge(one.stands).text, tone=tone_of(one)),
            Cell(reason_of(one.stands, contents.facts)),
        ]
        for one in found
    ]
    now = pgettext("dates of a project", "Now")
    columns = [_("Project"), _("Planned"), now, _("Slippage"), _("Status"), _("Why")]
    return Table(_("Projects and their dates"), columns, rows, empty=_("None on this date."))


def tone_of(one: Planned) -> str:
    light = one.stands.light
    return LIGHT_TONES[light] if light else "muted"


PROJECTS = Listing(
    "projects",
    gettext_lazy("The work plan: projects with their planned dates and those of the day."),
    (
        *record_columns("project"),
        Column("is_in_plan", gettext_lazy("it stands in the plan of the term"), Kind.YES_NO),
        Column("status", gettext_lazy("status on the day of the pack"), Kind.CODE, ProjectStatus),
        Column("planned_start", gettext_lazy("beginning as the parties were shown"), Kind.DAY),
        Column("planned_end", gettext_lazy("end as the parties were shown"), Kind.DAY),
        Column("start", gettext_lazy("beginning as registered"), Kind.DAY, read="project.start"),
        Column("end", gettext_lazy("end as registered"), Kind.DAY, read="project.end"),
        Column(
            "slip_days",
            gettext_lazy("days by which it ends later than planned"),
            Kind.NUMBER,
            read="slip",
        ),
        Column(
            "light",
            gettext_lazy("the light that the rules give"),
            Kind.CODE,
            Light,
            read="stands.light",
        ),
        Column("rule", gettext_lazy("the rule that gave the light"), Kind.CODE, read="stands.rule"),
        Column("lead", gettext_lazy("the party that leads it"), Kind.CODE, read="project.lead"),
        Column(
            "mandates",
            gettext_lazy("the mandates that it answers"),
            Kind.CODES,
            read="project.mandates",
        ),
    ),
    lambda contents: contents.planned,
)

add_section(10, Section(commitments_part, (COMMITMENTS,)))
add_section(30, Section(mandates_part, (MANDATES,)))
add_section(40, Section(plan_part, (PROJECTS,)))
