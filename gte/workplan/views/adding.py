"""Adding figures up, where that may be done; where not, why."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View

from gte.common.errors import BadInput
from gte.register.views import text_of_search
from gte.workplan.queries.adding import Figure, figures, figures_named
from gte.workplan.refusals import plain, refusal_sentence, span_text
from gte.workplan.rollup import Refused, add
from gte.workplan.wording import value_text

MOST = 12


class AddUpView(View):
    """The chosen figures stand in the address (``of``), so that a sum can be sent to somebody."""

    def get(self, request: HttpRequest) -> HttpResponse:
        words, language = text_of_search(request), get_language() or "es"
        own = figures(request.user, chosen_of(request), language)
        more = figures_named(request.user, words, language) if words else []
        context = {**choices(own, more, words), **added(own)}
        return render(request, "workplan/indicators/add_up.html", context)


def chosen_of(request: HttpRequest) -> list[int]:
    """Raises BadInput for what is no figure's number, and for more than a page can show."""
    asked = list(dict.fromkeys(request.GET.getlist("of")))
    if any(not one.isascii() or not one.isdigit() or len(one) > 18 for one in asked):
        raise BadInput(_("A figure to add is named by its number."))
    if len(asked) > MOST:
        raise BadInput(_("Up to %s figures are added at once.") % MOST)
    return [int(one) for one in asked]


def choices(own: list[Figure], more: list[Figure], words: str) -> dict[str, Any]:
    """What is chosen, each with the way to leave it out, and what may be chosen besides."""
    chosen = [figure.point.pk for figure in own]
    return {
        "rows": [row(one, [pk for pk in chosen if pk != one.point.pk], words) for one in own],
        "more": [
            row(one, [*chosen, one.point.pk], words) for one in more if one.point.pk not in chosen
        ],
        "words": words,
        "hidden": chosen,
    }


def row(figure: Figure, then: list[int], words: str) -> dict[str, Any]:
    """A figure and the address that follows when its button is chosen."""
    indicator, point = figure.indicator, figure.point
    query = urlencode([*(("of", pk) for pk in then), *([("q", words)] if words else [])])
    return {
        "title": str(indicator),
        "url": reverse("indicator-explained", args=[indicator.code, point.pk]),
        "period": span_text(point.span),
        "value": value_text(point.amount, indicator.value_kind),
        "unit": indicator.unit,
        "owner": str(indicator.owner),
        "then": f"?{query}",
    }


def added(own: list[Figure]) -> dict[str, str]:
    """The sum, or the sentence that says why these are not added."""
    silent = next((one for one in own if one.quantity is None), None)
    if silent:
        words = {"name": silent.indicator, "period": span_text(silent.point.span)}
        return {"refused": _("“%(name)s” has no value for %(period)s yet.") % words}
    if len(own) < 2:
        return {}
    try:
        found = add(quantity for one in own if (quantity := one.quantity))
    except Refused as refused:
        return {"refused": refusal_sentence(refused, names_of(own))}
    return {"sum": plain(found.number), "unit": own[0].indicator.unit}


def names_of(own: list[Figure]) -> dict[str, str]:
    """What the figures, their owners and units are called."""
    found: dict[str, str] = {}
    for one in own:
        period = span_text(one.point.span)
        found |= {
            one.key: f"{one.indicator}, {period}",
            one.node.owner: str(one.indicator.owner),
            one.node.unit: one.indicator.unit,
        }
    return found
