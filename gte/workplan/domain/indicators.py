"""Indicators: what is measured, in which unit, by which rule, and what it is counted into."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from gte.alliance.models import Body, User
from gte.common.domain import write_log
from gte.common.enums import Language
from gte.common.errors import BadInput
from gte.register.measures import measure_of
from gte.workplan.domain.nesting import check_nested
from gte.workplan.domain.writing import Given, check_coordinates, lock, new_record, write
from gte.workplan.enums import RollUpRule, ValueKind
from gte.workplan.models import Actual, Indicator
from gte.workplan.numbers import check_kept
from gte.workplan.queries.indicators import Structure, names_of, structure
from gte.workplan.refusals import refusal_sentence
from gte.workplan.rollup import Amount, Refused

# What a value was stated in: it does not change once there is one.
FIXED = ("value_kind", "rule", "unit_es", "unit_en", "owner", "measure")


@transaction.atomic
def add_indicator(*, by: User, given: Given) -> Indicator:
    """A new indicator. One that the platform measures takes unit and rule from its measure.

    Raises BadInput where it has no unit, where its kind of value and rule do not go together, for a
    baseline that the rule does not take, and for a parent that it cannot be counted into.
    """
    check_coordinates(by)
    lock_all()
    given = as_measured(given)
    indicator = new_record(Indicator, "indicator", given)
    set_columns(indicator, given)
    check_definition(indicator)
    write(indicator, given)
    check_tree(indicator)
    write_log(verb="indicator.added", by=by, target=indicator.code)
    return indicator


@transaction.atomic
def change_indicator(*, indicator: Indicator, by: User, given: Given) -> Indicator:
    """Raises BadInput as ``add_indicator`` does, and where there are values of something else."""
    check_coordinates(by)
    lock_all()
    indicator = lock(indicator)
    given = as_measured(given)
    before = {name: getattr(indicator, name) for name in given.columns}
    set_columns(indicator, given)
    changed = sorted(name for name, value in before.items() if getattr(indicator, name) != value)
    check_fixed(indicator, changed)
    check_definition(indicator)
    write(indicator, given)
    check_tree(indicator)
    data = {"before": {name: shown(before[name]) for name in changed}}
    write_log(verb="indicator.changed", by=by, target=indicator.code, data=data)
    return indicator


def lock_all() -> None:
    """Trees are changed one after the other."""
    list(Indicator.objects.select_for_update().order_by("pk").values_list("pk"))


def set_columns(indicator: Indicator, given: Given) -> None:
    """Whose work it is follows from whose figure it is: a neighbour's is never the group's."""
    for name, value in given.columns.items():
        setattr(indicator, name, value)
    indicator.scope = indicator.owner.scope


def shown(value: Any) -> str:
    """A former value as the log keeps it."""
    return "" if value is None else str(getattr(value, "code", value))


def as_measured(given: Given) -> Given:
    """With the unit and rule of the measure. Raises BadInput for a measure that is not known."""
    key = given.columns.get("measure")
    if not key:
        return given
    own = measured_columns(key)
    owner = Body.objects.get(code=own["owner"])
    return Given({**given.columns, **own, "owner": owner}, given.links)


def measured_columns(key: str) -> dict[str, Any]:
    """What an indicator has from its measure, the owner by its code. Raises BadInput as above."""
    measure = measure_of(key)
    units = {}
    for language in Language.values:
        with override(language):
            units[f"unit_{language}"] = str(measure.unit)
    kind = ValueKind.UNIT
    return {"rule": measure.rule, "value_kind": kind, "owner": measure.owner, **units}


# --- what an indicator may be ---------------------------------------------------------------------


def check_fixed(indicator: Indicator, changed: list[str]) -> None:
    """Raises BadInput where values exist that were stated in something else."""
    fixed = [name for name in changed if name in FIXED]
    if fixed and Actual.objects.filter(period__indicator=indicator).exists():
        raise BadInput(fixed_text(indicator, fixed))


def fixed_text(indicator: Any, fixed: Iterable[str]) -> str:
    """Why these columns stay as they are."""
    names = dict.fromkeys(
        str(getattr(Indicator, name).field.verbose_name) for name in sorted(fixed)
    )
    return _(
        "“%(name)s” has values already, so this stays as it is: %(what)s. For something "
        "else make another indicator."
    ) % {"name": indicator, "what": ", ".join(names)}


def check_definition(indicator: Indicator) -> None:
    if indicator.parent_id and indicator.parent_id == indicator.pk:
        raise BadInput(_("“%s” cannot be counted into itself.") % indicator)
    if indicator.value_kind == ValueKind.QUALITATIVE:
        check_words(indicator)
        return
    if not (indicator.unit_es and indicator.unit_en):  # type: ignore[attr-defined]
        raise BadInput(
            _("“%s” needs a unit in both languages: a number without one says nothing.") % indicator
        )
    if indicator.value_kind == ValueKind.PERCENTAGE and indicator.rule != RollUpRule.RATIO:
        raise BadInput(
            _(
                "“%(name)s” is a percentage: percentages are not added or averaged. Choose "
                "“%(rule)s” and state how many and out of how many; the percentage is computed."
            )
            % {"name": indicator, "rule": RollUpRule.RATIO.label}
        )
    check_number(indicator, _("baseline"), indicator.baseline, indicator.baseline_denominator)
    if indicator.baseline is not None and indicator.baseline_on is None:
        raise BadInput(_("Say as of which day the baseline of “%s” was.") % indicator)


def check_words(indicator: Any) -> None:
    """Words are not counted: no measure, no parent, no number before them."""
    if indicator.measure or indicator.parent_id:
        raise BadInput(
            _("“%s” is in words: it is not counted, nor counted into another.") % indicator
        )
    if indicator.baseline is not None or indicator.baseline_denominator is not None:
        raise BadInput(_("“%s” is in words: give its baseline in words.") % indicator)


def check_number(indicator: Indicator, what: str, value: Any, denominator: Any) -> None:
    """Raises BadInput for a baseline or target that the rule or kind of value does not take."""
    name = {"name": indicator, "what": what}
    if value is None:
        if denominator is None:
            return
        raise BadInput(_("“%(name)s”: the %(what)s is out of something, but of what?") % name)
    is_ratio = indicator.rule == RollUpRule.RATIO
    if is_ratio and denominator is None:
        raise BadInput(
            _("“%(name)s” is a ratio: its %(what)s needs both numbers, as 30 out of 100.") % name
        )
    if not is_ratio and denominator is not None:
        raise BadInput(_("“%(name)s” is no ratio: its %(what)s is one number.") % name)
    try:
        Amount(value, denominator)
    except Refused as refused:
        raise BadInput(f"{indicator}: {refusal_sentence(refused, {})}") from refused
    check_kept(value, denominator)
    check_share(indicator, value, denominator)
    if value < 0 and indicator.rule != RollUpRule.MAX:
        raise BadInput(_("“%(name)s”: the %(what)s is below zero.") % name)


def check_share(indicator: Indicator, value: Any, denominator: Any) -> None:
    """Raises BadInput for more than all of something."""
    if indicator.value_kind == ValueKind.PERCENTAGE and value > denominator:
        raise BadInput(
            _("“%(name)s” is a percentage: %(part)s out of %(whole)s is more than all of them.")
            % {
                "name": indicator,
                "part": f"{value.normalize():f}",
                "whole": f"{denominator.normalize():f}",
            }
        )


# --- the tree -------------------------------------------------------------------------------------


def check_tree(indicator: Indicator) -> None:
    """Raises BadInput where something in the tree would be counted twice or cannot be counted."""
    known = structure(is_whole=True)
    above = [known.nodes[indicator.pk], *known.above(indicator.pk)]
    try:
        known.tree([above[-1].pk])
    except Refused as refused:
        raise BadInput(refusal_sentence(refused, names_of(refused, known))) from refused
    if indicator.parent_id:
        check_parent(indicator)
        check_family(known, indicator)


def check_parent(indicator: Any) -> None:
    parent = Indicator.objects.get(pk=indicator.parent_id)
    has_values = Actual.objects.filter(period__indicator=parent).exists()
    check_above(indicator, parent, has_values=has_values)


def check_above(indicator: Any, parent: Any, *, has_values: bool) -> None:
    """A parent has no values of its own, typed or measured: they would be counted besides."""
    if parent.value_kind == ValueKind.QUALITATIVE:
        raise BadInput(_("“%s” is in words: nothing is counted into it.") % parent)
    if parent.measure or has_values:
        raise BadInput(
            _(
                "“%(parent)s” has values of its own: “%(name)s” would be counted besides. Make an "
                "indicator above both."
            )
            % {"parent": parent, "name": indicator}
        )


def check_family(known: Structure, indicator: Indicator) -> None:
    """Raises BadInput where a period of one lies only partly in one of another that counts it."""
    for node in known.above(indicator.pk):
        check_nested(node.pk, known.below([indicator.pk]))
