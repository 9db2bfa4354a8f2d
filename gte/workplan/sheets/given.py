"""What a row of a workbook gives to a verb."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gte.common.partial_dates import PartialDateField
from gte.governance.forms.decisions import normal
from gte.register.sheets.reading import RowReading
from gte.workplan.domain.writing import Given


def given_of(form: Any, model: Any, row: RowReading, record: Any = None) -> Given:
    """The columns of a form, as they are on the record but for what the row changes.

    Links that the row does not change are left out: the verb leaves them alone.
    """
    said = {change.column.key: change.new for change in row.changes}
    columns = {}
    for name in (*form.columns, *form.texts()):
        if name in said:
            columns[name] = value_of(model, name, said[name])
        else:
            columns[name] = getattr(record, name) if record else value_of(model, name, None)
    links = {name: named(model, name, said[name]) for name in form.links if name in said}
    return Given(columns, links)


def value_of(model: Any, name: str, value: Any) -> Any:
    """A value of a cell as the model's column takes it."""
    field = model._meta.get_field(name)
    if field.is_relation:
        return field.related_model._default_manager.get(code=value) if value else None
    if isinstance(value, str) and type(value) is str:
        return normal(value)
    if value is None and field.get_internal_type() in {"CharField", "TextField"}:
        return None if isinstance(field, PartialDateField) else ""
    return value


def named(model: Any, name: str, codes: Any) -> list[Any]:
    related = model._meta.get_field(name).related_model
    return list(related._default_manager.filter(code__in=codes or ()))


def columns_of(form: Any, model: Any, values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a form that hold no record, as a rule asks for them before anything is saved.

    ``values`` are those of a whole row.
    """
    plain = [
        name
        for name in (*form.columns, *form.texts())
        if not model._meta.get_field(name).is_relation
    ]
    return {name: value_of(model, name, values.get(name)) for name in plain}
