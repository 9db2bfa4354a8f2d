"""Addresses of the work plan's working screens."""

from django.urls import path
from django.utils.text import format_lazy
from django.utils.translation import pgettext_lazy

from gte.workplan.views import (
    desk_deliverables,
    desk_home,
    desk_mandates,
    desk_money,
    desk_plans,
    desk_projects,
    desk_reports,
)


def under(*parts):
    """An address below others, all in the reader's language."""
    return format_lazy("{}" * len(parts), *parts)


def screen(address, view, name):
    return path(address, view.as_view(), name=name)


NEW = pgettext_lazy("address", "new/")
EDIT = pgettext_lazy("address", "edit/")
STATUS = pgettext_lazy("address", "status/")
REMOVE = pgettext_lazy("address", "remove/")
CODE, KEY = "<slug:code>/", "<int:key>/"

PLAN = pgettext_lazy("address", "desk/plan/")
MANDATES = under(PLAN, pgettext_lazy("address", "mandates/"))
PLANS = under(PLAN, pgettext_lazy("address", "plans/"))
PROJECTS = under(PLAN, pgettext_lazy("address", "projects/"))
DELIVERABLES = under(PLAN, pgettext_lazy("address", "deliverables/"))
MANDATE, WORK_PLAN = under(MANDATES, CODE), under(PLANS, CODE)
PROJECT, DELIVERABLE = under(PROJECTS, CODE), under(DELIVERABLES, CODE)
LINE = under(PLAN, pgettext_lazy("address", "lines/"), KEY)
ENTRY = under(PLAN, pgettext_lazy("address", "entries/"), KEY)
BUDGET = under(PLAN, pgettext_lazy("address", "budget/"), KEY)
RISK = under(PLAN, pgettext_lazy("address", "risks/"), KEY)
DEPENDENCY = under(PLAN, pgettext_lazy("address", "dependencies/"), KEY)
REPORTS = under(PLAN, pgettext_lazy("address", "reports/"))
REPORT = under(REPORTS, CODE)
PARAGRAPH = under(PLAN, pgettext_lazy("address", "paragraphs/"), KEY)
PROOF = under(PLAN, pgettext_lazy("address", "proofs/"), KEY)

