"""The search page: what was asked, what was found, in which ways it can be narrowed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from babel import Locale
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from gte.common.errors import BadInput
from gte.common.partial_dates import PartialDate
from gte.register.paging import page_number, page_position
from gte.register.views import Option, count_text, facet_html
from gte.search import queries
from gte.search import suggestions as suggested
from gte.search.entries import FACETS, IDENTIFIER
from gte.search.fragments import Finder, beginning, fragment, marked
from gte.search.kinds import FACET_LABELS, KINDS
from gte.search.queries import ALMOST_NOTHING, MOST_CANDIDATES, MOST_READ, Found

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from gte.search.engines.port import Candidate
    from gte.search.models import SearchEntry
    from gte.search.query import Query

PAGE_SIZE = 20
MOST_OPTIONS = 30
FACET_TITLES = {
    "kind": gettext_lazy("Kind"),
    "country": gettext_lazy("Country"),
    "topic": gettext_lazy("Topic"),
    "year": gettext_lazy("Year"),
    "language": gettext_lazy("Language"),
}
EXAMPLES = (
    gettext_lazy("internships"),
    gettext_lazy("qualifications framework"),
    gettext_lazy('"good practices"'),
    gettext_lazy("English -scholarship"),
)


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    query: Query
    chosen: dict[str, str]
    page: int

    @classmethod
    def of(cls, request: HttpRequest) -> Asked:
        """Raises BadInput for a page that is not a number and for a value that no entry has."""
        chosen = {name: value for name in FACETS if (value := request.GET.get(name))}
        for name, value in chosen.items():
            if not IDENTIFIER.fullmatch(value) or not queries.is_value(name, value):
                sentence = _("“%(value)s” is not a value of “%(facet)s” in the search.")
                shown = value.replace("\0", "␀")[:100]
                raise BadInput(sentence % {"value": shown, "facet": FACET_TITLES[name]})
        page = page_number(request.GET.get("page", "1"))
        return cls(queries.understood(request.GET.get("q", "")), chosen, page)

    def url(self, changes: dict[str, str | None] | None = None, *, page: int = 1) -> str:
        """The same question with other choices, from its first page; None drops a choice."""
        asked: dict[str, str | None] = {"q": self.query.text or None, **self.chosen}
        asked |= changes or {}
        asked["page"] = str(page) if page > 1 else None
        present = {name: value for name, value in asked.items() if value}
        return f"?{urlencode(present)}" if present else "?"


# --- facets ---------------------------------------------------------------------------------------


def labels_of(name: str, values: Iterable[str]) -> dict[str, str]:
    """What a facet's values are called in the reader's language."""
    values = list(values)
    language = get_language() or "es"
    if name == "kind":
        return {value: str(KINDS[value].label) for value in values if value in KINDS}
    if name == "language":
        names = Locale.parse(language).languages
        return {value: str(names.get(value, value)).capitalize() for value in values}
    if name in FACET_LABELS and values:
        return FACET_LABELS[name](values, language)
    return {}


@dataclass(frozen=True)
class ShownFacet:
    name: str
    html: str
    selected_label: str


def most_frequent(counts: Counter[str], selected: str) -> list[tuple[str, int]]:
    """As many values as one looks through; the chosen one is always among them."""
    values = counts.most_common(MOST_OPTIONS)
    if counts[selected] and selected not in dict(values):
        values.append((selected, counts[selected]))
    return values


def shown_facets(asked: Asked, found: Found, labels: dict[str, dict[str, str]]) -> list[ShownFacet]:
    shown = []
    for name in FACETS:
        selected = asked.chosen.get(name, "")
        names = labels[name]
        counts = found.counts[name]
        options = [
            Option(
                names.get(value, value),
                count_text(number),
                asked.url({name: None if value == selected else value}),
                value == selected,
            )
            for value, number in sorted(
                most_frequent(counts, selected),
                key=lambda one: (
                    one[0] if name == "year" else one[1],
                    # Equal numbers stand in the order of the alphabet.
                    tuple(-ord(char) for char in names.get(one[0], one[0])),
                ),
                reverse=True,
            )
        ]
        label = names.get(selected, selected)
        html = facet_html(str(FACET_TITLES[name]), label, tuple(options)) if options else ""
        shown.append(ShownFacet(name, html, label))
    return shown


def facet_labels(asked: Asked, found: Found) -> dict[str, dict[str, str]]:
    return {
        name: labels_of(name, {*found.counts[name], *filter(None, [asked.chosen.get(name)])})
        for name in FACETS
    }


# --- hits -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Hit:
    """An entry as it is shown. A language that is not the reader's is named."""

    kind: str
    url: str
    title: SafeString
    title_language: str
    text: SafeString
    text_language: str
    date: str
    countries: str


