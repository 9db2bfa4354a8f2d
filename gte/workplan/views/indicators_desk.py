"""Indicators at the desk: the list with what waits, the page, definition, periods, parts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from gte.common.errors import BadInput
from gte.governance.views.base import CoordinationDesk, Desk, FormScreen, done, found
from gte.register.paging import page_number, page_position
from gte.workplan.domain.indicators import add_indicator, change_indicator
from gte.workplan.domain.measuring import measure_indicator
from gte.workplan.domain.periods import Aim, add_dimension, aim_of, remove_dimension, set_periods
from gte.workplan.forms.indicators import DimensionForm, IndicatorForm, PeriodsForm, TargetForm
from gte.workplan.models import Dimension, Indicator, IndicatorPeriod, Project
from gte.workplan.queries.indicators import current_points, submitted
from gte.workplan.refusals import span_text
from gte.workplan.rollup import Span
from gte.workplan.views.desk_base import asked_codes
from gte.workplan.views.indicator_desk_blocks import desk_page, desk_row, waiting_row

PAGE = 50


def page_of(indicator: Any) -> str:
    return reverse("desk-indicator", args=[indicator.code])


def find_indicator(user: Any, code: str) -> Any:
    rows = Indicator.objects.visible_to(user).select_related("owner", "parent", "project")
    return found(rows, code=code)


def find_period(user: Any, code: str, period: int) -> Any:
    rows = IndicatorPeriod.objects.select_related("indicator").filter(
        indicator__in=Indicator.objects.visible_to(user), indicator__code=code
    )
    return found(rows, pk=period)


class ListView(Desk):
    """What waits for an approval, then all indicators with their present state."""

    def get(self, request: HttpRequest) -> HttpResponse:
        records = Indicator.objects.visible_to(self.me).select_related("project")
        page = page_position(
            number=page_number(request.GET.get("page", "1")),
            total=records.count(),
            size=PAGE,
            url=lambda number: f"?page={number}",
        )
        shown = list(records[max(page["first"] - 1, 0) : page["last"]])
        context = {"page": page, "rows": self.rows(shown), **self.words()}
        return render(request, "workplan/desk/indicators.html", context)

    @staticmethod
    def rows(shown: list[Any]) -> list[dict[str, Any]]:
        current = current_points(shown, get_language() or "es")
        return [desk_row(one, current.get(one.pk)) for one in shown]

    def words(self) -> dict[str, Any]:
        new = {"label": _("Add an indicator"), "url": reverse("desk-indicator-new")}
        return {
            "title": _("Indicators"),
            "back": reverse("desk-plan"),
            "lead": _("What is measured, what waits for an approval and what was found."),
            "new": new if self.coordinates else None,
            "waiting": [waiting_row(one, self.me) for one in submitted(self.me)],
        }


class IndicatorView(Desk):
    """Periods with everything that was stated of each, and what may be done."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        indicator = find_indicator(self.me, code)
        context = desk_page(indicator, self.me, coordinates=self.coordinates)
        return render(request, "workplan/desk/indicator.html", context)


class NewView(FormScreen):
    title = gettext_lazy("Add an indicator")
    lead = gettext_lazy("Periods, targets and disaggregations come afterwards, on its page.")
    button = gettext_lazy("Add the indicator")

    def form(self, about: Any, sent: Any = None) -> IndicatorForm:
        """The address may name the project that it measures."""
        wanted = asked_codes(self.request, "project")
        project = Project.objects.visible_to(self.me).filter(code__in=wanted).first()
        topics = project.topics.all() if project else []
        initial = {**IndicatorForm.first(), "project": project, "topics": topics}
        return IndicatorForm(sent, user=self.me, initial=initial)

    def act(self, about: Any, form: IndicatorForm) -> Indicator:
        return add_indicator(by=self.me, given=form.given)

    def said(self, about: Any, made: Indicator) -> str:
        return _("“%s” is added. Give it its periods.") % made

    def back(self, about: Any) -> str:
        return reverse("desk-indicators")

    def after(self, about: Any, made: Indicator) -> str:
        return page_of(made)


class OfIndicator(FormScreen):
    """A form about one indicator."""

    def find(self, **which: Any) -> Any:
        return find_indicator(self.me, which["code"])

    def headline(self, about: Any) -> str:
        return f"{self.title}: {about}"

    def back(self, about: Any) -> str:
        return page_of(about)


