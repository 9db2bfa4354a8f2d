"""The form of a meeting that is prepared: series and number, hours at its place, convocation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy

from gte.alliance.models import Body, State
from gte.common.bilingual import text_in
from gte.common.enums import Language
from gte.common.ordinals import to_roman
from gte.governance.domain.meetings import Plan
from gte.governance.enums import MeetingKind, Modality
from gte.governance.forms import fields
from gte.governance.models import Meeting
from gte.governance.moments import place_name
from gte.governance.queries.meetings import next_ordinal, numbered_alike, rounds, with_number

LARGEST_NUMBER = 3_999
OWN_BODY = "gte"


class RoundChoice(forms.ModelChoiceField):
    """Rounds by their numbers."""

    def label_from_instance(self, obj: Any) -> str:
        day = obj.date_start.display()
        return f"{with_number(obj)} ({day})"


class PlanForm(forms.Form):
    """What is said of a meeting before it is held."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=MeetingKind.choices)
    body = forms.ModelChoiceField(Body.objects.none(), label=gettext_lazy("Body"), empty_label=None)
    ordinal = forms.IntegerField(
        label=gettext_lazy("Number in its series"),
        required=False,
        min_value=1,
        max_value=LARGEST_NUMBER,
        help_text=gettext_lazy("A series is the meetings of one kind of one body."),
    )
    name_es = fields.line(gettext_lazy("Name in Spanish"))
    name_en = fields.line(gettext_lazy("Name in English"))
    within = RoundChoice(
        Meeting.objects.none(),
        label=gettext_lazy("Within the round"),
        required=False,
        empty_label=pgettext_lazy("round", "None"),
    )
    day = fields.day(gettext_lazy("Day"))
    begin = fields.hour(gettext_lazy("Begins at"))
    end_day = fields.day(
        gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Only where it ends on a later day than it begins."),
    )
    end = fields.hour(gettext_lazy("Ends at"))
    zone = forms.ChoiceField(
        label=gettext_lazy("Hours of"),
        help_text=gettext_lazy("The clock of the place; everybody reads it in their own hours."),
    )
    modality = forms.ChoiceField(label=gettext_lazy("Modality"), choices=Modality.choices)
    host = forms.ModelChoiceField(
        State.objects.none(),
        label=gettext_lazy("Host"),
        required=False,
        empty_label=pgettext_lazy("host", "None"),
    )
    place_es = fields.line(gettext_lazy("Place in Spanish"), length=200, required=False)
    place_en = fields.line(gettext_lazy("Place in English"), length=200, required=False)
    link = forms.URLField(
        label=gettext_lazy("Virtual link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=gettext_lazy("Only those who take part see it."),
    )
    convocation_es = fields.text(gettext_lazy("Convocation in Spanish"), rows=5, required=False)
    convocation_en = fields.text(gettext_lazy("Convocation in English"), rows=5, required=False)

    def __init__(
        self, *args: Any, zones: list[str], meeting: Meeting | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        choices: Any = self.fields
        choices["body"].queryset = Body.objects.order_by("pk")
        choices["host"].queryset = State.objects.members().order_by("code")
        choices["within"].queryset = rounds().exclude(pk__in=[meeting.pk] if meeting else [])
        choices["zone"].choices = city_choices(zones)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.clean_hours(data)
        self.clean_number(data)
        for name in ("place", "convocation"):
            self.clean_pair(data, name)
        return data

    def clean_hours(self, data: dict[str, Any]) -> None:
        """Day and hours become instants; each fault stands beside its hour."""
        if not {"day", "zone", "end_day"} <= data.keys():
            return
        days = {"begin": data["day"], "end": data["end_day"] or data["day"]}
        for name, day in days.items():
            if name not in data:
                continue
            try:
                data[f"{name}s_at"] = fields.instant_of(day, data[name], data["zone"])
            except ValidationError as error:
                self.add_error(name, error)
        if {"begins_at", "ends_at"} <= data.keys() and data["ends_at"] <= data["begins_at"]:
            self.add_error("end", _("The meeting ends after it begins."))

    def clean_number(self, data: dict[str, Any]) -> None:
        if not {"kind", "body"} <= data.keys():
            return
        other = numbered_alike(data["body"], data["kind"], data.get("ordinal"), self.meeting)
        if other is not None:
            sentence = _("“%(title)s” has this number in its series already.")
            self.add_error("ordinal", sentence % {"title": other})

    def clean_pair(self, data: dict[str, Any], name: str) -> None:
        """A text in both languages or in none."""
        sides = {language: data.get(f"{name}_{language}") for language in Language.values}
        if any(sides.values()) and not all(sides.values()):
            missing = next(language for language, text in sides.items() if not text)
            column = f"{name}_{missing}"
            if column in data:
                self.add_error(column, _("Write it in both languages, or in neither."))

    @property
    def plan(self) -> Plan:
        data = self.cleaned_data
        same = (
            *("kind", "body", "ordinal", "name_es", "name_en", "within", "modality", "host"),
            *("place_es", "place_en", "link", "convocation_es", "convocation_en"),
        )
        return Plan(
            starts_at=data["begins_at"],
            ends_at=data["ends_at"],
            time_zone=data["zone"],
            **{name: data[name] for name in same},
        )


def city_choices(zones: list[str]) -> list[tuple[str, str]]:
    """Zones by their city, in the order of the cities; UTC last."""
    named = sorted((place_name(zone), zone) for zone in zones if zone and zone != "UTC")
    return [(zone, city) for city, zone in named] + [("UTC", "UTC")]


def proposal(kind: str, zone: str) -> dict[str, Any]:
    """What the form of the next meeting of a series of the group says first."""
    body = Body.objects.filter(code=OWN_BODY).first()
    number = next_ordinal(body, kind)
    found: dict[str, Any] = {"kind": kind, "body": body, "ordinal": number, "zone": zone}
    found["modality"] = Modality.ONLINE if kind == MeetingKind.COORDINATION else Modality.IN_PERSON
    # Rounds were counted before they were registered here: where no number is known, none is
    # proposed.
    if kind == MeetingKind.ROUND and number == 1:
        del found["ordinal"]
        return found
    if body is None:
        return found
    for language in Language.values:
        with override(language):
            found[f"name_{language}"] = proposed_name(kind, text_in(body, "name", language), number)
    return found


def proposed_name(kind: str, body: str, number: int) -> str:
    """As in "XXVIII Meeting of the Education Technical Group", in the active language."""
    words = {"number": to_roman(number), "body": body}
    if kind == MeetingKind.GTE_MEETING:
        return _("%(number)s Meeting of the %(body)s") % words
    if kind == MeetingKind.ROUND:
        return _("%(number)s Round of Technical Groups") % words
    label = str(MeetingKind(kind).label)
    words["kind"] = f"{label[:1].upper()}{label[1:]}"
    return _("%(number)s %(kind)s of the %(body)s") % words


def initial_of(meeting: Meeting) -> dict[str, Any]:
    """What a meeting's form says first."""
    sitting = meeting.sitting
    zone = sitting.time_zone
    begins = fields.local_initial(sitting.starts_at, zone, "begin")
    ends = fields.local_initial(sitting.ends_at, zone, "end")
    is_one_day = begins["begin_day"] == ends["end_day"]
    found: dict[str, Any] = {
        "day": begins["begin_day"],
        "begin": begins["begin_hour"],
        "end": ends["end_hour"],
        "end_day": None if is_one_day else ends["end_day"],
        "zone": zone,
        "link": sitting.link,
        "within": sitting.within_id,
    }
    found |= {
        name: getattr(meeting, name) for name in ("kind", "body", "ordinal", "modality", "host")
    }
    for language in Language.values:
        for row, name in ((meeting, "name"), (meeting, "place"), (sitting, "convocation")):
            found[f"{name}_{language}"] = text_in(row, name, language)
    return found
