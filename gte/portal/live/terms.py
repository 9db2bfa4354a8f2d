"""The terms as a picture: one lane for each office, a bar for each term, years as a scale.

The picture is drawn twice, lying for wide windows and standing for phones, as SVG without script or
style attribute; the table under it says the same in words and holds the links.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from gte.alliance.enums import TermScope
from gte.alliance.models import Term
from gte.common.enums import Certainty
from gte.register.fields import span_text
from gte.workplan.queries import today

YEAR = 365.25
LYING = {"year": 60, "lane": 58, "bar": 34, "start": 12, "top": 44}
STANDING = {"year": 46, "lane": 104, "bar": 88, "start": 44, "top": 8}
# Narrower than this a bar does not hold its name; the table does.
LETTER = 7.2


@dataclass(frozen=True)
class Bar:
    """A term as a rectangle, and its name where it fits."""

    x: float
    y: float
    width: float
    height: float
    name: str
    tone: str

    @property
    def text_x(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def text_y(self) -> float:
        return round(self.y + self.height / 2 + 4, 1)


@dataclass(frozen=True)
class Span:
    """A term in years since the scale's first, with what the picture says of it."""

    lane: int
    start: float
    end: float
    name: str
    tone: str


def tone_of(term: Term, day: datetime.date) -> str:
    if term.start and term.start.earliest > day:
        return "planned"
    if term.end is None or term.end.latest > day:
        return "current"
    return "inferred" if term.certainty == Certainty.INFERRED else "past"


def spans_of(terms: list[Term], day: datetime.date, first: int) -> list[Span]:
    """Without a known start only the last year before the end is drawn, and marked with "…"."""
    lanes = {scope: number for number, scope in enumerate(TermScope.values)}
    zero = datetime.date(first, 1, 1)

    def years(date: datetime.date) -> float:
        return (date - zero).days / YEAR

    def span(term: Term) -> Span:
        end = years(term.end.earliest) if term.end else years(day)
        name, tone = str(term.state), tone_of(term, day)
        if term.start is None:
            return Span(lanes[term.term_scope], max(end - 1, 0), end, f"… {name}", "inferred")
        start = years(term.start.earliest)
        return Span(lanes[term.term_scope], start, max(start, end), name, tone)

    return [span(term) for term in terms if term.start or term.end]


def lying_bar(span: Span) -> Bar:
    size = LYING
    width = round(max((span.end - span.start) * size["year"] - 1, 2), 1)
    name = span.name if len(span.name) * LETTER < width else ""
    x = round(size["start"] + span.start * size["year"], 1)
    return Bar(x, size["top"] + span.lane * size["lane"], width, size["bar"], name, span.tone)


def standing_bar(span: Span) -> Bar:
    size = STANDING
    height = round(max((span.end - span.start) * size["year"] - 1, 2), 1)
    name = span.name if height >= 14 else ""
    y = round(size["top"] + span.start * size["year"], 1)
    return Bar(size["start"] + span.lane * size["lane"], y, size["bar"], height, name, span.tone)


def terms(*, reader: Any, **_given: Any) -> dict[str, Any]:
    day = today()
    found = list(Term.objects.visible_to(reader).select_related("state"))
    found.sort(key=lambda term: (term.term_scope, str(term.start or "")))
    dates = [date for term in found for date in (term.start, term.end) if date]
    first = min((date.earliest.year for date in dates), default=day.year)
    last = max((date.latest.year for date in dates), default=day.year) + 1
    spans = spans_of(found, day, first)
    now = (day - datetime.date(first, 1, 1)).days / YEAR
    lanes = [str(TermScope(scope).label) for scope in TermScope.values]
    return {
        "lying": lying(spans, lanes, range(first, last + 1), now),
        "standing": standing(spans, lanes, range(first, last + 1), now),
        "groups": [
            {"title": str(TermScope(scope).label), "rows": rows_of(found, scope, day)}
            for scope in TermScope.values
        ],
    }


def lying(spans: list[Span], lanes: list[str], years: range, now: float) -> dict[str, Any]:
    size = LYING
    height = size["top"] + len(lanes) * size["lane"]
    return {
        "width": size["start"] * 2 + len(years) * size["year"] - 20,
        "height": height,
        "bars": [lying_bar(span) for span in spans],
        "lanes": [
            {"x": size["start"], "y": size["top"] + lane * size["lane"] - 7, "name": name}
            for lane, name in enumerate(lanes)
        ],
        "years": [
            {"at": size["start"] + number * size["year"], "year": year}
            for number, year in enumerate(years)
        ],
        "now": round(size["start"] + now * size["year"], 1),
        "end": height - 8,
    }


def standing(spans: list[Span], lanes: list[str], years: range, now: float) -> dict[str, Any]:
    size = STANDING
    width = size["start"] + len(lanes) * size["lane"]
    return {
        "width": width,
        "height": size["top"] * 2 + (len(years) - 1) * size["year"],
        "bars": [standing_bar(span) for span in spans],
        "lanes": lanes,
        "years": [
            {"at": size["top"] + number * size["year"], "year": year}
            for number, year in enumerate(years)
        ],
        "now": round(size["top"] + now * size["year"], 1),
        "end": width,
    }


def rows_of(found: list[Term], scope: str, day: datetime.date) -> list[dict[str, Any]]:
    return [
        {
            "state": str(term.state),
            "url": term.get_absolute_url(),
            "dates": span_text(term.start, term.end),
            "tone": tone_of(term, day),
            "interim": term.interim,
            "certainty": term.certainty,
            "certainty_label": str(Certainty(term.certainty).label),
        }
        for term in found
        if term.term_scope == scope
    ]
