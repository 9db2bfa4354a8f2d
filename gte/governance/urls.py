"""Addresses of governance's working screens."""

from django.urls import path
from django.utils.text import format_lazy
from django.utils.translation import pgettext_lazy

from gte.governance.views import decisions, home, parties

GOVERNANCE = pgettext_lazy("address", "desk/governance/")
PARTIES = format_lazy("{}{}", GOVERNANCE, pgettext_lazy("address", "parties/"))
DECISIONS = pgettext_lazy("address", "desk/decisions/")
DECISION = format_lazy("{}<slug:code>/", DECISIONS)
NEW = pgettext_lazy("address", "new/")


def under(start, end):
    """An address below another, both in the reader's language."""
    return format_lazy("{}{}", start, end)


urlpatterns = [
    path(GOVERNANCE, home.HomeView.as_view(), name="desk-governance"),
    path(
        under(GOVERNANCE, pgettext_lazy("address", "ledger/")),
        home.LedgerView.as_view(),
        name="desk-ledger",
    ),
    path(PARTIES, parties.ListView.as_view(), name="desk-parties"),
    path(
        format_lazy("{}<slug:code>/{}", PARTIES, pgettext_lazy("address", "suspend/")),
        parties.SuspendView.as_view(),
        name="desk-party-suspend",
    ),
    path(DECISIONS, decisions.ListView.as_view(), name="desk-decisions"),
    path(under(DECISIONS, NEW), decisions.NewView.as_view(), name="desk-decision-new"),
    path(DECISION, decisions.DecisionView.as_view(), name="desk-decision"),
    path(
        under(DECISION, pgettext_lazy("address", "text/")),
        decisions.TextView.as_view(),
        name="desk-decision-text",
    ),
    path(
        under(DECISION, pgettext_lazy("address", "silence/")),
        decisions.SilenceView.as_view(),
        name="desk-decision-silence",
    ),
    path(
        under(DECISION, pgettext_lazy("address", "extend/")),
        decisions.ExtendView.as_view(),
        name="desk-decision-extend",
    ),
    path(
        under(DECISION, pgettext_lazy("address", "withdraw/")),
        decisions.WithdrawView.as_view(),
        name="desk-decision-withdraw",
    ),
    path(
        under(DECISION, "do/<slug:action>/"),
        decisions.DoView.as_view(),
        name="desk-decision-do",
    ),
]