urlpatterns = [
    screen(PLAN, desk_home.HomeView, "desk-plan"),
    screen(MANDATES, desk_mandates.ListView, "desk-mandates"),
    screen(under(MANDATES, NEW), desk_mandates.NewView, "desk-mandate-new"),
    screen(MANDATE, desk_mandates.MandateView, "desk-mandate"),
    screen(under(MANDATE, EDIT), desk_mandates.EditView, "desk-mandate-edit"),
    screen(PLANS, desk_plans.ListView, "desk-plans"),
    screen(under(PLANS, NEW), desk_plans.NewView, "desk-work-plan-new"),
    screen(WORK_PLAN, desk_plans.PlanView, "desk-work-plan"),
    screen(under(WORK_PLAN, EDIT), desk_plans.EditView, "desk-work-plan-edit"),
    path(
        under(WORK_PLAN, "do/<slug:action>/"), desk_plans.DoView.as_view(), name="desk-work-plan-do"
    ),
    path(
        under(WORK_PLAN, pgettext_lazy("address", "line/")),
        desk_plans.NewLineView.as_view(),
        name="desk-plan-line-new",
    ),
    screen(LINE, desk_plans.LineView, "desk-plan-line"),
    path(
        under(LINE, "do/<slug:action>/"), desk_plans.LineDoView.as_view(), name="desk-plan-line-do"
    ),
    path(
        under(LINE, pgettext_lazy("address", "project/")),
        desk_plans.NewEntryView.as_view(),
        name="desk-plan-entry-new",
    ),
    path(
        under(ENTRY, "do/<slug:action>/"),
        desk_plans.EntryDoView.as_view(),
        name="desk-plan-entry-do",
    ),
    screen(PROJECTS, desk_projects.ListView, "desk-projects"),
    screen(under(PROJECTS, NEW), desk_projects.NewView, "desk-project-new"),
    screen(PROJECT, desk_projects.ProjectView, "desk-project"),
    screen(under(PROJECT, EDIT), desk_projects.EditView, "desk-project-edit"),
    path(
        under(PROJECT, "do/<slug:action>/"), desk_projects.DoView.as_view(), name="desk-project-do"
    ),
    path(
        under(PROJECT, pgettext_lazy("address", "depends/")),
        desk_projects.DependView.as_view(),
        name="desk-project-depend",
    ),
    path(
        under(DEPENDENCY, REMOVE), desk_projects.FreeView.as_view(), name="desk-dependency-remove"
    ),
    path(
        under(PROJECT, STATUS), desk_projects.OverrideView.as_view(), name="desk-project-override"
    ),
    path(
        under(PROJECT, STATUS, pgettext_lazy("address", "restore/")),
        desk_projects.RestoreView.as_view(),
        name="desk-project-restore",
    ),
    path(
        under(PROJECT, pgettext_lazy("address", "budget/")),
        desk_money.NewBudgetView.as_view(),
        name="desk-budget-new",
    ),
    screen(BUDGET, desk_money.BudgetView, "desk-budget"),
    screen(under(BUDGET, REMOVE), desk_money.DropBudgetView, "desk-budget-remove"),
    path(
        under(PROJECT, pgettext_lazy("address", "risk/")),
        desk_money.NewRiskView.as_view(),
        name="desk-risk-new",
    ),
    screen(RISK, desk_money.RiskView, "desk-risk"),
    path(
        under(RISK, pgettext_lazy("address", "close/")),
        desk_money.CloseRiskView.as_view(),
        name="desk-risk-close",
    ),
    screen(REPORTS, desk_reports.ListView, "desk-reports"),
    screen(under(REPORTS, NEW), desk_reports.NewView, "desk-report-new"),
    screen(REPORT, desk_reports.ReportView, "desk-report"),
    path(
        under(REPORT, pgettext_lazy("address", "paragraph/")),
        desk_reports.NewParagraphView.as_view(),
        name="desk-paragraph-new",
    ),
    screen(PARAGRAPH, desk_reports.ParagraphView, "desk-paragraph"),
    screen(under(PARAGRAPH, REMOVE), desk_reports.RemoveParagraphView, "desk-paragraph-remove"),
    path(
        under(REPORT, pgettext_lazy("address", "clear/")),
        desk_reports.ClearView.as_view(),
        name="desk-report-clear",
    ),
    path(under(REPORT, "do/<slug:action>/"), desk_reports.DoView.as_view(), name="desk-report-do"),
    screen(DELIVERABLES, desk_deliverables.ListView, "desk-deliverables"),
    path(
        under(DELIVERABLES, NEW), desk_deliverables.NewView.as_view(), name="desk-deliverable-new"
    ),
    screen(DELIVERABLE, desk_deliverables.DeliverableView, "desk-deliverable"),
    path(
        under(DELIVERABLE, EDIT), desk_deliverables.EditView.as_view(), name="desk-deliverable-edit"
    ),
    path(
        under(DELIVERABLE, "do/<slug:action>/"),
        desk_deliverables.DoView.as_view(),
        name="desk-deliverable-do",
    ),
    path(
        under(DELIVERABLE, pgettext_lazy("address", "progress/")),
        desk_deliverables.ProgressView.as_view(),
        name="desk-deliverable-progress",
    ),
    path(
        under(DELIVERABLE, pgettext_lazy("address", "proof/")),
        desk_deliverables.ProofView.as_view(),
        name="desk-deliverable-proof",
    ),
    path(
        under(DELIVERABLE, pgettext_lazy("address", "return/")),
        desk_deliverables.ReturnView.as_view(),
        name="desk-deliverable-return",
    ),
    path(
        under(DELIVERABLE, pgettext_lazy("address", "cancel/")),
        desk_deliverables.CancelView.as_view(),
        name="desk-deliverable-cancel",
    ),
    path(
        under(DELIVERABLE, pgettext_lazy("address", "resume/")),
        desk_deliverables.ResumeView.as_view(),
        name="desk-deliverable-resume",
    ),
    path(
        under(DELIVERABLE, STATUS),
        desk_deliverables.OverrideView.as_view(),
        name="desk-deliverable-override",
    ),
    path(
        under(DELIVERABLE, STATUS, pgettext_lazy("address", "restore/")),
        desk_deliverables.RestoreView.as_view(),
        name="desk-deliverable-restore",
    ),
    path(
        under(PROOF, pgettext_lazy("address", "withdraw/")),
        desk_deliverables.WithdrawProofView.as_view(),
        name="desk-proof-withdraw",
    ),
    path(
        under(PROOF, pgettext_lazy("address", "copy/")),
        desk_deliverables.ProofCopyView.as_view(),
        name="desk-proof-copy",
    ),
]
