"""The two views of every register: the faceted list and the record's page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote_plus, urlencode

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Count, F, QuerySet
from django.http import Http404
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View

from gte.common.enums import Certainty, Scope
from gte.common.errors import BadInput, legible
from gte.register.blocks import provenance_of, short_source
from gte.register.paging import page_number, page_position
from gte.register.registers import BY_URL_NAME, Facet, Register
from gte.search.analysis import fold_word

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PAGE_SIZE = 20
# Every link of a list repeats what was chosen: without bounds, one long text makes a page of
# megabytes, and a few hundred of them fill a worker's memory.
LONGEST_TEXT, LONGEST_VALUE = 200, 100


def unknown_value(facet: Facet, value: str) -> BadInput:
    sentence = _("“%(value)s” is not a value of “%(facet)s” in this list.")
    return BadInput(sentence % {"value": legible(value), "facet": facet.label})


def takes(register: Register, facet: Facet, value: str) -> bool:
    """Raises BadInput for a value that the facet's column cannot hold, as a word for a date."""
    # PostgreSQL holds no NUL in texts.
    if "\0" in value or len(value) > LONGEST_VALUE:
        raise unknown_value(facet, value)
    try:
        register.narrowable(register.records(None)).filter(**{facet.path: value})
    except (ValidationError, ValueError) as error:
        raise unknown_value(facet, value) from error
    return True


def text_of_search(request: HttpRequest) -> str:
    """Raises BadInput for a text that is longer than any title."""
    text = request.GET.get("q", "").strip()
    if len(text) > LONGEST_TEXT:
        sentence = _("The text to find has %(count)s characters; a list takes up to %(most)s.")
        raise BadInput(sentence % {"count": len(text), "most": LONGEST_TEXT})
    return text


@dataclass
class Address:
    """The part of the address that narrows a list: facets, a text and a page."""

    register: Register
    chosen: dict[str, str]
    text: str
    page: int
    # The reader's account number: what may be seen, and so counted, can depend on it.
    reader: int | None = None

    @classmethod
    def of(cls, request: HttpRequest, register: Register) -> Address:
        """Raises BadInput for a page that is not a number or a value that a facet cannot have."""
        chosen = {
            facet.name: value
            for facet in register.facets
            if (value := request.GET.get(facet.name)) and takes(register, facet, value)
        }
        page = page_number(request.GET.get("page", "1"))
        return cls(register, chosen, text_of_search(request), page, request.user.pk)

    def url(self, changes: dict[str, str | None] | None = None, *, page: int = 1) -> str:
        """This list with other choices, from its first page; None drops a choice."""
        query = {**self.chosen, "q": self.text or None, **(changes or {})}
        query["page"] = str(page) if page > 1 else None
        present = {name: value for name, value in query.items() if value}
        return f"?{urlencode(present)}" if present else "?"

    def narrowed(self, records: QuerySet[Any], besides: str = "") -> QuerySet[Any]:
        """The records that fit the choices, all of them or all but the facet ``besides``."""
        for facet in self.register.facets:
            if facet.name in self.chosen and facet.name != besides:
                records = records.filter(**{facet.path: self.chosen[facet.name]})
        return records.filter(pk__in=self.matching(records)) if self.text else records

    def matching(self, records: QuerySet[Any]) -> list[int]:
        """Records whose title, in either language, or identifier holds every word of the text."""
        field = self.register.model.title_field
        names = {"code", f"{field}_es", f"{field}_en"} & {
            column.name for column in self.register.model._meta.concrete_fields
        }
        words = fold_word(self.text).split()
        return [
            pk
            for pk, *titles in records.order_by().values_list("pk", *names)
            if all(word in fold_word(" ".join(filter(None, titles))) for word in words)
        ]


def value_counts(address: Address, facet: Facet, records: QuerySet[Any]) -> QuerySet[Any]:
    """Each value of a facet, its name if another record gives it, and how many records have it."""
    labels = [f"{facet.label_path}_{get_language()}"] if facet.label_path else []
    # modeltranslation would put the columns in the order of a set, another in each process, and it
    # does not follow relations to the reader's language: the language is named above instead.
    found = address.narrowed(address.register.narrowable(records), besides=facet.name)
    found = found.rewrite(mode=False)  # type: ignore[attr-defined]
    return (
        found.exclude(**{f"{facet.path}__isnull": True})
        .order_by()
        .values_list(facet.path, *labels)
        .annotate(number=Count("pk", distinct=True))
        .order_by(F("number").desc(), facet.path)
    )


