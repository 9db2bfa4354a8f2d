"""Addresses of indicators: how a number was counted, and the screens at the desk."""

from django.urls import path
from django.utils.text import format_lazy
from django.utils.translation import pgettext_lazy

from gte.workplan.views import actuals_desk, adding, indicators, indicators_desk

INDICATORS = pgettext_lazy("address", "indicators/")
DESK = pgettext_lazy("address", "desk/plan/indicators/")
VALUES = pgettext_lazy("address", "desk/plan/values/")
NEW = pgettext_lazy("address", "new/")


def under(*parts):
    """An address below others, all in the reader's language."""
    return format_lazy("{}" * len(parts), *parts)


ONE = under(DESK, "<slug:code>/")
PERIOD = under(ONE, "<int:period>/")

urlpatterns = [
    path(
        under(INDICATORS, pgettext_lazy("address", "add-up/")),
        adding.AddUpView.as_view(),
        name="indicators-add-up",
    ),
    path(
        under(INDICATORS, "<slug:code>/<int:period>/"),
        indicators.ExplainedView.as_view(),
        name="indicator-explained",
    ),
    path(DESK, indicators_desk.ListView.as_view(), name="desk-indicators"),
    path(under(DESK, NEW), indicators_desk.NewView.as_view(), name="desk-indicator-new"),
    path(ONE, indicators_desk.IndicatorView.as_view(), name="desk-indicator"),
    path(
        under(ONE, pgettext_lazy("address", "edit/")),
        indicators_desk.EditView.as_view(),
        name="desk-indicator-edit",
    ),
    path(
        under(ONE, pgettext_lazy("address", "periods/")),
        indicators_desk.PeriodsView.as_view(),
        name="desk-indicator-periods",
    ),
    path(
        under(ONE, pgettext_lazy("address", "disaggregation/")),
        indicators_desk.DimensionView.as_view(),
        name="desk-indicator-dimension",
    ),
    path(
        under(ONE, "<slug:dimension>/", pgettext_lazy("address", "remove/")),
        indicators_desk.RemoveDimensionView.as_view(),
        name="desk-indicator-dimension-remove",
    ),
    path(
        under(PERIOD, pgettext_lazy("address", "target/")),
        indicators_desk.TargetView.as_view(),
        name="desk-indicator-target",
    ),
    path(
        under(PERIOD, pgettext_lazy("address", "remove-period/")),
        indicators_desk.RemovePeriodView.as_view(),
        name="desk-indicator-period-remove",
    ),
    path(
        under(PERIOD, pgettext_lazy("address", "measure/")),
        indicators_desk.MeasureView.as_view(),
        name="desk-indicator-measure",
    ),
    path(
        under(PERIOD, pgettext_lazy("address", "state/")),
        actuals_desk.StateView.as_view(),
        name="desk-actual-new",
    ),
    path(
        under(VALUES, "<int:actual>/", pgettext_lazy("address", "approve/")),
        actuals_desk.ApproveView.as_view(),
        name="desk-actual-approve",
    ),
    path(
        under(VALUES, "<int:actual>/", pgettext_lazy("address", "return/")),
        actuals_desk.ReturnView.as_view(),
        name="desk-actual-return",
    ),
]
