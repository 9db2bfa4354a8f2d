"""What the page of components shows: every template of templates/components, in its states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.safestring import mark_safe
from django.utils.translation import get_language


def say(english: str, spanish: str) -> str:
    """Made-up content in the reader's language: data of this page, not texts of the site."""
    return spanish if get_language() == "es" else english


@dataclass(frozen=True)
class State:
    """One look of a component: what it is given, and the element that it only lives in."""

    title: str
    context: dict[str, Any] = field(default_factory=dict)
    wrap: str = "{}"


@dataclass(frozen=True)
class Component:
    name: str
    title: str
    states: Sequence[State] = ()
    # Where it is on every page, for parts of the frame: they are there once.
    in_frame: bool = False

    @property
    def template(self) -> str:
        return f"components/{self.name}.html"

    @property
    def examples(self) -> list[dict[str, str]]:
        return [
            {"title": state.title, "html": mark_safe(state.wrap.format(self.drawn(state)))}  # noqa: S308
            for state in self.states
        ]

    def drawn(self, state: State) -> str:
        return render_to_string(self.template, state.context)


TONES = ("good", "progress", "late", "muted")


def tone_words() -> dict[str, str]:
    return {
        "good": say("fulfilled", "cumplido"),
        "progress": say("under way", "en curso"),
        "late": say("late", "vencido"),
        "muted": say("unknown", "sin información"),
    }


class EveryField(forms.Form):
    """One field of each kind that the site uses."""

    prefix = "every"
    name = forms.CharField()
    e_mail = forms.EmailField(required=False)
    password = forms.CharField(widget=forms.PasswordInput)
    topic = forms.ChoiceField()
    message = forms.CharField(widget=forms.Textarea)
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), required=False)
    file = forms.FileField(required=False)
    languages = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    notice = forms.ChoiceField(widget=forms.RadioSelect)
    agreed = forms.BooleanField()
    locked = forms.CharField(disabled=True, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, hint) in field_words().items():
            self.fields[name].label = label
            self.fields[name].help_text = hint
        pairs = [("a", say("Mobility", "Movilidad")), ("b", say("Networks", "Redes"))]
        for name in ("topic", "languages", "notice"):
            self.fields[name].choices = pairs  # type: ignore[attr-defined]
        self.fields["locked"].initial = say("cannot be changed", "no se puede cambiar")


def field_words() -> dict[str, tuple[str, str]]:
    return {
        "name": (say("Name", "Nombre"), say("As in your document.", "Como en su documento.")),
        "e_mail": (say("E-mail", "Correo electrónico"), ""),
        "password": (say("Password", "Contraseña"), ""),
        "topic": (say("Topic", "Tema"), ""),
        "message": (say("Message", "Mensaje"), say("5,000 letters.", "5000 letras.")),
        "day": (say("Day", "Día"), ""),
        "file": (say("File", "Archivo"), say("PDF or DOCX.", "PDF o DOCX.")),
        "languages": (say("Topics", "Temas"), say("As many as fit.", "Todos los que apliquen.")),
        "notice": (say("Notices", "Avisos"), ""),
        "agreed": (say("I have read the notice", "Leí el aviso"), ""),
        "locked": (say("Locked", "Bloqueado"), ""),
    }


def record_rows() -> list[dict[str, Any]]:
    """Rows for the tables of mandates and actions: one of each tone."""
    return [
        {
            "title": say(f"Mandate {number}", f"Mandato {number}"),
            "url": "#show-mandate_table",
            "status": word,
            "tone": tone,
            "issued": "2024",
            "actions": [{"title": say("A project", "Un proyecto"), "url": "#show-mandate_table"}],
            "last_movement": "2025" if number < 3 else "",
            "idle": say("10 months ago", "hace 10 meses"),
            "acted": number != 3,
            "kind_label": say("project", "proyecto"),
            "scope": "gte" if number == 1 else "adjacent",
            "scope_label": say("the group's own", "propio del grupo")
            if number == 1
            else say("adjacent: of a neighbouring body", "vecino: de otra instancia"),
            "certainty": "documented" if number != 2 else "inferred",
            "certainty_label": say("documented", "documentado")
            if number != 2
            else say("inferred", "inferido"),
        }
        for number, (tone, word) in enumerate(tone_words().items(), 1)
    ]


def option(label: str, number: int, *, selected: bool = False) -> dict[str, Any]:
    return {"label": label, "number": number, "url": "#show-facets", "selected": selected}


def facets() -> list[str]:
    whole = [option(word, number) for number, word in enumerate(tone_words().values(), 1)]
    chosen = [option(say("Mobility", "Movilidad"), 4, selected=True), option("2025", 12)]
    kinds = (
        {"label": say("Status", "Situación"), "options": whole},
        {
            "label": say("Topic", "Tema"),
            "selected_label": say("Mobility", "Movilidad"),
            "options": chosen,
        },
    )
    return [render_to_string("components/facet.html", kind) for kind in kinds]


def provenance() -> dict[str, Any]:
    return {
        "stale": True,
        "certainty": "inferred",
        "certainty_label": say("inferred", "inferido"),
        "certainty_help": say(
            "Reconstructed from the source.", "Reconstruido a partir de la fuente."
        ),
        "scope": "national",
        "scope_label": say("national: of one country", "nacional: de un país"),
        "scope_help": say("Stated by the record.", "Lo dice el registro."),
        "source": "https://example.org/a/long/address/that/has/to/be/broken/somewhere.html",
        "source_url": "https://example.org/",
        "more_sources": [{"text": say("Minutes of the meeting", "Acta de la reunión"), "url": ""}],
        "code": "example-of-an-identifier",
    }


def linked_sections() -> list[dict[str, Any]]:
    items = [
        {
            "title": say("A record with all it can say", "Un registro con todo lo que puede decir"),
            "url": "#show-linked_records",
            "meta": "2024 – 2026",
            "status": word,
            "tone": tone,
            "scope": "adjacent" if tone == "late" else "",
            "scope_label": say("adjacent", "vecino") if tone == "late" else "",
        }
        for tone, word in tone_words().items()
    ]
    none = say("No record is linked.", "No hay registros vinculados.")
    return [
        {"id": "linked-some", "title": say("With records", "Con registros"), "items": items},
        {"id": "linked-none", "title": say("Without", "Sin registros"), "items": [], "empty": none},
    ]


def long_text() -> str:
    return say(
        "A sentence that is long enough to take more than one line on a phone, as most are.",
        "Una oración tan larga que en un teléfono ocupa más de una línea, como casi todas.",
    )


def error_bound() -> EveryField:
    return EveryField({"every-e_mail": "x@", "every-name": ""}, prefix="every")


def picture() -> str:
    return static("img/emblem.svg")
