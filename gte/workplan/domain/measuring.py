"""Values that this site counts by itself, with what was asked and the records behind them."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from gte.alliance.models import State, User
from gte.common.domain import write_log
from gte.common.errors import BadInput
from gte.register.measures import Measured, measured
from gte.workplan.domain.actuals import check_beside, check_takes_values, line_of, save
from gte.workplan.domain.writing import check_coordinates, lock
from gte.workplan.enums import ActualState, RollUpRule
from gte.workplan.models import Actual, Indicator, IndicatorPeriod


@transaction.atomic
def measure_indicator(
    *, period: IndicatorPeriod, by: User | None, party: State | None = None
) -> Actual:
    """Counts now and keeps the number with what was asked, when, and the records behind it.

    It needs no approval: everybody can count again. Where nothing changed since the last time, that
    value stands. Raises BadInput for an indicator that people state, and as ``measured`` does.
    """
    if by is not None:
        check_coordinates(by)
    indicator = lock(period.indicator)
    if not indicator.measure:
        raise BadInput(_("“%s” is stated by people: this site cannot count it.") % indicator)
    check_takes_values(indicator, period)
    check_beside(period, party)
    country = party.code if party else None
    found = measured(indicator.measure, country, period.start, period.end)
    last = period.actuals.filter(party=party, measure=found.key).order_by("-pk").first()
    if last is not None and last.records == list(found.records):
        return last
    made = Actual(
        period=period,
        party=party,
        value=found.value,
        state=ActualState.APPROVED,
        stated_by=by,
        measure=found.key,
        records=list(found.records),
        arguments=found.arguments,
        members=members_of(indicator, found),
    )
    save(made)
    data = {**line_of(made), "measure": found.key}
    write_log(verb="actual.measured", by=by, target=indicator.code, data=data)
    return made


def members_of(indicator: Indicator, found: Measured) -> list[str]:
    """Where records are counted once however often they come, their identifiers."""
    return list(found.records) if indicator.rule == RollUpRule.DISTINCT else []