class EditView(OfIndicator):
    title = gettext_lazy("Change the indicator")
    lead = gettext_lazy("Unit, rule and owner stay once there are values.")
    button = gettext_lazy("Save")
    sentence = gettext_lazy("The indicator is changed.")

    def form(self, about: Any, sent: Any = None) -> IndicatorForm:
        return IndicatorForm(
            sent, user=self.me, about=about, initial=IndicatorForm.initial_of(about)
        )

    def act(self, about: Any, form: IndicatorForm) -> Indicator:
        return change_indicator(indicator=about, by=self.me, given=form.given)


class PeriodsView(OfIndicator):
    title = gettext_lazy("Add periods")
    lead = gettext_lazy(
        "They are added to those that there are. Each may get a target of its own afterwards."
    )
    button = gettext_lazy("Add the periods")
    sentence = gettext_lazy("The periods are added.")

    def form(self, about: Any, sent: Any = None) -> PeriodsForm:
        return PeriodsForm(sent, indicator=about)

    def act(self, about: Any, form: PeriodsForm) -> Any:
        aims = [*kept_aims(about), *form.aims]
        return set_periods(indicator=about, by=self.me, aims=aims)


def kept_aims(indicator: Any, but: Any = None) -> list[Aim]:
    """The periods as they are, without one."""
    return [aim_of(one) for one in indicator.periods.all() if one != but]


class OfPeriod(OfIndicator):
    """A form about one period of an indicator."""

    def find(self, **which: Any) -> Any:
        return find_period(self.me, which["code"], which["period"])

    def headline(self, about: Any) -> str:
        span = span_text(Span(about.start, about.end))
        return f"{self.title}: {about.indicator}, {span}"

    def back(self, about: Any) -> str:
        return page_of(about.indicator)


class TargetView(OfPeriod):
    title = gettext_lazy("Target")
    button = gettext_lazy("Save")
    sentence = gettext_lazy("The target is set.")

    def form(self, about: Any, sent: Any = None) -> TargetForm:
        names = ("target", "target_denominator", "target_text_es", "target_text_en")
        initial = {name: getattr(about, name) for name in names}
        return TargetForm(sent, indicator=about.indicator, initial=initial)

    def act(self, about: Any, form: TargetForm) -> Any:
        changed = Aim(about.start, about.end, **form.target_columns)
        aims = [*kept_aims(about.indicator, but=about), changed]
        return set_periods(indicator=about.indicator, by=self.me, aims=aims)


class DimensionView(OfIndicator):
    title = gettext_lazy("Add a disaggregation")
    lead = gettext_lazy("As by sex or by network: the values of its categories give the total.")
    button = gettext_lazy("Add the disaggregation")
    sentence = gettext_lazy("The disaggregation is added.")

    def form(self, about: Any, sent: Any = None) -> DimensionForm:
        return DimensionForm(sent)

    def act(self, about: Any, form: DimensionForm) -> Any:
        return add_dimension(
            indicator=about, by=self.me, name=form.name, categories=form.categories
        )


class RemovePeriodView(CoordinationDesk):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, code: str, period: int) -> HttpResponse:
        about = find_period(self.me, code, period)
        indicator = about.indicator
        aims = kept_aims(indicator, but=about)
        done(
            request,
            _("The period is removed."),
            lambda: set_periods(indicator=indicator, by=self.me, aims=aims),
        )
        return redirect(page_of(indicator))


class RemoveDimensionView(CoordinationDesk):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, code: str, dimension: str) -> HttpResponse:
        indicator = find_indicator(self.me, code)
        about = found(Dimension.objects.filter(indicator=indicator), code=dimension)
        done(
            request,
            _("The disaggregation is removed."),
            lambda: remove_dimension(dimension=about, by=self.me),
        )
        return redirect(page_of(indicator))


class MeasureView(CoordinationDesk):
    """Counts a period anew, at once."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, code: str, period: int) -> HttpResponse:
        about = find_period(self.me, code, period)
        before = set(about.actuals.values_list("pk", flat=True))
        try:
            made = measure_indicator(period=about, by=self.me)
        except BadInput as error:
            messages.error(request, str(error))
            return redirect(page_of(about.indicator))
        words = {"value": f"{made}", "unit": about.indicator.unit}
        if made.pk in before:
            messages.info(request, _("Still %(value)s %(unit)s: nothing has changed.") % words)
        else:
            messages.success(request, _("Counted: %(value)s %(unit)s.") % words)
        return redirect(page_of(about.indicator))