class HitMaker:
    """Makes hits of entries: in the reader's language, in the other where only that one has it."""

    def __init__(self, query: Query, country_names: dict[str, str]) -> None:
        self.language = get_language() or "es"
        self.other = "en" if self.language == "es" else "es"
        self.finders = {one: Finder(query, one) for one in (self.language, self.other)}
        self.country_names = country_names

    def hit(self, entry: SearchEntry, candidate: Candidate) -> Hit | None:
        kind = KINDS.get(entry.kind)
        if kind is None:
            return None
        title, title_language = self.title_of(entry)
        text, text_language = self.text_of(entry)
        codes = [
            one.removeprefix("country:") for one in candidate.facets.split() if "country:" in one
        ]
        return Hit(
            kind=str(kind.label),
            url=getattr(entry, f"path_{self.language}") or kind.address(entry.key),
            title=title,
            title_language=title_language,
            text=text,
            text_language=text_language,
            date=PartialDate(entry.date).display() if entry.date else "",
            countries=", ".join(self.country_names.get(code, code) for code in codes[:3]),
        )

    def title_of(self, entry: SearchEntry) -> tuple[SafeString, str]:
        for language in (self.language, self.other):
            if title := getattr(entry, f"title_{language}"):
                shown = marked(title, self.finders[language].places(title))
                return shown, "" if language == self.language else language
        return escape(entry.key), ""

    def text_of(self, entry: SearchEntry) -> tuple[SafeString, str]:
        """What was found in the text or the lead; else how the text begins."""
        for language in (self.language, self.other):
            finder = self.finders[language]
            for name in ("text", "lead"):
                if found := fragment(getattr(entry, f"{name}_{language}"), finder):
                    return found, "" if language == self.language else language
            if finder.places(getattr(entry, f"title_{language}")):
                break
        for language in (self.language, self.other):
            for name in ("lead", "text"):
                if text := getattr(entry, f"{name}_{language}"):
                    return beginning(text), "" if language == self.language else language
        return escape(""), ""


# --- the page -------------------------------------------------------------------------------------


def page_of(asked: Asked, total: int) -> dict[str, Any]:
    """Where in what was found this page is. Raises BadInput for a page after the last."""
    page = page_position(
        number=asked.page, total=total, size=PAGE_SIZE, url=lambda number: asked.url(page=number)
    )
    return page | {"shown_total": count_text(total)}


def ways_on(asked: Asked, total: int) -> dict[str, Any]:
    """What to try where nothing, or almost nothing, was found."""
    query, chosen = asked.query, asked.chosen
    if total > ALMOST_NOTHING or not query.groups:
        return {}
    language = get_language() or "es"
    corrected, kept = suggested.corrected(query, chosen, language), {}
    if not corrected and chosen:
        corrected, kept = suggested.corrected(query, {}, language), dict.fromkeys(chosen)
    without = queries.find(query, {}).total if chosen else 0
    fewer = [] if total or corrected else suggested.with_fewer_words(query, chosen)
    drop = dict.fromkeys(chosen)
    return {
        "corrected": corrected,
        "corrected_url": asked.url({"q": corrected, **kept}) if corrected else "",
        "without_filters": count_text(without) if without > total else "",
        "without_filters_url": asked.url(drop),
        "fewer": [{"text": text, "url": asked.url({"q": text})} for text in fewer],
    }


def result_context(asked: Asked) -> dict[str, Any]:
    found = queries.find(asked.query, asked.chosen)
    page = page_of(asked, found.total)
    labels = facet_labels(asked, found)
    facets = shown_facets(asked, found, labels)
    maker = HitMaker(asked.query, labels["country"])
    shown = queries.entries_of(found.best(max(page["first"] - 1, 0), page["last"]))
    return {
        "page": page,
        "hits": [hit for entry, one in shown if (hit := maker.hit(entry, one))],
        "facets": [facet.html for facet in facets if facet.html],
        "filters": [
            {
                "label": f"{FACET_TITLES[facet.name]}: {facet.selected_label}",
                "remove_url": asked.url({facet.name: None}),
            }
            for facet in facets
            if facet.name in asked.chosen
        ],
        "clear_url": asked.url(dict.fromkeys(asked.chosen)),
        "is_capped": found.is_capped,
        "is_narrowed": found.is_narrowed,
        "most": count_text(MOST_READ if found.is_narrowed else MOST_CANDIDATES),
        "ways": ways_on(asked, found.total),
    }


def search(request: HttpRequest) -> HttpResponse:
    asked = Asked.of(request)
    text = request.GET.get("q", "")
    context: dict[str, Any] = {
        "query": asked.query.text,
        "hidden": list(asked.chosen.items()),
        "is_cut": asked.query.is_cut,
        "only_excludes": bool(asked.query.excluded) and not asked.query.groups,
        "only_signs": bool(text.strip()) and not (asked.query.groups or asked.query.excluded),
        "examples": [{"text": str(one), "url": f"?{urlencode({'q': one})}"} for one in EXAMPLES],
    }
    context["has_asked"] = bool(asked.query.groups or asked.chosen)
    if context["has_asked"]:
        context |= result_context(asked)
    response = render(request, "portal/search.html", context)
    # What people type is without end: it would push the site's own pages out of the page cache.
    response["Cache-Control"] = "private, no-cache"
    return response


def suggestions(request: HttpRequest) -> HttpResponse:
    """Ways in which what was typed could go on, as the options of a list."""
    found = suggested.completions(request.GET.get("q", ""))
    language = get_language() or "es"
    titles = []
    for entry in found.entries:
        title = getattr(entry, f"title_{language}") or entry.title_es or entry.title_en
        kind = KINDS.get(entry.kind)
        if kind:
            url = getattr(entry, f"path_{language}") or kind.address(entry.key)
            titles.append({"title": title, "url": url, "kind": kind.label})
    search_url = reverse("search")
    words = [{"text": one, "url": f"{search_url}?{urlencode({'q': one})}"} for one in found.queries]
    context = {"words": words, "titles": titles, "total": len(words) + len(titles)}
    response = render(request, "portal/search_suggestions.html", context)
    response["Cache-Control"] = "private, max-age=60"
    return response


def opensearch(request: HttpRequest) -> HttpResponse:
    """Lets a browser search this site from its address bar."""
    base = f"{request.scheme}://{request.get_host()}"
    context = {
        "search_url": base + reverse("search"),
        "icon_url": f"{base}/favicon.ico",
        "language": get_language(),
    }
    kind = "application/opensearchdescription+xml"
    return render(request, "portal/opensearch.xml", context, content_type=kind)
