"""The record's files read by other means: plain YAML, and nothing of the platform's own code.

What the tests expect of pages, coverage and reports is worked out here a second time, from the
files and from the sentences that say how the platform counts. Every scalar stays the text that the
file has, so that no reader's idea of dates or booleans comes between.
"""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

import yaml

DATA = Path(__file__).resolve().parent.parent / "gte/record/data"
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
LANGUAGES = ("es", "en")

# Each file, with the names of the addresses of its list and of a record's page.
ADDRESSES = {
    "members": ("members", "state"),
    "observers": ("observers", "state"),
    "topics": ("topics", "topic"),
    "bodies": ("bodies", "body"),
    "functions": ("functions", "function"),
    "presidencies": ("terms", "term"),
    "contacts": ("contacts", "contact"),
    "experts": ("networks", "network"),
    "documents": ("documents", "document"),
    "meetings": ("meetings", "meeting"),
    "practice_criteria": ("criteria", "criterion"),
    "practices": ("practices", "practice"),
    "internships": ("mobility-facts", "mobility-fact"),
    "projects": ("projects", "project"),
    "mandates": ("mandates", "mandate"),
    "deliverables": ("deliverables", "deliverable"),
    "observers_cooperation": ("cooperation-actions", "cooperation-action"),
    "english": ("english-facts", "english-fact"),
    "campaign": ("campaign-items", "campaign-item"),
}
KINDS = tuple(ADDRESSES)
OWN = "gte"