# Making the SQL of a facet costs several times what running it does, and lists are asked for with
# few different choices: the SQL (never its result) is kept by what it depends on.
FACET_SQL: dict[tuple[Any, ...], tuple[str, Any]] = {}
FACET_SQL_ENTRIES = 1000


def count_values(address: Address, facet: Facet, records: QuerySet[Any]) -> list[tuple[Any, ...]]:
    if address.text:
        return list(value_counts(address, facet, records))
    chosen = tuple(sorted(address.chosen.items()))
    key = (address.register.list_url_name, facet.name, chosen, address.reader, get_language())
    # Read once: another thread may clear the store at any moment.
    sql = FACET_SQL.get(key)
    if sql is None:
        if len(FACET_SQL) >= FACET_SQL_ENTRIES:
            FACET_SQL.clear()
        sql = FACET_SQL[key] = value_counts(address, facet, records).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(*sql)
        return cursor.fetchall()


def count_text(count: int) -> str:
    """A number as text: given as a number, each costs the template a search for its format."""
    return str(count) if count < 1000 else number_format(count, force_grouping=True)


class Option(NamedTuple):
    """A value of a facet as a link."""

    label: str
    number: str
    url: str
    selected: bool


@lru_cache(maxsize=1024)
def facet_html(label: str, selected_label: str, options: tuple[Option, ...]) -> str:
    """A facet's panel, made once for each content: lists are asked for in few ways."""
    context = {"label": label, "selected_label": selected_label, "options": options}
    return render_to_string("components/facet.html", context)


def facet_options(address: Address, facet: Facet, records: QuerySet[Any]) -> dict[str, Any]:
    """A facet with the number of records behind each value, given the other choices."""
    counted = count_values(address, facet, records)
    selected = address.chosen.get(facet.name, "")
    names = dict(facet.choices.choices) if facet.choices else {}
    without = address.url({facet.name: None})
    prefix = f"{without}{'' if without == '?' else '&'}{facet.name}="
    options = [
        Option(
            label=str(rest[0] if facet.label_path else names.get(value, value)),
            number=count_text(rest[-1]),
            url=without if str(value) == selected else f"{prefix}{quote_plus(str(value))}",
            selected=str(value) == selected,
        )
        for value, *rest in counted
        if value != ""
    ]
    chosen = next((option for option in options if option.selected), None)
    return {
        "name": facet.name,
        "label": str(facet.label),
        "options": options,
        # A value that no record has just now is still called by its name.
        "selected_label": chosen.label if chosen else str(names.get(selected, "")),
    }


def check_values(address: Address, facets: list[dict[str, Any]]) -> None:
    """Raises BadInput for a facet value that the register does not know at all."""
    register = address.register
    for facet, shown in zip(register.facets, facets, strict=True):
        value = address.chosen.get(facet.name)
        if value is None or shown["selected_label"]:
            continue
        if register.narrowable(register.records(None)).filter(**{facet.path: value}).exists():
            shown["selected_label"] = value
        else:
            raise unknown_value(facet, value)


class RegisterView(View):
    """What the list and the page share: which register the address names."""

    register: Register = None  # type: ignore[assignment]


class RegisterListView(RegisterView):
    def get(self, request: HttpRequest) -> HttpResponse:
        address = Address.of(request, self.register)
        context = list_context(address, self.register.records(request.user))
        return render(request, "register/list.html", context)


def list_context(address: Address, records: QuerySet[Any]) -> dict[str, Any]:
    """What the list's template prints. Raises BadInput for a choice that the list does not know."""
    register = address.register
    facets = [facet_options(address, facet, records) for facet in register.facets]
    check_values(address, facets)
    found = address.narrowed(register.narrowable(records) if address.chosen else records)
    page = page_position(
        number=address.page,
        total=found.count(),
        size=PAGE_SIZE,
        url=lambda number: address.url(page=number),
    )
    # Texts are as many as readers like: what is made for one is not kept.
    panel = facet_html.__wrapped__ if address.text else facet_html
    return {
        "title": register.title,
        "lead": register.lead,
        "facets": [
            panel(facet["label"], facet["selected_label"], tuple(facet["options"]))
            for facet in facets
            if facet["options"]
        ],
        "columns": [{"label": label} for label in register.columns],
        "rows": rows_of(register, found, page),
        "page": page,
        **search_context(address, facets),
    }


