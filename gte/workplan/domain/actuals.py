"""What was found for a period: stated with evidence, approved by another party.

Values are added, never changed: the newest approved one of each party counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gte.alliance.models import State, User
from gte.common.domain import write_log
from gte.common.errors import BadInput
from gte.governance.queries.parties import parties_on, voice_of
from gte.library.models import Document
from gte.workplan import notices
from gte.workplan.domain.indicators import check_share
from gte.workplan.domain.writing import COORDINATE, check_row, lock, reason_of
from gte.workplan.enums import ActualState, RollUpRule, ValueKind
from gte.workplan.models import Actual, Indicator, IndicatorPeriod
from gte.workplan.numbers import check_kept
from gte.workplan.queries.indicators import newest_of_each, structure
from gte.workplan.queries.sides import sides_of
from gte.workplan.refusals import fault_sentence, refusal_sentence, span_text
from gte.workplan.rollup import Amount, Refused, Rule, Span, check_breakdown
from gte.workplan.rollup.rules import misfit

# One part of a value: how much, out of how much, and of whom.
Part = tuple[Decimal | None, Decimal | None, tuple[str, ...]]


@dataclass(frozen=True)
class Statement:
    """What somebody says was found. ``party`` is whose part it is; without one, of the whole.

    A count of distinct members is given by the members alone. ``breakdown`` is by dimension and
    category, by their identifiers; a dimension that is not given is left out.
    """

    party: State | None = None
    value: Decimal | None = None
    denominator: Decimal | None = None
    members: tuple[str, ...] = ()
    breakdown: Mapping[str, Mapping[str, Part]] = field(default_factory=dict)
    text_es: str = ""
    text_en: str = ""
    document: Document | None = None
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with which field of a statement; ``dimension`` where it is of a breakdown."""

    field: str
    sentence: str
    dimension: str = ""


@transaction.atomic
def state_actual(*, period: IndicatorPeriod, by: User, statement: Statement) -> Actual:
    """A value with its evidence, which waits for another party's approval.

    A delegate states that of the own party, the coordination that of the whole. Raises BadInput
    for another party's, for a period that has not begun, for an indicator that is measured or
    counted from others, for values of the whole beside values of parties, without evidence, and for
    a breakdown that does not give the value.
    """
    indicator = lock(period.indicator)
    check_speaks(by, statement.party)
    check_takes_values(indicator, period)
    if indicator.measure:
        raise BadInput(_("“%s” is measured by this site: nobody types it in.") % indicator)
    check_beside(period, statement.party)
    found = problems(indicator, statement)
    if found:
        raise BadInput(found[0].sentence)
    made = Actual(
        period=period,
        party=statement.party,
        state=ActualState.SUBMITTED,
        document=statement.document,
        url=statement.url.strip(),
        note=statement.note.strip(),
        stated_by=by,
        stated_for=statement.party or side_of(by),
        **values_of(indicator, statement),
    )
    save(made)
    write_log(verb="actual.stated", by=by, target=indicator.code, data=line_of(made))
    notices.tell_stated(made)
    return made


def values_of(indicator: Indicator, statement: Statement) -> dict[str, Any]:
    """The columns that hold what was found."""
    if indicator.value_kind == ValueKind.QUALITATIVE:
        return {"text_es": statement.text_es.strip(), "text_en": statement.text_en.strip()}
    amount = amount_of(indicator, (statement.value, statement.denominator, statement.members))
    return {
        "value": amount.numerator,
        "denominator": amount.denominator,
        "members": sorted(amount.members or ()),
        "breakdown": {
            dimension: {name: stored(amount_of(indicator, part)) for name, part in parts.items()}
            for dimension, parts in statement.breakdown.items()
        },
    }


def stored(amount: Amount) -> list[Any]:
    out_of = None if amount.denominator is None else str(amount.denominator)
    return [str(amount.numerator), out_of, sorted(amount.members or ())]


def save(actual: Actual) -> None:
    check_row(actual)
    actual.save()


def line_of(actual: Actual) -> dict[str, Any]:
    """A value as the log keeps it."""
    return {
        "actual": actual.pk,
        "period": [str(actual.period.start), str(actual.period.end)],
        "party": actual.party.code if actual.party else "",
        "value": "" if actual.value is None else str(actual.value),
        "denominator": "" if actual.denominator is None else str(actual.denominator),
    }


