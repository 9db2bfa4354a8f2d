"""Who is told what about values of indicators and about deliverables.

A report that the parties clear needs no letter of its own: its decision has those of governance.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from gte.alliance.domain.notices import notify
from gte.alliance.enums import Notice
from gte.alliance.models import State, User
from gte.governance.notices import delegates, everybody
from gte.governance.queries.parties import coordination_of, parties_on
from gte.workplan.enums import ValueKind
from gte.workplan.models import Actual, Deliverable
from gte.workplan.queries import today
from gte.workplan.queries.indicators import amount_of
from gte.workplan.queries.progress import owing_parties
from gte.workplan.queries.sides import may_judge
from gte.workplan.refusals import span_text
from gte.workplan.rollup import Span
from gte.workplan.wording import value_text


def tell(users: Iterable[User], template: str, page: str, code: str, **context: Any) -> int:
    return notify(
        users,
        kind=Notice.WORK_PLAN,
        template=f"workplan/{template}",
        page=(page, [code]),
        context=context,
    )


# --- values of indicators -------------------------------------------------------------------------


def tell_stated(actual: Actual) -> int:
    """To those who may approve or return it: the parties that did not state it."""
    users = [one for one in everybody(parties_on(today())) if may_judge(actual, one)]
    return about_value(actual, users, "value_stated")


def tell_value_returned(actual: Actual) -> int:
    """To whoever stated it and, of the party for which it was stated, the delegates; of the whole,
    the coordination.
    """
    stater, party = actual.stated_by, actual.party
    theirs = delegates([party]) if party else coordination_of()
    users = {one.pk: one for one in (*([stater] if stater else []), *theirs)}
    told = [one for key, one in users.items() if key != actual.reviewed_by_id]
    return about_value(actual, told, "value_returned")


def about_value(actual: Actual, users: Iterable[User], template: str) -> int:
    indicator = actual.period.indicator
    span = Span(actual.period.start, actual.period.end)
    return tell(
        users,
        template,
        "desk-indicator",
        indicator.code,
        indicator=indicator,
        actual=actual,
        # Called where the letter is written: in the language of its reader.
        period=partial(span_text, span),
        value=partial(words_of, actual),
    )


def words_of(actual: Any) -> str:
    indicator = actual.period.indicator
    if actual.value is None:
        return str(actual.text)
    amount = amount_of(indicator.rule, actual.value, actual.denominator, actual.members)
    said = value_text(amount, indicator.value_kind)
    return f"{said} {indicator.unit}" if indicator.value_kind == ValueKind.UNIT else said


# --- deliverables ---------------------------------------------------------------------------------


def about(deliverable: Deliverable, users: Iterable[User], template: str, **context: Any) -> int:
    context = {"deliverable": deliverable, **context}
    return tell(users, template, "desk-deliverable", deliverable.code, **context)


def tell_delivered(deliverable: Deliverable, by: User) -> int:
    """To the coordination, which accepts or returns it."""
    users = [one for one in coordination_of() if one.pk != by.pk]
    return about(deliverable, users, "deliverable_to_accept")


def tell_returned(deliverable: Deliverable, by: User, reason: str) -> int:
    """To the delegates of the parties that owe it."""
    users = [one for one in delegates(owing_parties(deliverable)) if one.pk != by.pk]
    return about(deliverable, users, "deliverable_returned", reason=reason)


def tell_due(deliverable: Deliverable, parties: Iterable[State]) -> int:
    """To the delegates of parties that have not said that they are done."""
    return about(deliverable, delegates(parties), "deliverable_due")
