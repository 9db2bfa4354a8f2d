"""The way back: from the database to what each file must have said.

Written from the files and the models, not from the loader: a field of a file that nothing here
tells of has no place in the database.
"""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ObjectDoesNotExist

from gte.record.kinds import KINDS

MODELS = {kind.name: kind.model for kind in KINDS}


# --- how a place in the database is told ----------------------------------------------------------


def plain(value):
    """As a file has it when every single value is text; what is blank is not there."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    return None if value in (None, "") else str(value)


def value(path):
    """A column, of this row or of the one row that a dotted path leads to."""

    def tell(row):
        for name in path.split("."):
            row = getattr(row, name)
        return plain(row)

    return tell


def text(name):
    return lambda row: {
        "es": plain(getattr(row, f"{name}_es")),
        "en": plain(getattr(row, f"{name}_en")),
    }


def ref(name):
    return lambda row: getattr(row, name) and getattr(row, name).code


def ids(name):
    """Links to other records. They are a set: their order is not kept, nor told by any page."""
    tell = lambda row: sorted(getattr(row, name).values_list("code", flat=True))  # noqa: E731
    tell.is_set = True
    return tell


def each(name, tell, order="position", **only):
    return lambda row: [tell(one) for one in getattr(row, name).filter(**only).order_by(order)]


def fields(**places):
    return lambda row: {name: tell(row) for name, tell in places.items()}


def figures(**only):
    figure = fields(
        metric=text("metric"),
        value=value("value"),
        unit=value("unit"),
        as_of=value("as_of"),
        source=value("source"),
    )
    return each("figures", figure, **only)


# --- where each field of each file is -------------------------------------------------------------

EVERY = {
    "id": value("code"),
    "source": value("source"),
    "more_sources": value("more_sources"),
    "certainty": value("certainty"),
}


def current_office(name):
    return lambda row: text(name)(row.offices.get(is_current=True))


def end_is_planned(row):
    return plain(row.end_planned is not None)


def roman(row):
    """By the rule of subtraction, letter by letter from the right, for numbers below 50."""
    if row.ordinal is None:
        return None
    tens, ones = divmod(row.ordinal, 10)
    units = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return ("", "X", "XX", "XXX", "XL")[tens] + units[ones]


def scale(row):
    """Of the only type there is; its end follows from its beginning and its labels."""
    return {
        "type": "ordinal",
        "min": str(row.scale_min),
        "max": str(row.scale_min + len(row.scale_labels) - 1),
        "labels": plain(row.scale_labels),
    }


PLACES = {
    "members": {
        "iso2": value("iso2"),
        "iso3": value("iso3"),
        "name": text("name"),
        "ministry": current_office("ministry"),
        "office": current_office("office"),
        "office_history": each(
            "offices",
            fields(as_of=value("as_of"), office=text("office"), source=value("source")),
            order="pk",
            is_current=False,
        ),
        "contact_id": ref("contact"),
        "languages": value("languages"),
        "time_zone": value("time_zone"),
        "national_bodies": each(
            "institutions",
            fields(role=value("role"), name=text("name"), source=value("source")),
            order="pk",
        ),
        "qualifications_framework": text("qualifications_note"),
        "qualifications_framework_source": value("qualifications_source"),
    },
    "observers": {
        "iso2": value("iso2"),
        "name": text("name"),
        "admitted_year": value("observership.start"),
        "admitted_event": lambda row: text("event")(row.observership),
        "associated_state": value("observership.associated_state"),
        "accession_process": value("observership.accession_process"),
        "note": text("note"),
    },
    "presidencies": {
        "scope": value("term_scope"),
        "country_id": ref("state"),
        "start": value("start_actual"),
        "end": lambda row: plain(row.end_actual or row.end_planned),
        "interim": value("interim"),
        "end_is_planned": end_is_planned,
        "note": text("note"),
    },
    "topics": {
        "order": value("order"),
        "parent": ref("parent"),
        "scope": value("scope"),
        "name": text("name"),
        "description": text("description"),
    },
    "functions": {
        "order": value("order"),
        "verb": value("verb"),
        "name": text("name"),
        "description": text("description"),
        "reports_to": ids("reports_to"),
        "platform_implication": text("platform_implication"),
    },
    "bodies": {
        "acronym": value("acronym"),
        "name": text("name"),
        "level": value("level"),
        "reports_to": ids("reports_to"),
        "created": value("created"),
        "composition": text("composition"),
        "role": text("role"),
        "reporting_line_certainty": value("reporting_line_certainty"),
    },
    "contacts": {
        "type": value("kind"),
        "country_id": ref("state"),
        "institution": text("institution"),
        "office": text("office"),
        "person_as_published": value("person_as_published"),
        "email_as_published": value("email_as_published"),
        "body_ids": ids("bodies"),
        "as_of": value("as_of"),
        "needs_verification": value("needs_verification"),
        "note": text("note"),
    },
    "experts": {
        "body_id": ref("body"),
        "name": text("name"),
        "composition": text("composition"),
        "member_institutions": each(
            "members",
            fields(country_id=ref("state"), role=value("role"), institution=text("institution")),
        ),
        "remit": text("remit"),
        "cadence": text("cadence"),
        "outputs": value("outputs"),
        "needs": text("needs"),
        "start": value("start"),
        "end": value("end"),
        "status": value("status"),
        "topic_ids": ids("topics"),
        "project_ids": ids("projects"),
    },
    "meetings": {
        "ordinal": roman,
        "name": text("name"),
        "body": ref("body"),
        "type": value("kind"),
        "date_start": value("date_start"),
        "date_end": value("date_end"),
        "place": text("place"),
        "modality": value("modality"),
        "host_country_id": ref("host"),
        "participants": text("participants"),
        "agreements": each("agreements", text("text")),
        "topic_ids": ids("topics"),
    },
    "documents": {
        "title": text("title"),
        "date": value("date"),
        "doc_type": value("kind"),
        "institution": text("institution"),
        "language": value("languages"),
        "url": value("url"),
        "url_kind": value("url_kind"),
        "access_checked": value("access_checked"),
        "topic_ids": ids("topics"),
        "body_ids": ids("bodies"),
        "description": text("description"),
        "title_is_descriptive": value("title_is_descriptive"),
        "note": text("note"),
    },
    "practice_criteria": {
        "kind": value("kind"),
        "order": value("order"),
        "name": text("name"),
        "definition": text("definition"),
        "scale": scale,
        "indicators": value("indicators"),
        "questions": each(
            "questions", fields(id=value("code"), text=text("text"), evidence=text("evidence"))
        ),
        "indicators_certainty": value("indicators_certainty"),
    },
    "practices": {
        "country_id": ref("state"),
        "title": text("title"),
        "institution": text("institution"),
        "institution_type": value("institution_kind"),
        "level": value("level"),
        "sector": value("sector"),
        "period": value("period"),
        "problem": text("problem"),
        "methodology": text("methodology"),
        "results": figures(kind="result"),
        "results_summary": text("results_summary"),
        "context_figures": figures(kind="context"),
        "topic_ids": ids("topics"),
        "in_official_repository": value("in_official_repository"),
        "evidence_type": value("evidence_kind"),
    },
    "internships": {
        "kind": value("kind"),
        "scope": value("scope"),
        "title": text("title"),
        "description": text("description"),
        "date": value("date"),
        "country_id": ref("state"),
        "topic_ids": ids("topics"),
        "project_ids": ids("projects"),
        "figures": figures(),
        "fields": value("eligible_fields"),
    },
    "projects": {
        "scope": value("scope"),
        "name": text("name"),
        "description": text("description"),
        "topic_ids": ids("topics"),
        "lead_body": ref("lead_body"),
        "counterpart_bodies": ids("counterpart_bodies"),
        "partners": each("partners", fields(name=text("name"), type=value("kind"))),
        "start": value("start"),
        "end": value("end"),
        "status": value("status"),
        "results": figures(),
        "note": text("note"),
    },
    "mandates": {
        "kind": value("kind"),
        "title": text("title"),
        "mandate": text("text"),
        "date": value("date"),
        "place": text("place"),
        "instrument": text("instrument"),
        "addressed_to": ids("addressed_to"),
        "topic_ids": ids("topics"),
        "status": value("status"),
        "status_evidence": text("status_evidence"),
        "evidence_ids": each("evidence", value("record.code")),
        "note": text("note"),
    },
    "deliverables": {
        "type": value("kind"),
        "name": text("name"),
        "description": text("description"),
        "coordination_country_id": ref("coordinated_by"),
        "presidency_id": ref("term"),
        "due": value("due"),
        "status": value("status"),
        "status_evidence": text("status_evidence"),
        "topic_ids": ids("topics"),
        "mandate_ids": ids("mandates"),
        "project_ids": ids("projects"),
        "document_ids": ids("documents"),
    },
    "observers_cooperation": {
        "kind": value("kind"),
        "observer_id": ref("observer"),
        "partner": text("partner"),
        "level": value("level"),
        "title": text("title"),
        "description": text("description"),
        "start": value("start"),
        "end": value("end"),
        "status": value("status"),
        "counterpart_bodies": ids("counterpart_bodies"),
        "topic_ids": ids("topics"),
        "project_ids": ids("projects"),
        "figures": figures(),
        "note": text("note"),
    },
    "english": {
        "kind": value("kind"),
        "title": text("title"),
        "description": text("description"),
        "date": value("date"),
        "country_id": ref("state"),
        "observer_id": ref("observer"),
        "topic_ids": ids("topics"),
        "project_ids": ids("projects"),
        "meeting_ids": ids("meetings"),
        "figures": figures(),
    },
    "campaign": {
        "kind": value("kind"),
        "title": text("title"),
        "description": text("description"),
        "date": value("date"),
        "country_id": ref("state"),
        "status": value("status"),
        "channels": value("channels"),
        "audience": value("audience"),
        "topic_ids": ids("topics"),
        "project_ids": ids("projects"),
        "figures": figures(),
    },
}


# --- the two sides of the comparison --------------------------------------------------------------


def told(value):
    """Without what says nothing: a field that is absent, null or empty."""
    if isinstance(value, dict):
        kept = {key: told(one) for key, one in value.items()}
        return {key: one for key, one in kept.items() if one not in (None, [], {})}
    return [told(one) for one in value] if isinstance(value, list) else value


def unload(kind, code):
    """A record as its file must have told it; None where the database has no such record."""
    try:
        row = MODELS[kind].objects.get(code=code)
    except ObjectDoesNotExist:
        return None
    return told({name: tell(row) for name, tell in (EVERY | PLACES[kind]).items()})


def as_filed(kind, record):
    """A record of a file, its links in the order of the alphabet and its numbers in one form."""
    filed = dict(record)
    for name, tell in PLACES[kind].items():
        if getattr(tell, "is_set", False):
            filed[name] = sorted(set(filed.get(name) or ()))
    for name in ("figures", "results", "context_figures"):
        if name in filed:
            filed[name] = [
                figure | {"value": plain(Decimal(figure["value"]))} for figure in filed[name]
            ]
    return told(filed)