# --- who ------------------------------------------------------------------------------------------


def side_of(user: User) -> State | None:
    return next(iter(sides_of(user)), None)


def check_speaks(by: User, party: State | None) -> None:
    """Raises BadInput for a value that somebody else has to bring."""
    if party is None:
        if not by.has_perm(COORDINATE):
            raise BadInput(
                _("The coordination states values of the whole; state that of your party.")
            )
        return
    voice = voice_of(by)
    if voice is None or voice.party != party:
        raise BadInput(_("Only a delegate of %s states its values.") % party)
    if party not in parties_on(timezone.now().date()):
        raise BadInput(_("%(state)s is not a party today.") % {"state": party})


# --- what -----------------------------------------------------------------------------------------


def check_takes_values(indicator: Indicator, period: IndicatorPeriod) -> None:
    today = timezone.now().date()
    if period.start > today:
        raise BadInput(
            _("The period %(period)s of “%(name)s” has not begun: there is nothing to state yet.")
            % {"period": span_text(Span(period.start, period.end)), "name": indicator}
        )
    if structure(is_whole=True).children.get(indicator.pk):
        raise BadInput(
            _(
                "“%(name)s” is counted from the indicators below it: state the values there, or "
                "they would be counted twice."
            )
            % {"name": indicator}
        )


def check_beside(period: IndicatorPeriod, party: State | None) -> None:
    """Raises BadInput where the whole and a part of it would stand side by side."""
    standing = newest_of_each(
        period.actuals.exclude(state=ActualState.RETURNED).select_related("party").order_by("-pk")
    )
    parts = sorted(str(one.party) for one in standing if one.party)
    words = {"period": span_text(Span(period.start, period.end)), "name": period.indicator}
    if party is None and parts:
        raise BadInput(
            _(
                "“%(name)s” has values of %(parties)s for %(period)s: one of the whole would count "
                "them twice. Return those first, or let the other parties state theirs."
            )
            % {**words, "parties": ", ".join(parts)}
        )
    if party is not None and len(parts) < len(standing):
        raise BadInput(
            _(
                "“%(name)s” has a value of the whole for %(period)s: that of %(party)s is in it "
                "and would be counted twice. Return that of the whole first."
            )
            % {**words, "party": party}
        )


def amount_of(indicator: Indicator, part: Part) -> Amount:
    """A value as an amount. Refused as ``Amount`` and ``misfit`` say."""
    value, denominator, members = part
    if indicator.rule == RollUpRule.DISTINCT:
        return Amount.distinct(members)
    amount = Amount(Decimal(0) if value is None else value, denominator)
    if reason := misfit(Rule(indicator.rule), amount):
        raise Refused(reason, found=str(value))
    return amount


def problems(indicator: Indicator, statement: Statement) -> list[Problem]:
    """Everything that is wrong with what was said, field by field."""
    found = []
    if statement.document is None and not statement.url.strip():
        found.append(
            Problem("document", _("Name the evidence: a document of the library or an address."))
        )
    if indicator.value_kind == ValueKind.QUALITATIVE:
        return found + word_problems(statement)
    return found + number_problems(indicator, statement)


def word_problems(statement: Statement) -> list[Problem]:
    sentence = _("Say what was found, in both languages.")
    return [
        Problem(name, sentence)
        for name in ("text_es", "text_en")
        if not getattr(statement, name).strip()
    ]


def number_problems(indicator: Indicator, statement: Statement) -> list[Problem]:
    is_distinct = indicator.rule == RollUpRule.DISTINCT
    if is_distinct and not statement.members:
        return [Problem("members", _("Give the identifiers of what was counted."))]
    if not is_distinct and statement.value is None:
        return [Problem("value", _("Give the value."))]
    try:
        total = amount_of(indicator, (statement.value, statement.denominator, statement.members))
        check_kept(total.numerator, total.denominator)
        check_share(indicator, total.numerator, total.denominator)
    except Refused as refused:
        column = "denominator" if indicator.rule == RollUpRule.RATIO else "value"
        return [Problem(column, refusal_sentence(refused, {}))]
    except BadInput as error:
        return [Problem("value", str(error))]
    return breakdown_problems(indicator, statement, total)


