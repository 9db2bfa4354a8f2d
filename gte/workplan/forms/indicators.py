"""Forms of indicators: definition, periods, disaggregations, a value that was found."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from gte.alliance.models import Body, Topic
from gte.governance.forms import fields
from gte.register.measures import measures
from gte.workplan.domain.periods import Aim, Name
from gte.workplan.enums import IndicatorLevel, RollUpRule, ValueKind
from gte.workplan.forms.base import GivenForm, choices_of
from gte.workplan.models import Indicator, Project
from gte.workplan.numbers import check_digits
from gte.workplan.wording import LEVELS, RULES

MOST_PERIODS = 60


def number(label: Any, **options: Any) -> forms.DecimalField:
    """A quantity as the tables hold it."""
    widget = forms.NumberInput({"step": "any", "inputmode": "decimal"})
    return forms.DecimalField(
        label=label,
        max_digits=20,
        decimal_places=4,
        widget=widget,
        required=False,
        validators=[check_digits],
        **options,
    )


def explained(kinds: Any, words: Any) -> str:
    """What each choice means, one after the other."""
    return " ".join(f"{str(one.label).capitalize()}: {words[one]}" for one in kinds)


class IndicatorForm(GivenForm):
    """What is measured, in which unit and how values come together."""

    pairs: ClassVar = ("name",)
    optional_pairs: ClassVar = ("definition", "unit", "baseline_text")
    columns: ClassVar = (
        "level",
        "value_kind",
        "rule",
        "is_ascending",
        "owner",
        "parent",
        "project",
        "measure",
        "baseline",
        "baseline_denominator",
        "baseline_on",
    )
    links: ClassVar = ("topics",)

    name_es = fields.line(gettext_lazy("Name in Spanish"))
    name_en = fields.line(gettext_lazy("Name in English"))
    definition_es = fields.text(
        gettext_lazy("Definition in Spanish"),
        rows=3,
        required=False,
        help_text=gettext_lazy("What is counted and what is not, so that all count alike."),
    )
    definition_en = fields.text(gettext_lazy("Definition in English"), rows=3, required=False)
    level = forms.ChoiceField(label=gettext_lazy("Level"), choices=choices_of(IndicatorLevel))
    measure = forms.ChoiceField(
        label=gettext_lazy("Counted by this site as"),
        required=False,
        help_text=gettext_lazy(
            "Then nobody types values in: this site counts them, and unit and rule are the "
            "measure's."
        ),
    )
    value_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of value"), choices=choices_of(ValueKind)
    )
    unit_es = fields.line(gettext_lazy("Unit in Spanish"), 60, required=False)
    unit_en = fields.line(
        gettext_lazy("Unit in English"),
        60,
        required=False,
        help_text=gettext_lazy(
            "What is counted, as “teachers”, of a percentage too. Values in words have none."
        ),
    )
    rule = forms.ChoiceField(label=gettext_lazy("Roll-up rule"), choices=choices_of(RollUpRule))
    is_ascending = forms.BooleanField(
        label=gettext_lazy("More is better"), required=False, initial=True
    )
    owner = forms.ModelChoiceField(Body.objects.none(), label=gettext_lazy("Whose figure it is"))
    parent = forms.ModelChoiceField(
        Indicator.objects.none(),
        label=gettext_lazy("Counted into"),
        required=False,
        help_text=gettext_lazy("An indicator of the same unit, rule and owner."),
    )
    project = forms.ModelChoiceField(
        Project.objects.none(), label=gettext_lazy("Project"), required=False
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.none(),
        label=gettext_lazy("Topics"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    baseline = number(
        gettext_lazy("Baseline"),
        help_text=gettext_lazy("The value before the work began, if it is known."),
    )
    baseline_denominator = number(
        gettext_lazy("Baseline: out of"), help_text=gettext_lazy("For a ratio or percentage.")
    )
    baseline_on = fields.day(gettext_lazy("Baseline as of"), required=False)
    baseline_text_es = fields.text(
        gettext_lazy("Baseline in words, in Spanish"), rows=2, required=False
    )
    baseline_text_en = fields.text(
        gettext_lazy("Baseline in words, in English"), rows=2, required=False
    )

    def __init__(self, *args: Any, user: Any, about: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Any = self.fields
        choices["owner"].queryset = Body.objects.order_by("pk")
        others = Indicator.objects.visible_to(user).exclude(value_kind=ValueKind.QUALITATIVE)
        choices["parent"].queryset = others.exclude(pk=about.pk) if about else others
        choices["project"].queryset = Project.objects.visible_to(user)
        choices["topics"].queryset = Topic.objects.order_by("order")
        choices["level"].help_text = explained(IndicatorLevel, LEVELS)
        choices["rule"].help_text = explained(RollUpRule, RULES)
        own = [(one.key, str(one.label)) for one in measures()]
        choices["measure"].choices = [("", _("No: people state it")), *own]

    @staticmethod
    def first() -> dict[str, Any]:
        return {"owner": Body.objects.filter(code="gte").first(), "is_ascending": True}


# How many months the pieces have into which days are divided.
PIECES: dict[str, int] = {"year": 12, "half": 6, "quarter": 3, "month": 1}


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later; in a shorter month its last."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last))


class TargetForm(forms.Form):
    """What should be reached; which fields there are depends on the indicator."""

    target = number(gettext_lazy("Target"))
    target_denominator = number(gettext_lazy("Target: out of"))
    target_text_es = fields.text(gettext_lazy("Target in Spanish"), rows=2, required=False)
    target_text_en = fields.text(gettext_lazy("Target in English"), rows=2, required=False)

    def __init__(self, *args: Any, indicator: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicator = indicator
        in_words = indicator.value_kind == ValueKind.QUALITATIVE
        for name in ("target_text_es", "target_text_en"):
            if not in_words:
                del self.fields[name]
        if in_words:
            del self.fields["target"]
        else:
            self.fields["target"].help_text = indicator.unit
        if in_words or indicator.rule != RollUpRule.RATIO:
            del self.fields["target_denominator"]

    @property
    def target_columns(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "target": data.get("target"),
            "target_denominator": data.get("target_denominator"),
            "target_text_es": data.get("target_text_es") or "",
            "target_text_en": data.get("target_text_en") or "",
        }


class PeriodsForm(TargetForm):
    """Days, divided into periods of one length, each with the same target to begin with."""

    start = fields.day(gettext_lazy("From"))
    end = fields.day(gettext_lazy("Until"))
    piece = forms.ChoiceField(
        label=gettext_lazy("Divided into"),
        choices=[
            ("one", pgettext_lazy("periods", "One period")),
            ("year", pgettext_lazy("periods", "Years")),
            ("half", pgettext_lazy("periods", "Half-years")),
            ("quarter", pgettext_lazy("periods", "Quarters")),
            ("month", pgettext_lazy("periods", "Months")),
        ],
    )
    field_order = ("start", "end", "piece")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        start, end = data.get("start"), data.get("end")
        if start and end and end < start:
            self.add_error("end", _("It ends before it begins."))
        elif start and end and "piece" in data and self.are_many(start, end, data["piece"]):
            sentence = _("These are more than %s periods: choose longer ones.") % MOST_PERIODS
            self.add_error("piece", sentence)
        return data

    @classmethod
    def are_many(cls, start: datetime.date, end: datetime.date, piece: str) -> bool:
        return len(list(cls.pieces(start, end, piece))) > MOST_PERIODS

    @staticmethod
    def pieces(
        start: datetime.date, end: datetime.date, piece: str
    ) -> Iterator[tuple[datetime.date, datetime.date]]:
        """From the first day on; the last one ends where the days do."""
        if piece not in PIECES:
            yield start, end
            return
        begin, months = start, 0
        while begin <= end:
            months += PIECES[piece]
            following = months_after(start, months)
            yield begin, min(end, following - datetime.timedelta(days=1))
            begin = following

    @property
    def aims(self) -> list[Aim]:
        data = self.cleaned_data
        return [
            Aim(first, last, **self.target_columns)
            for first, last in self.pieces(data["start"], data["end"], data["piece"])
        ]


class DimensionForm(forms.Form):
    """A way to break values down, with its categories."""

    name_es = fields.line(gettext_lazy("Name in Spanish"), 120)
    name_en = fields.line(gettext_lazy("Name in English"), 120)
    categories_es = fields.text(
        gettext_lazy("Categories in Spanish"),
        rows=4,
        length=2_000,
        help_text=gettext_lazy(
            "One on each line, in the same order in both languages. Together they leave nobody "
            "out: add “not known” where that may be."
        ),
    )
    categories_en = fields.text(gettext_lazy("Categories in English"), rows=4, length=2_000)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if {"categories_es", "categories_en"} <= data.keys():
            sides = [lines(data[name]) for name in ("categories_es", "categories_en")]
            if len(sides[0]) != len(sides[1]):
                self.add_error(
                    "categories_en",
                    _("There are %(es)s categories in Spanish and %(en)s in English.")
                    % {"es": len(sides[0]), "en": len(sides[1])},
                )
        return data

    @property
    def name(self) -> Name:
        return Name(self.cleaned_data["name_es"], self.cleaned_data["name_en"])

    @property
    def categories(self) -> list[Name]:
        data = self.cleaned_data
        pairs = zip(lines(data["categories_es"]), lines(data["categories_en"]), strict=True)
        return [Name(es, en) for es, en in pairs]


def lines(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
