"""From a typed record to what its row, links and children must hold. No database here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gte.common.enums import Scope, ScopeBasis
from gte.practices.enums import ResultKind

if TYPE_CHECKING:
    from gte.record import schemas
    from gte.record.scopes import Scopes


@dataclass
class Built:
    """What the loader writes for one record.

    ``refs`` name one record each (or None), ``links`` a set of records, ``children`` rows that
    belong to this record only; a child's own refs stand in it under "refs".
    """

    code: str
    fields: dict[str, Any]
    refs: dict[str, str | None] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)
    children: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def texts(**pairs: schemas.Text | None) -> dict[str, str]:
    """Both columns of each text; a text that the record does not have is blank in both."""
    columns = {}
    for name, pair in pairs.items():
        columns[f"{name}_es"] = pair.es if pair else ""
        columns[f"{name}_en"] = pair.en if pair else ""
    return columns


def pairs(items: list[schemas.Text]) -> list[dict[str, str]]:
    return [{"es": item.es, "en": item.en} for item in items]


def provenance(
    record: schemas.Sourced, scope: Scope, basis: ScopeBasis = ScopeBasis.DERIVED
) -> dict[str, Any]:
    return {
        "source": record.source,
        "more_sources": list(record.more_sources),
        "certainty": record.certainty.value,
        "scope": scope.value,
        "scope_basis": basis.value,
    }


def figures(items: list[schemas.Figure], **extra: Any) -> list[dict[str, Any]]:
    return [
        {
            **texts(metric=item.metric),
            "value": item.value,
            "unit": item.unit.value,
            "as_of": item.as_of,
            "source": item.source or "",
            **extra,
        }
        for item in items
    ]


def numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"position": number, **row} for number, row in enumerate(rows, 1)]


def offices_of(record: schemas.Member) -> list[dict[str, Any]]:
    """The office published as current, then former ones."""
    return [
        {
            **texts(ministry=record.ministry, office=record.office),
            "as_of": None,
            "is_current": True,
            "source": record.source,
        },
        *(
            {
                **texts(ministry=record.ministry, office=past.office),
                "as_of": past.as_of,
                "is_current": False,
                "source": past.source,
            }
            for past in record.office_history
        ),
    ]


def build_member(record: schemas.Member, _scopes: Scopes) -> Built:
    institutions = [
        {**texts(name=body.name), "role": body.role.value, "source": body.source}
        for body in record.national_bodies
    ]
    return Built(
        record.id,
        {
            **provenance(record, Scope.GTE),
            **texts(
                name=record.name, qualifications_note=record.qualifications_framework, note=None
            ),
            "iso2": record.iso2,
            "iso3": record.iso3,
            "languages": list(record.languages),
            "time_zone": record.time_zone,
            "qualifications_source": record.qualifications_framework_source,
        },
        refs={"contact": record.contact_id},
        children={
            "offices": offices_of(record),
            "institutions": institutions,
            # No source gives the day on which a member's membership began.
            "memberships": [{"start": None, "end": None}],
        },
    )


def build_observer(record: schemas.Observer, _scopes: Scopes) -> Built:
    observership = {
        **texts(event=record.admitted_event),
        "start": record.admitted_year,
        "end": None,
        "associated_state": record.associated_state.value,
        "accession_process": record.accession_process,
    }
    return Built(
        record.id,
        {
            **provenance(record, Scope.ADJACENT),
            **texts(name=record.name, qualifications_note=None, note=record.note),
            "iso2": record.iso2,
        },
        children={"observership": [observership]},
    )


def build_term(record: schemas.Term, scopes: Scopes) -> Built:
    return Built(
        record.id,
        {
            **provenance(record, scopes.term(record)),
            **texts(note=record.note),
            "term_scope": record.scope.value,
            "start_actual": record.start,
            "end_planned": record.end if record.end_is_planned else None,
            "end_actual": None if record.end_is_planned else record.end,
            "interim": record.interim,
        },
        refs={"state": record.country_id},
    )


def build_topic(record: schemas.Topic, _scopes: Scopes) -> Built:
    return Built(
        record.id,
        {
            **provenance(record, record.scope, ScopeBasis.STATED),
            **texts(name=record.name, description=record.description),
            "order": record.order,
        },
        refs={"parent": record.parent},
    )


def build_function(record: schemas.GroupFunction, _scopes: Scopes) -> Built:
    return Built(
        record.id,
        {
            **provenance(record, Scope.GTE),
            **texts(
                name=record.name,
                description=record.description,
                platform_implication=record.platform_implication,
            ),
            "order": record.order,
            "verb": record.verb.value,
        },
        links={"reports_to": record.reports_to},
    )


def build_body(record: schemas.Body, scopes: Scopes) -> Built:
    is_own = scopes.is_own_body(record.id)
    return Built(
        record.id,
        {
            **provenance(record, Scope.GTE if is_own else Scope.ADJACENT),
            **texts(name=record.name, composition=record.composition, role=record.role),
            "acronym": record.acronym or "",
            "level": record.level,
            "created": record.created,
            "reporting_line_certainty": record.reporting_line_certainty.value,
        },
        links={"reports_to": record.reports_to},
    )


def build_contact(record: schemas.Contact, scopes: Scopes) -> Built:
    return Built(
        record.id,
        {
            **provenance(record, scopes.contact(record)),
            **texts(institution=record.institution, office=record.office, note=record.note),
            "kind": record.type.value,
            "person_as_published": record.person_as_published or "",
            "email_as_published": record.email_as_published or "",
            "as_of": record.as_of,
            "needs_verification": record.needs_verification,
        },
        refs={"state": record.country_id},
        links={"bodies": record.body_ids},
    )


def build_network(record: schemas.Network, scopes: Scopes) -> Built:
    members = [
        {
            **texts(institution=member.institution),
            "role": member.role.value,
            "refs": {"state": member.country_id},
        }
        for member in record.member_institutions
    ]
    return Built(
        record.id,
        {
            **provenance(record, scopes.network(record)),
            **texts(
                name=record.name,
                composition=record.composition,
                remit=record.remit,
                cadence=record.cadence,
                needs=record.needs,
            ),
            "outputs": pairs(record.outputs),
            "start": record.start,
            "end": record.end,
            "status": record.status.value,
        },
        refs={"body": record.body_id},
        links={"topics": record.topic_ids, "projects": record.project_ids},
        children={"members": numbered(members)},
    )


def build_meeting(record: schemas.Meeting, scopes: Scopes) -> Built:
    is_own = scopes.is_own_body(record.body)
    return Built(
        record.id,
        {
            **provenance(record, Scope.GTE if is_own else Scope.ADJACENT),
            **texts(name=record.name, place=record.place, participants=record.participants),
            "ordinal": record.ordinal,
            "kind": record.type.value,
            "date_start": record.date_start,
            "date_end": record.date_end,
            "modality": record.modality.value if record.modality else "",
        },
        refs={"body": record.body, "host": record.host_country_id},
        links={"topics": record.topic_ids},
        children={"agreements": numbered([texts(text=item) for item in record.agreements])},
    )


def build_document(record: schemas.Document, scopes: Scopes) -> Built:
    is_own = scopes.has_own_body(record.body_ids)
    return Built(
        record.id,
        {
            **provenance(record, Scope.GTE if is_own else Scope.ADJACENT),
            **texts(
                title=record.title,
                institution=record.institution,
                description=record.description,
                note=record.note,
            ),
            "title_is_descriptive": record.title_is_descriptive,
            "date": record.date,
            "kind": record.doc_type.value,
            "languages": list(record.language),
            "url": record.url or "",
            "url_kind": record.url_kind.value if record.url_kind else "",
            "access_checked": record.access_checked.value,
        },
        links={"topics": record.topic_ids, "bodies": record.body_ids},
    )


def build_criterion(record: schemas.Criterion, _scopes: Scopes) -> Built:
    questions = [
        {"code": item.id, **texts(text=item.text, evidence=item.evidence)}
        for item in record.questions
    ]
    return Built(
        record.id,
        {
            **provenance(record, Scope.GTE),
            **texts(name=record.name, definition=record.definition),
            "kind": record.kind.value,
            "order": record.order,
            "scale_min": record.scale.min,
            "scale_labels": pairs(record.scale.labels),
            "indicators": pairs(record.indicators),
            "indicators_certainty": record.indicators_certainty.value,
        },
        children={"questions": numbered(questions)},
    )


def build_practice(record: schemas.Practice, _scopes: Scopes) -> Built:
    return Built(
        record.id,
        {
            **provenance(record, Scope.NATIONAL),
            **texts(
                title=record.title,
                institution=record.institution,
                problem=record.problem,
                methodology=record.methodology,
                results_summary=record.results_summary,
            ),
            "institution_kind": record.institution_type.value,
            "level": record.level.value,
            "sector": record.sector.value,
            "period": record.period,
            "in_official_repository": record.in_official_repository,
            "evidence_kind": record.evidence_type.value,
        },
        refs={"state": record.country_id},
        links={"topics": record.topic_ids},
        children={
            "figures": numbered(
                figures(record.results, kind=ResultKind.RESULT.value)
                + figures(record.context_figures, kind=ResultKind.CONTEXT.value)
            )
        },
    )


def build_mobility(record: schemas.MobilityFact, _scopes: Scopes) -> Built:
    return Built(
        record.id,
        {
            **provenance(record, record.scope, ScopeBasis.STATED),
            **texts(title=record.title, description=record.description),
            "kind": record.kind.value,
            "date": record.date,
            "eligible_fields": pairs(record.fields),
        },
        refs={"state": record.country_id},
        links={"topics": record.topic_ids, "projects": record.project_ids},
        children={"figures": numbered(figures(record.figures))},
    )