def breakdown_problems(indicator: Indicator, statement: Statement, total: Amount) -> list[Problem]:
    found = []
    dimensions = {one.code: one for one in indicator.dimensions.prefetch_related("categories")}
    for code, parts in statement.breakdown.items():
        dimension = dimensions.get(code)
        if dimension is None:
            found.append(Problem("breakdown", _("“%s” is no disaggregation of it.") % code, code))
            continue
        missing = [str(one) for one in dimension.categories.all() if is_empty(parts.get(one.code))]
        if missing:
            sentence = _("“%(dimension)s” leaves nobody out: give %(missing)s too, 0 if none.")
            words = {"dimension": dimension, "missing": ", ".join(missing)}
            found.append(Problem("breakdown", sentence % words, code))
            continue
        found += dimension_problems(indicator, dimension, parts, total)
    return found


def is_empty(part: Part | None) -> bool:
    """Not even 0; of members, none is an answer."""
    return part is None or (part[0] is None and part[1] is None and not part[2])


def dimension_problems(
    indicator: Indicator, dimension: Any, parts: Mapping[str, Part], total: Amount
) -> list[Problem]:
    try:
        amounts = {name: amount_of(indicator, part) for name, part in parts.items()}
    except Refused as refused:
        sentence = f"{dimension}: {refusal_sentence(refused, {})}"
        return [Problem("breakdown", sentence, dimension.code)]
    rule = Rule(indicator.rule)
    return [
        Problem("breakdown", fault_sentence(fault, rule, str(dimension)), dimension.code)
        for fault in check_breakdown(rule, total, {dimension.code: amounts})
    ]


# --- approving and returning ----------------------------------------------------------------------


@transaction.atomic
def approve_actual(*, actual: Actual, by: User) -> Actual:
    """Makes a value count. Raises BadInput for those who stated it, their party, and a value that
    does not wait any more.
    """
    actual, reviewer = reviewed(actual, by)
    if actual.state != ActualState.SUBMITTED:
        raise no_longer_waits(actual)
    newest = actual.period.actuals.filter(party=actual.party).exclude(state=ActualState.RETURNED)
    if newest.order_by("-pk").values_list("pk", flat=True)[0] != actual.pk:
        raise BadInput(_("This value was stated anew since: look at the newer one."))
    return judge(actual, by, reviewer, ActualState.APPROVED)


@transaction.atomic
def return_actual(*, actual: Actual, by: User, reason: str) -> Actual:
    """Sends a value back with the reason; one that was approved counts no more.

    Raises BadInput as ``approve_actual`` does, without a reason, and for a measured value.
    """
    reason = reason_of(reason)
    actual, reviewer = reviewed(actual, by)
    if actual.state == ActualState.RETURNED:
        raise no_longer_waits(actual)
    if actual.measure:
        raise BadInput(_("This value was counted by this site: measure it anew instead."))
    return judge(actual, by, reviewer, ActualState.RETURNED, reason)


def no_longer_waits(actual: Actual) -> BadInput:
    state = ActualState(actual.state).label
    return BadInput(_("This value waits no more: it is %s.") % state)


def reviewed(actual: Actual, by: User) -> tuple[Actual, State]:
    """The value, locked, and for which party it is judged; never for the one that stated it."""
    lock(actual.period.indicator)
    actual = lock(actual)
    sides = sides_of(by)
    if not sides:
        raise BadInput(_("A value is judged for a party: you act for none today."))
    stated_for = actual.stated_for
    if actual.stated_by == by or stated_for in sides:
        raise BadInput(
            _("%(party)s stated this value: somebody of another party judges it.")
            % {"party": stated_for or actual.stated_by}
        )
    return actual, sides[0]


def judge(actual: Actual, by: User, reviewer: State, state: ActualState, note: str = "") -> Actual:
    former = actual.state
    actual.state, actual.review_note = state, note
    actual.reviewed_by, actual.reviewed_for, actual.reviewed_at = by, reviewer, timezone.now()
    save(actual)
    data = {**line_of(actual), "before": former, "for": reviewer.code, "reason": note}
    verb = "actual.approved" if state == ActualState.APPROVED else "actual.returned"
    write_log(verb=verb, by=by, target=actual.period.indicator.code, data=data)
    if state == ActualState.RETURNED:
        notices.tell_value_returned(actual)
    return actual
