"""The form by which a value is stated, on a phone as well: its fields are the indicator's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gte.governance.forms import fields
from gte.governance.forms.decisions import normal
from gte.library.models import Document
from gte.workplan.domain.actuals import Part, Statement, problems
from gte.workplan.enums import RollUpRule, ValueKind
from gte.workplan.forms.indicators import lines, number

WHOLE, PARTY = "whole", "party"
LONGEST = 20_000


class StateForm(forms.Form):
    """What was found, whose part it is, in which categories, and the evidence."""

    side = forms.ChoiceField(label=gettext_lazy("Whose value it is"), widget=forms.RadioSelect)
    document = forms.ModelChoiceField(
        Document.objects.none(),
        label=gettext_lazy("Evidence in the library"),
        required=False,
        help_text=gettext_lazy("Choose a document here or give an address below."),
    )
    url = forms.URLField(
        label=gettext_lazy("Address of the evidence"),
        max_length=600,
        required=False,
        assume_scheme="https",
    )
    note = fields.text(gettext_lazy("Note"), rows=2, length=2_000, required=False)

    def __init__(
        self, *args: Any, period: Any, user: Any, party: Any, whole: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.period, self.party = period, party
        self.indicator = period.indicator
        self.dimensions = list(self.indicator.dimensions.prefetch_related("categories"))
        choices: Any = self.fields
        sides = [(PARTY, str(party))] if party else []
        sides += [(WHOLE, _("Of the whole: all parties together"))] if whole else []
        choices["side"].choices = sides
        if len(sides) == 1:
            choices["side"].initial = sides[0][0]
            choices["side"].widget = forms.HiddenInput()
        choices["document"].queryset = Document.objects.visible_to(user).order_by("title", "pk")
        self.add_value_fields()
        for name in ("document", "url", "value", "denominator", "members"):
            if name in choices:
                choices[name].asked = True
        self.order_fields(["side", *self.value_fields, "document", "url", "note"])

    # --- the fields of a value ---

    @property
    def in_words(self) -> bool:
        return bool(self.indicator.value_kind == ValueKind.QUALITATIVE)

    @property
    def is_distinct(self) -> bool:
        return bool(self.indicator.rule == RollUpRule.DISTINCT)

    @property
    def is_ratio(self) -> bool:
        return bool(self.indicator.rule == RollUpRule.RATIO)

    def add_value_fields(self) -> None:
        own = dict(self.fields)
        if self.in_words:
            for name, label in (
                ("text_es", _("What was found, in Spanish")),
                ("text_en", _("What was found, in English")),
            ):
                self.fields[name] = fields.text(label, rows=3, length=LONGEST)
        else:
            self.add_amount("", self.indicator.unit, _("Value"))
            for dimension in self.dimensions:
                for category in dimension.categories.all():
                    self.add_amount(
                        f"{dimension.code}.{category.code}.", "", f"{dimension}: {category}"
                    )
        self.value_fields = [name for name in self.fields if name not in own]

    def add_amount(self, prefix: str, unit: str, label: str) -> None:
        """How many, for a ratio out of how many; of a distinct count, which."""
        if self.is_distinct:
            field = fields.text(label, rows=3, length=LONGEST, required=False)
            field.help_text = (
                _("Identifiers of what was counted, one on each line; no names of people.")
                if not prefix
                else ""
            )
            self.fields[f"{prefix}members"] = field
            return
        self.fields[f"{prefix}value"] = number(label, help_text=unit)
        if self.is_ratio:
            self.fields[f"{prefix}denominator"] = number(_("%s: out of") % label)

    # --- what was said ---

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors:
            for problem in problems(self.indicator, self.statement):
                self.add_error(self.field_of(problem.field, problem.dimension), problem.sentence)
        return data

    def field_of(self, column: str, dimension: str) -> str | None:
        """The field beside which a problem stands: of a disaggregation the first empty one."""
        if column == "breakdown":
            names = [name for name in self.value_fields if name.startswith(f"{dimension}.")]
            empty = [name for name in names if not has(self.cleaned_data.get(name))]
            return next(iter([*empty, *names]), None)
        return column if column in self.fields else None

    @property
    def statement(self) -> Statement:
        data = self.cleaned_data
        value, denominator, members = self.amount("")
        return Statement(
            party=self.party if data["side"] == PARTY else None,
            value=value,
            denominator=denominator,
            members=members,
            breakdown=self.breakdown(),
            text_es=normal(data.get("text_es") or ""),
            text_en=normal(data.get("text_en") or ""),
            document=data["document"],
            url=data["url"],
            note=normal(data["note"]),
        )

    def amount(self, prefix: str) -> Part:
        data = self.cleaned_data
        return (
            data.get(f"{prefix}value"),
            data.get(f"{prefix}denominator"),
            tuple(lines(data.get(f"{prefix}members") or "")),
        )

    def breakdown(self) -> dict[str, dict[str, Part]]:
        """Dimensions of which something was filled in; what is empty in them is none of theirs."""
        found: dict[str, dict[str, Part]] = {}
        for dimension in self.dimensions:
            parts = {
                category.code: self.amount(f"{dimension.code}.{category.code}.")
                for category in dimension.categories.all()
            }
            given = {code: part for code, part in parts.items() if any(has(one) for one in part)}
            if given:
                found[dimension.code] = parts if self.is_distinct else given
        return found


def has(value: Any) -> bool:
    return value is not None and value != ()
