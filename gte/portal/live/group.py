"""Who the group is and what it works on."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from gte.alliance.contact_texts import contact_badge, last_confirmed
from gte.alliance.enums import OWN_BODY, ContactKind
from gte.alliance.models import Body, ContactPoint, GroupFunction, State, Topic
from gte.common.enums import Certainty, Scope
from gte.practices.enums import CriterionKind
from gte.practices.models import Criterion, Practice
from gte.register.fields import since_text
from gte.workplan.queries import today

PRACTICES_SHOWN = 4


def functions(*, reader: Any, **_given: Any) -> dict[str, Any]:
    records = GroupFunction.objects.visible_to(reader).prefetch_related("reports_to")
    return {
        "items": [
            {
                "title": record.name,
                "url": record.get_absolute_url(),
                "text": record.description,
                "meta": ", ".join(body.short_name for body in record.reports_to.all()),
            }
            for record in records
        ]
    }


def topics(*, reader: Any, **_given: Any) -> dict[str, Any]:
    """The topics with their sub-topics; themes that cross them stand apart."""
    records = list(Topic.objects.visible_to(reader))
    below: dict[int | None, list[Topic]] = defaultdict(list)
    for record in records:
        below[record.parent_id].append(record)

    def item(record: Topic) -> dict[str, Any]:
        return {
            "title": record.name,
            "url": record.get_absolute_url(),
            "text": record.description,
            "parts": [
                {"title": part.name, "url": part.get_absolute_url()} for part in below[record.pk]
            ],
        }

    return {
        "items": [item(one) for one in below[None] if one.scope == Scope.GTE],
        "others": [item(one) for one in below[None] if one.scope != Scope.GTE],
    }


def members(*, reader: Any, **_given: Any) -> dict[str, Any]:
    """The parties in force today, with the office that answers for the group."""
    states = State.objects.visible_to(reader).parties(today()).prefetch_related("offices")
    return {
        "items": [
            {
                "title": state.name,
                "url": state.get_absolute_url(),
                "ministry": office.ministry if office else "",
                "office": office.office if office else "",
            }
            for state in states.order_by("code")
            for office in [next(iter(state.offices.all()), None)]
        ]
    }


def observers(*, reader: Any, **_given: Any) -> dict[str, Any]:
    """Every Observer State, in the alphabet of the reader's language."""
    states = State.objects.visible_to(reader).observers().select_related("observership")
    items = [
        {
            "title": state.name,
            "url": state.get_absolute_url(),
            "meta": since_text(state.observership.start) if state.observership.start else "",
        }
        for state in states
        if state.observership.end is None
    ]
    return {"items": sorted(items, key=lambda item: item["title"])}


def reporting_chain(found: dict[int, Body]) -> set[int]:
    """The group's own body and all that it reports to, however far up."""
    waiting = [body for body in found.values() if body.code == OWN_BODY]
    chain: set[int] = set()
    while waiting:
        body = waiting.pop()
        if body.pk not in chain:
            chain.add(body.pk)
            waiting += [found[one.pk] for one in body.reports_to.all() if one.pk in found]
    return chain


def bodies(*, reader: Any, **_given: Any) -> dict[str, Any]:
    """The bodies by level, top first. ``chain``: the group's own line upwards and its networks."""
    records = Body.objects.visible_to(reader).prefetch_related("reports_to")
    found = {body.pk: body for body in records}
    chain = reporting_chain(found)
    own = {body.pk for body in found.values() if body.code == OWN_BODY}
    items = [
        {
            "title": body.name,
            "short": body.short_name,
            "url": body.get_absolute_url(),
            "level": body.level,
            "own": body.pk in own,
            "in_line": body.pk in chain or bool(own & {one.pk for one in body.reports_to.all()}),
            "reports_to": [one.short_name for one in body.reports_to.all()],
            "role": body.role,
            "inferred": body.reporting_line_certainty == Certainty.INFERRED,
        }
        for body in records
    ]
    levels: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for item in items:
        if item["in_line"]:
            levels[item["level"]].append(item)
    return {"items": items, "levels": [levels[level] for level in sorted(levels)]}


def contacts(*, reader: Any, **_given: Any) -> dict[str, Any]:
    """The group's contact points and how far they hold; addresses stay with their own page."""
    points = (
        ContactPoint.objects.visible_to(reader)
        .filter(kind=ContactKind.GTE_CONTACT_POINT)
        .select_related("state")
    )
    return {
        "items": [
            {
                "state": str(point.state),
                "institution": point.institution,
                "office": point.office,
                "url": point.get_absolute_url(),
                "state_of_contact": contact_badge(point),
                "confirmed": last_confirmed(point),
            }
            for point in points
        ]
    }


def criteria(*, reader: Any, **_given: Any) -> dict[str, Any]:
    records = list(Criterion.objects.visible_to(reader))

    def of(kind: str) -> list[dict[str, str]]:
        return [
            {"title": one.name, "url": one.get_absolute_url(), "text": one.definition}
            for one in records
            if one.kind == kind
        ]

    return {
        "characteristics": of(CriterionKind.CHARACTERISTIC),
        "criteria": of(CriterionKind.SYSTEMATIZATION_CRITERION),
    }


def practices(*, reader: Any, **_given: Any) -> dict[str, Any]:
    """How many there are by State, and the latest added."""
    records = list(Practice.objects.visible_to(reader).select_related("state"))
    by_state: dict[Any, int] = defaultdict(int)
    for record in records:
        by_state[record.state] += 1
    ordered = sorted(by_state.items(), key=lambda pair: str(pair[0]))
    return {
        "total": len(records),
        "in_repository": sum(record.in_official_repository for record in records),
        "states": [
            {"name": str(state), "code": state.code, "number": number} for state, number in ordered
        ],
        "items": [
            {
                "title": record.title,
                "url": record.get_absolute_url(),
                "meta": f"{record.institution}, {record.state}",
            }
            for record in records[-PRACTICES_SHOWN:]
        ],
    }