@lru_cache(maxsize=4096)
def marks(scope: str, certainty: str, source: str, _language: str | None) -> str:
    """Whose work, how sure and from where: made once for each combination and language."""
    context = {
        "scope": scope,
        "scope_label": Scope(scope).label,
        "certainty": certainty,
        "certainty_label": Certainty(certainty).label,
        "source": short_source(source),
    }
    return render_to_string("components/marks.html", context)


@lru_cache(maxsize=8192)
def cell_html(label: str, text: str, tone: str) -> str:
    """One cell of a row: states, dates and places come again on every page."""
    context = {"label": label, "text": text, "tone": tone}
    return render_to_string("components/cell.html", context)


def rows_of(register: Register, found: QuerySet[Any], page: dict[str, Any]) -> list[dict[str, Any]]:
    start = max(page["first"] - 1, 0)
    shown = (
        found.select_related(*register.select)
        .prefetch_related(*register.prefetch)
        .only("code", "source", "scope", "certainty", *register.fields)
    )
    labels = [str(label) for label in register.columns[1:]]
    # One reversal for the page instead of one for each row.
    base = reverse(register.model.url_name, args=["x"]).removesuffix("x/")
    return [
        {
            "url": f"{base}{record.code}/",
            "title": register.title_of(record),
            "lead": register.summary_of(record),
            "ways": register.ways_of(record),
            "cells": mark_safe(  # noqa: S308 - each part was rendered by its template
                "".join(
                    cell_html(label, cell.text, cell.tone)
                    for label, cell in zip(labels, register.cells(record), strict=True)
                )
            ),
            "marks": marks(record.scope, record.certainty, record.source, get_language()),
        }
        for record in register.ready(list(shown[start : page["last"]]))
    ]


def filter_label(address: Address, facet: dict[str, Any]) -> str:
    return f"{facet['label']}: {facet['selected_label']}"


def search_context(address: Address, facets: list[dict[str, Any]]) -> dict[str, Any]:
    filters = [
        {"label": filter_label(address, facet), "remove_url": address.url({facet["name"]: None})}
        for facet in facets
        if facet["name"] in address.chosen
    ]
    if address.text:
        words = _("“%(words)s”") % {"words": address.text}
        filters.append({"label": words, "remove_url": address.url({"q": None})})
    return {
        "filters": filters,
        # Nothing was chosen: the list itself is empty, and there is no other to show.
        "clear_url": "?" if filters else "",
        "search_query": address.text,
        "search_action": "",
        "search_hidden": list(address.chosen.items()),
        "empty_sentence": _("No record fits these choices.")
        if filters
        else _("There is nothing in this register yet."),
    }


class RegisterDetailView(RegisterView):
    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        register = self.register
        record = (
            register.page_records(request.user)
            .select_related(*register.detail_select)
            .prefetch_related(*register.detail_prefetch)
            .filter(code=code)
            .first()
        )
        if record is None:
            raise Http404(_("There is no record “%(code)s” here.") % {"code": code})
        # Where several lists share a page, the menu shows the one that this record is of.
        request.section = register.list_of(record).list_url_name  # type: ignore[attr-defined]
        context = detail_context(register, record, request.user)
        return render(request, "register/detail.html", context)


def detail_context(register: Register, record: Any, user: Any) -> dict[str, Any]:
    detail = register.detail(record)
    return {
        "desk_url": register.desk_url(record, user),
        "record": record,
        "register": register,
        "kind_label": register.kind_label,
        "list_url": register.list_of(record).list_url(),
        "list_label": register.list_of(record).title,
        "title": register.title_of(record),
        "detail": detail,
        "lead": detail.lead,
        "badges": detail.badges,
        "facts": detail.facts,
        "texts": detail.texts,
        "lists": detail.lists,
        "figures": detail.figures,
        "first_panels": detail.first_panels,
        "last_panels": detail.last_panels,
        "styles": detail.styles,
        "scripts": detail.scripts,
        "sections": register.sections(record),
        "provenance": provenance_of(record, get_language() or "es"),
    }


def register_of(url_name: str) -> Register:
    return BY_URL_NAME[url_name]
