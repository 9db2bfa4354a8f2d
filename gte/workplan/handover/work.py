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
    IDENTIFIER,
    TITLES,
    Column,
    Kind,
    Listing,
    ListingRow,
    Section,
    add_section,
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


def commitment_rows(contents: Contents) -> list[ListingRow]:
    return [
        (
            one.code,
            one.item.title_es,
            one.item.title_en,
            one.item.work_kind,
            one.group.value,
            one.item.status,
            one.basis.value,
            one.is_late,
            one.since or "",
            one.months,
            one.item.first_due or "",
            one.item.due or "",
            one.item.term,
            one.item.coordinated_by,
            one.item.owners,
            one.item.mandates,
            one.item.projects,
            one.item.statement_es,
            one.item.statement_en,
        )
        for one in contents.owed
    ]


COMMITMENTS = Listing(
    "commitments",
    gettext_lazy("Deliverables and commitments: open, closed in this term, and for the next one."),
    (
        IDENTIFIER,
        *TITLES,
        Column("kind", gettext_lazy("what it is"), Kind.CODE, DeliverableKind),
        Column("group", gettext_lazy("where it stands in the handover"), Kind.CODE, Group),
        Column(
            "status", gettext_lazy("status on the day of the pack"), Kind.CODE, DeliverableStatus
        ),
        Column("status_basis", gettext_lazy("what that status rests on"), Kind.CODE, Basis),
        Column("is_late", gettext_lazy("its date had passed entirely"), Kind.YES_NO),
        Column("owed_since", gettext_lazy("since when it is owed"), Kind.DAY),
        Column("age_months", gettext_lazy("whole months since then"), Kind.NUMBER),
        Column("first_due", gettext_lazy("the date that was agreed first"), Kind.DAY),
        Column("due", gettext_lazy("the date as registered"), Kind.DAY),
        Column("term", gettext_lazy("the term whose work it is"), Kind.CODE),
        Column("coordinated_by", gettext_lazy("the State that coordinates it"), Kind.CODE),
        Column("owners", gettext_lazy("the parties that owe it"), Kind.CODES),
        Column("mandates", gettext_lazy("the mandates that it answers"), Kind.CODES),
        Column("projects", gettext_lazy("the projects that it belongs to"), Kind.CODES),
        Column("statement_es", gettext_lazy("what the status rests on, in Spanish")),
        Column("statement_en", gettext_lazy("what the status rests on, in English")),
    ),
    commitment_rows,
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


def mandate_rows(contents: Contents) -> list[ListingRow]:
    return [
        (
            line.mandate.code,
            line.mandate.title_es,
            line.mandate.title_en,
            line.mandate.date or "",
            line.status.value,
            line.movement.date or "",
            line.movement.idle_months,
            [row.code for row in line.actions],
            [row.code for row in line.evidence],
        )
        for line in known_mandates(contents)
    ]


MANDATES = Listing(
    "mandates",
    gettext_lazy("Mandates addressed to the group, each with its last movement."),
    (
        IDENTIFIER,
        *TITLES,
        Column("date", gettext_lazy("when it was issued"), Kind.DAY),
        Column("status", gettext_lazy("status on the day of the pack"), Kind.CODE, MandateStatus),
        Column("last_movement", gettext_lazy("the last dated thing that moved it"), Kind.DAY),
        Column("idle_months", gettext_lazy("whole months without movement"), Kind.NUMBER),
        Column("actions", gettext_lazy("records of the group that act on it"), Kind.CODES),
        Column("evidence", gettext_lazy("records that show what came of it"), Kind.CODES),
    ),
    mandate_rows,
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


def project_rows(contents: Contents) -> list[ListingRow]:
    return [
        (
            one.project.code,
            one.project.title_es,
            one.project.title_en,
            one.is_in_plan,
            one.status.value,
            one.planned_start or "",
            one.planned_end or "",
            one.project.start or "",
            one.project.end or "",
            one.slip,
            one.stands.light.value if one.stands.light else "",
            one.stands.rule.value,
            one.project.lead,
            one.project.mandates,
        )
        for one in contents.planned
    ]


PROJECTS = Listing(
    "projects",
    gettext_lazy("The work plan: projects with their planned dates and those of the day."),
    (
        IDENTIFIER,
        *TITLES,
        Column("is_in_plan", gettext_lazy("it stands in the plan of the term"), Kind.YES_NO),
        Column("status", gettext_lazy("status on the day of the pack"), Kind.CODE, ProjectStatus),
        Column("planned_start", gettext_lazy("beginning as the parties were shown"), Kind.DAY),
        Column("planned_end", gettext_lazy("end as the parties were shown"), Kind.DAY),
        Column("start", gettext_lazy("beginning as registered"), Kind.DAY),
        Column("end", gettext_lazy("end as registered"), Kind.DAY),
        Column("slip_days", gettext_lazy("days by which it ends later than planned"), Kind.NUMBER),
        Column("light", gettext_lazy("the light that the rules give"), Kind.CODE, Light),
        Column("rule", gettext_lazy("the rule that gave the light"), Kind.CODE),
        Column("lead", gettext_lazy("the party that leads it"), Kind.CODE),
        Column("mandates", gettext_lazy("the mandates that it answers"), Kind.CODES),
    ),
    project_rows,
)

add_section(10, Section(commitments_part, (COMMITMENTS,)))
add_section(30, Section(mandates_part, (MANDATES,)))
add_section(40, Section(plan_part, (PROJECTS,)))
