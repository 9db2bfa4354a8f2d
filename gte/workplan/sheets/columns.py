"""Columns of a sheet from the fields of the form that takes the same at the desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gte.governance.forms.sheet import PartialDay
from gte.register.sheets.description import CODE, LONGEST, Column, Kind

# The first that fits: some kinds of field are kinds of others.
KINDS: tuple[tuple[type[forms.Field], Kind], ...] = (
    (PartialDay, Kind.PARTIAL_DATE),
    (forms.DateField, Kind.DAY),
    (forms.DecimalField, Kind.DECIMAL),
    (forms.IntegerField, Kind.WHOLE),
    (forms.BooleanField, Kind.YES_NO),
    (forms.ModelMultipleChoiceField, Kind.REFERENCES),
    (forms.ModelChoiceField, Kind.REFERENCE),
    (forms.ChoiceField, Kind.CHOICE),
)
WIDTHS = {
    Kind.TEXT: 36,
    Kind.LONG_TEXT: 50,
    Kind.REFERENCE: 30,
    Kind.REFERENCES: 36,
    Kind.CHOICE: 18,
}
# A box of a form is ticked or not; a cell may be empty.
EITHER = frozenset({Kind.YES_NO})


def kind_of(field: forms.Field) -> Kind:
    for known, kind in KINDS:
        if isinstance(field, known):
            return kind
    return Kind.LONG_TEXT if isinstance(field.widget, forms.Textarea) else Kind.TEXT


def code_column() -> Column:
    return Column(key=CODE, label=_("Code"), kind=Kind.CODE, width=28)


def from_form(
    form: Any, keys: Iterable[str], options: Mapping[str, Any], helps: Mapping[str, Any]
) -> list[Column]:
    """One column for each key, as the form's field of that name is.

    ``options`` are what may be chosen where the form would ask the database; ``helps`` what a cell
    needs to be said other than a form.
    """
    return [column(form.base_fields[key], key, options.get(key), helps.get(key)) for key in keys]


def column(field: Any, key: str, options: Any = None, said: Any = None) -> Column:
    kind = kind_of(field)
    if kind is Kind.CHOICE and options is None:
        options = dict(field.choices)
    return Column(
        key=key,
        label=field.label,
        kind=kind,
        required=field.required or kind in EITHER,
        width=WIDTHS.get(kind, 14),
        help=field.help_text if said is None else said,
        options=options or {},
        longest=min(getattr(field, "max_length", None) or LONGEST, LONGEST),
        check=field.run_validators,
    )


def read_only(key: str, label: Any, kind: Kind = Kind.TEXT, **more: Any) -> Column:
    """What the site says of a row and no verb takes."""
    more.setdefault("width", WIDTHS.get(kind, 14))
    return Column(key=key, label=label, kind=kind, read_only=True, **more)


def reference(key: str, label: Any, options: Any, width: int = 50) -> Column:
    """The record that a row belongs to: what the desk knows from the page that one came from."""
    return Column(
        key=key, label=label, kind=Kind.REFERENCE, required=True, width=width, options=options
    )