def as_written(value):
    """A value of the file: text, list, mapping, or None where the file has null."""
    if isinstance(value, dict):
        return {key: as_written(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_written(one) for one in value]
    return None if value in {"null", "~", ""} else value


@cache
def files():
    """Every file's records: {"mandates": [{"id": ...}, ...], ...}."""
    return {
        path.stem: as_written(yaml.load(path.read_text(encoding="utf-8"), LOADER))  # noqa: S506
        for path in sorted(DATA.glob("*.yaml"))
    }


def records(kind):
    return files()[kind]


@cache
def by_id():
    return {record["id"]: record for kind in KINDS for record in records(kind)}


@cache
def kind_of():
    return {record["id"]: kind for kind in KINDS for record in records(kind)}


def title(code, language):
    """A record's title as its file has it; None for a term, whose title is made of its parts."""
    record = by_id()[code]
    for name in ("title", "name", "office"):
        if name in record:
            return record[name][language]
    return None


def pairs(value):
    """Every {es, en} pair inside a record, however deep."""
    if isinstance(value, dict):
        if value.keys() == {"es", "en"}:
            yield value
        else:
            for one in value.values():
                yield from pairs(one)
    elif isinstance(value, list):
        for one in value:
            yield from pairs(one)


# --- dates ----------------------------------------------------------------------------------------


def day(text):
    return datetime.date.fromisoformat(text)


def first_day(text):
    """The first day that a partial date can mean."""
    year, month, number = (*(int(part) for part in text.split("-")), 1, 1)[:3]
    return datetime.date(year, month, number)


def last_day(text):
    """The last day that a partial date can mean: the day before the next period begins."""
    first = first_day(text)
    if len(text) == 10:
        return first
    if len(text) == 4 or first.month == 12:
        following = datetime.date(first.year + 1, 1, 1)
    else:
        following = datetime.date(first.year, first.month + 1, 1)
    return following - datetime.timedelta(days=1)


def known_by(date, on):
    """Whether something of this date is in the picture on a day; undated things always are."""
    return date is None or first_day(date) <= on


# --- whose work a record is -----------------------------------------------------------------------


def is_own_body(code):
    """The group, or a body whose reporting line leads to it."""
    above = by_id()[code]["reports_to"] if code else []
    return code == OWN or any(is_own_body(one) for one in above)


def any_own_body(codes):
    return any(is_own_body(code) for code in codes)


def any_own_project(codes):
    return any(by_id()[code]["scope"] == OWN for code in codes)


def either(own):
    return OWN if own else "adjacent"


def scope(code):  # noqa: C901 - one rule for each kind, as the record's documentation lists them
    """Whose work a record is, from what its file says of it."""
    record, kind = by_id()[code], kind_of()[code]
    projects = record.get("project_ids") or []
    match kind:
        case "topics" | "projects" | "internships":
            return record["scope"]
        case "members" | "functions" | "practice_criteria" | "observers" | "practices":
            return {"observers": "adjacent", "practices": "national"}.get(kind, OWN)
        case "bodies":
            return either(is_own_body(code))
        case "presidencies":
            return either(record["scope"] != "ppt")
        case "contacts":
            return OWN if record["type"] == "gte_contact_point" else "national"
        case "experts":
            body = record["body_id"]
            return either(is_own_body(body) if body else any_own_project(projects))
        case "meetings":
            return either(is_own_body(record["body"]))
        case "documents":
            return either(any_own_body(record["body_ids"]))
        case "mandates":
            return either(any_own_body(record["addressed_to"]))
        case "deliverables":
            return either(not projects or any_own_project(projects))
        case "observers_cooperation":
            if record["level"] == "bilateral":
                return "national"
            return either(any_own_body(record["counterpart_bodies"]) or any_own_project(projects))
        case "english":
            if record["kind"] == "national_programme":
                return "national"
            return either(not projects or any_own_project(projects))
        case "campaign":
            if record["kind"] == "reference_campaign" or record["country_id"]:
                return "national"
            return either(any_own_project(projects))


def own(kind):
    return [record for record in records(kind) if scope(record["id"]) == OWN]


# --- who acts on what, on a day -------------------------------------------------------------------


def begins(code):
    """The date from which a record of the thread is in the picture."""
    record = by_id()[code]
    if "presidency_id" in record:
        term = record["presidency_id"]
        return by_id()[term]["start"] if term else None
    return record.get("date_start") or record.get("date") or record.get("start")


def there(code, on):
    return known_by(begins(code), on)


def mandates_on(on, whose=OWN):
    return [
        record["id"]
        for record in records("mandates")
        if there(record["id"], on) and scope(record["id"]) == whose
    ]


def evidence_of(mandate, on):
    return [code for code in by_id()[mandate].get("evidence_ids") or [] if there(code, on)]


def deliverables_for(mandate, on):
    return [
        record["id"]
        for record in records("deliverables")
        if mandate in record["mandate_ids"] and there(record["id"], on)
    ]


def actions_for(mandate, on):
    """Deliverables that name it, projects and meetings that are evidence for it: never documents.

    Only the group's own work acts on a mandate of the group.
    """
    found = deliverables_for(mandate, on)
    found += [code for code in evidence_of(mandate, on) if kind_of()[code] != "documents"]
    return [code for code in found if scope(mandate) != OWN or scope(code) == OWN]


def mandates_behind(action, on):
    """The group's mandates that a project or deliverable answers."""
    if kind_of()[action] == "deliverables":
        named = set(by_id()[action]["mandate_ids"])
        for project in by_id()[action]["project_ids"]:
            if scope(project) == OWN and there(project, on):
                named |= mandates_shown_by(project)
    else:
        named = mandates_shown_by(action)
        for deliverable in records("deliverables"):
            if action in deliverable["project_ids"] and there(deliverable["id"], on):
                named |= set(deliverable["mandate_ids"])
    return named & set(mandates_on(on))


def mandates_shown_by(project):
    return {r["id"] for r in records("mandates") if project in (r.get("evidence_ids") or [])}


def own_actions(on):
    return [
        record["id"]
        for kind in ("projects", "deliverables")
        for record in own(kind)
        if there(record["id"], on)
    ]


def dates_of(code):
    """The dates on which a record says that something happened."""
    record = by_id()[code]
    if kind_of()[code] == "deliverables":
        parts = [*record["document_ids"], *record["project_ids"]]
        return [date for part in parts for date in dates_of(part)]
    dates = [record.get(name) for name in ("date", "date_start", "date_end", "start", "end")]
    if kind_of()[code] == "projects":
        dates += [figure.get("as_of") for figure in record["results"]]
        dates += [date for other in around(record) for date in dates_of(other)]
    return [date for date in dates if date]


def around(project):
    """The group's records that name a project, and its leading body's meetings on its topics."""
    named = [
        record["id"]
        for kind in ("observers_cooperation", "english", "campaign")
        for record in own(kind)
        if project["id"] in record["project_ids"]
    ]
    met = [
        meeting["id"]
        for meeting in own("meetings")
        if meeting["body"]
        and meeting["body"] == project["lead_body"]
        and set(meeting["topic_ids"]) & set(project["topic_ids"])
    ]
    return named + met


def last_movement(codes, on, issued=None):
    """The latest date not after the day, and the whole months since then; None without one.

    What was certainly over before a mandate was issued does not move it.
    """
    past = [date for code in codes for date in dates_of(code) if first_day(date) <= on]
    if issued:
        past = [date for date in past if last_day(date) >= first_day(issued)]
    if not past:
        return None, None
    latest = max(past, key=lambda date: (min(last_day(date), on), first_day(date)))
    return latest, whole_months(min(last_day(latest), on), on)


def whole_months(earlier, later):
    """How often the day of the month has come round again."""
    months = 0
    while True:
        year, month = divmod(earlier.year * 12 + earlier.month + months, 12)
        if (year, month + 1, earlier.day) > (later.year, later.month, later.day):
            return months
        months += 1


def moved(mandate, on):
    documents = [code for code in evidence_of(mandate, on) if kind_of()[code] == "documents"]
    return last_movement([*actions_for(mandate, on), *documents], on, by_id()[mandate]["date"])


def status_on(mandate, on):
    """What its sources gave, or unknown where all that it rests on came later."""
    rests_on = by_id()[mandate].get("evidence_ids") or []
    if rests_on and not any(there(code, on) for code in rests_on):
        return "unknown"
    return by_id()[mandate]["status"]
