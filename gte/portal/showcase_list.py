"""The components in the order of the page, each with the states that it can be in."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.messages import INFO, SUCCESS, WARNING
from django.contrib.messages.storage.base import Message

from gte.portal.showcase import (
    Component,
    EveryField,
    State,
    error_bound,
    facets,
    linked_sections,
    long_text,
    picture,
    provenance,
    record_rows,
    say,
    tone_words,
)
from gte.portal.showcase_plan import showcase_timeline
from gte.workplan.timeline.layout import layout


def plain() -> str:
    return say("as it is", "tal cual")


def one(name: str, title: str, **context: Any) -> Component:
    return Component(name, title, [State(plain(), context)])


def components() -> list[Component]:
    return [*frame(), *signs(), *parts(), *lists(), *record_parts(), *form_parts()]


def frame() -> list[Component]:
    """Parts of every page, this one included."""
    titles = {
        "search_box": say("Search of the site", "Búsqueda del sitio"),
        "account_menu": say("Account", "Cuenta"),
        "scheme": say("Appearance", "Apariencia"),
        "foot": say("Foot", "Pie de página"),
    }
    return [Component(name, title, in_frame=True) for name, title in titles.items()]


def signs() -> list[Component]:
    text = long_text()
    levels = [Message(level, text) for level in (SUCCESS, INFO, WARNING)]
    nothing = {"sentence": text, "url": "#show-empty", "label": say("Show all", "Ver todo")}
    return [
        Component("notice", say("Notice", "Aviso"), notice_states()),
        one("messages", say("Messages", "Mensajes"), messages=levels),
        Component("cell", say("Status in a cell", "Situación en una celda"), cell_states()),
        Component(
            "marks", say("Whose, how sure, from where", "De quién y de dónde"), mark_states()
        ),
        one("empty", say("Nothing here", "Nada aquí"), **nothing),
    ]


def notice_states() -> list[State]:
    tones = {
        "": say("warning", "advertencia"),
        "info": say("information", "información"),
        "success": say("done", "hecho"),
    }
    return [
        State(word, {"text": long_text(), "tone": tone, "title": word.capitalize()})
        for tone, word in tones.items()
    ]


def cell_states() -> list[State]:
    row = "<table><tbody><tr>{}</tr></tbody></table>"
    return [
        State(word, {"label": word, "text": word, "tone": tone}, row)
        for tone, word in tone_words().items()
    ]


def mark_states() -> list[State]:
    source = {"source": {"text": "example.org", "url": "https://example.org/"}}
    return [
        State(f"{scope}, {certainty}", source | marked(scope, certainty))
        for scope, certainty in (("gte", "documented"), ("adjacent", "inferred"))
    ]


def marked(scope: str, certainty: str) -> dict[str, str]:
    words = {
        "gte": say("the group's own", "propio del grupo"),
        "adjacent": say("adjacent", "vecino"),
        "documented": say("documented", "documentado"),
        "inferred": say("inferred", "inferido"),
    }
    return {
        "scope": scope,
        "scope_label": words[scope],
        "certainty": certainty,
        "certainty_label": words[certainty],
    }


def names() -> list[str]:
    return [say("First", "Primero"), say("Second", "Segundo"), say("Third", "Tercero")]


def parts() -> list[Component]:
    tabs = [
        {"label": name, "url": "#show-tabs", "current": not number, "count": number * 4}
        for number, name in enumerate(names())
    ]
    entries = [{"id": f"toc-{number}", "title": name} for number, name in enumerate(names())]
    targets = "".join(f'<span id="{entry["id"]}"></span>' for entry in entries)
    contents = State(plain(), {"entries": entries}, "{}" + targets)
    drawing = {
        "src": picture(),
        "alt": say("Lines that meet in one point", "Líneas que se unen en un punto"),
        "caption": long_text(),
        "width": 160,
        "height": 160,
    }
    return [
        Component("toc", say("Contents", "Contenido"), [contents]),
        one("tabs", say("Tabs", "Pestañas"), label=say("Views", "Vistas"), tabs=tabs),
        *work_parts(),
        one("figure", say("Picture", "Imagen"), **drawing),
        Component("confirm", say("Question before doing", "Pregunta previa"), confirm_states()),
    ]


def work_parts() -> list[Component]:
    text, states = long_text(), ("done", "current", "")
    steps = [{"label": n, "state": s} for n, s in zip(names(), states, strict=True)]
    tasks = [
        {"title": name, "url": "#show-task_list", "hint": text, "status": word, "tone": tone}
        for name, (tone, word) in zip(names(), tone_words().items(), strict=False)
    ]
    events = [
        {"when": f"202{number}", "title": name, "text": text, "current": number == 2}
        for number, name in enumerate(names())
    ]
    return [
        one("stepper", say("Steps", "Pasos"), steps=steps),
        one("task_list", say("Task list", "Lista de tareas"), tasks=tasks),
        one("timeline", say("Line of time", "Línea de tiempo"), events=events),
        Component("gantt", say("Timeline of a plan", "Cronograma de un plan"), gantt_states()),
    ]


def gantt_states() -> list[State]:
    empty = layout([], datetime.date(2026, 1, 29))
    label = say("A plan without lines", "Un plan sin renglones")
    nothing = {"timeline": empty, "uid": "no-plan", "label": label}
    return [
        State(say("a plan", "un plan"), {"timeline": showcase_timeline(), "uid": "plan"}),
        State(say("no lines yet", "todavía sin renglones"), nothing),
    ]


def confirm_states() -> list[State]:
    question = {
        "title": say("Withdraw it?", "¿Retirarlo?"),
        "text": long_text(),
        "yes": say("Withdraw", "Retirar"),
        "back_url": "#show-confirm",
    }
    kinds = {
        say("can be undone", "se puede deshacer"): False,
        say("cannot be undone", "no se puede deshacer"): True,
    }
    return [State(word, question | {"danger": danger}) for word, danger in kinds.items()]


def lists() -> list[Component]:
    page = {"number": 2, "pages": 3, "previous_url": "?page=1", "next_url": "?page=3"}
    chip = {"label": say("Status: under way", "Situación: en curso"), "remove_url": "#show-filters"}
    above = {"url": "#show-trail", "label": say("All registers", "Todos los registros")}
    asked = say("mobility", "movilidad")
    facet = say("Facet: in the facets above", "Filtro: en los de arriba")
    return [
        one("trail", say("Trail", "Ruta"), **above),
        one("find", say("Find in a list", "Buscar en una lista"), query=asked),
        one("facets", say("Facets", "Filtros"), facets=facets()),
        Component("facet", facet, in_frame=True),
        one("filters", say("In use", "En uso"), filters=[chip], clear_url="#show-filters"),
        one("pagination", say("Pages of a list", "Páginas de una lista"), page=page),
        *overviews(),
        one("mandate_table", say("Mandates", "Mandatos"), rows=record_rows(), gap_tone="late"),
        one("action_table", say("Actions", "Acciones"), rows=record_rows()),
    ]


def overviews() -> list[Component]:
    steps = [
        {"label": word, "count": number * 6, "url": "#show-thread", "current": number == 2}
        for number, word in enumerate(tone_words().values(), 1)
    ]
    here = "#show-register_groups"
    item = {"label": say("Mandates", "Mandatos"), "url": here, "count": 20, "lead": long_text()}
    groups = [{"title": say("Group", "Grupo"), "items": [item]}]
    own, late = say("mandates", "mandatos"), say("without action", "sin acción")
    figures = [
        {"value": 17, "label": own, "url": "#show-key_figures"},
        {"value": 9, "label": late, "url": "#show-key_figures", "tone": "late"},
        {"value": 3, "label": own, "source": "2025, example.org"},
    ]
    registers = {"registers": groups, "heading": "h3"}
    return [
        one("thread", say("Thread", "Hilo"), thread=steps),
        one("key_figures", say("Key figures", "Cifras clave"), figures=figures),
        one("register_groups", say("Groups of registers", "Grupos de registros"), **registers),
    ]


def record_parts() -> list[Component]:
    facts = [
        {"label": say("Document", "Documento"), "items": [{"text": long_text()}]},
        {
            "label": say("Links", "Vínculos"),
            "items": [
                {"text": say("A record", "Un registro"), "url": "#show-facts"},
                {"text": "example.org", "url": "https://example.org/", "external": True},
            ],
        },
        {
            "label": say("Status", "Situación"),
            "items": [{"text": word, "tone": tone} for tone, word in tone_words().items()],
        },
    ]
    source = {"text": "example.org", "url": "https://example.org/"}
    figures = [
        {
            "metric": long_text(),
            "value": "1 250",
            "unit": say("students", "estudiantes"),
            "as_of": "2025",
            "source": source,
        },
        {"metric": say("Programmes", "Programas"), "value": "1", "unit": say("one", "una")},
    ]
    return [
        one("facts", say("Facts", "Datos"), facts=facts),
        one("figures", say("Published figures", "Cifras publicadas"), figures=figures),
        one(
            "linked_records",
            say("Linked records", "Registros vinculados"),
            sections=linked_sections(),
        ),
        one("source", say("Source", "Fuente"), source=source),
        one("provenance", say("Provenance", "Procedencia"), provenance=provenance()),
    ]


def form_parts() -> list[Component]:
    blank = EveryField(prefix="blank")
    wrong = error_bound()
    shape = '<form class="form" method="get">{}</form>'
    fields = [
        State(str(field.label), {"field": field}, '<div class="form">{}</div>') for field in blank
    ]
    return [
        one(
            "day_form",
            say("As of a day", "A una fecha"),
            label=say("As of", "A la fecha"),
            day="2026-01-29",
        ),
        Component("field", say("Field", "Campo"), fields),
        one(
            "field_errors",
            say("Errors of a field", "Errores de un campo"),
            id="example",
            errors=[long_text()],
        ),
        Component(
            "form",
            say("Form with errors", "Formulario con errores"),
            [State(plain(), wrong.get_context(), shape)],
        ),
    ]
