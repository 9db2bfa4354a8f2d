"""The builders of the two upper rooms: work plan and cooperation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gte.common.enums import Scope, ScopeBasis
from gte.record.building import Built, figures, numbered, provenance, texts

if TYPE_CHECKING:
    from gte.record import schemas
    from gte.record.scopes import Scopes

# Which kind of record an evidence identifier names: its prefix says.
EVIDENCE_KINDS = {"meeting": "meeting", "doc": "document", "project": "project"}


def build_project(record: schemas.Project, _scopes: Scopes) -> Built:
    partners = [{**texts(name=item.name), "kind": item.type.value} for item in record.partners]
    return Built(
        record.id,
        {
            **provenance(record, record.scope, ScopeBasis.STATED),
            **texts(name=record.name, description=record.description, note=record.note),
            "start": record.start,
            "end": record.end,
            "status": record.status.value,
        },
        refs={"lead_body": record.lead_body},
        links={"topics": record.topic_ids, "counterpart_bodies": record.counterpart_bodies},
        children={
            "partners": numbered(partners),
            "figures": numbered(figures(record.results)),
        },
    )


def build_mandate(record: schemas.Mandate, scopes: Scopes) -> Built:
    is_own = scopes.has_own_body(record.addressed_to)
    evidence = [
        {"refs": {**dict.fromkeys(EVIDENCE_KINDS.values()), evidence_field(code): code}}
        for code in record.evidence_ids
    ]
    return Built(
        record.id,
        {
            **provenance(record, Scope.GTE if is_own else Scope.ADJACENT),
            **texts(
                title=record.title,
                text=record.mandate,
                place=record.place,
                instrument=record.instrument,
                status_evidence=record.status_evidence,
                note=record.note,
            ),
            "kind": record.kind.value,
            "date": record.date,
            "status": record.status.value,
        },
        links={"addressed_to": record.addressed_to, "topics": record.topic_ids},
        children={"evidence": numbered(evidence)},
    )


def evidence_field(code: str) -> str:
    """The kind of record that evidence may be; an unknown prefix is looked up as a document."""
    return EVIDENCE_KINDS.get(code.split("-", 1)[0], "document")


def build_deliverable(record: schemas.Deliverable, scopes: Scopes) -> Built:
    return Built(
        record.id,
        {
            **provenance(record, scopes.deliverable(record)),
            **texts(
                name=record.name,
                description=record.description,
                status_evidence=record.status_evidence,
            ),
            "kind": record.type.value,
            "due": record.due,
            "status": record.status.value,
        },
        refs={"coordinated_by": record.coordination_country_id, "term": record.presidency_id},
        links={
            "topics": record.topic_ids,
            "mandates": record.mandate_ids,
            "projects": record.project_ids,
            "documents": record.document_ids,
        },
    )


def build_cooperation(record: schemas.CooperationAction, scopes: Scopes) -> Built:
    return Built(
        record.id,
        {
            **provenance(record, scopes.cooperation(record)),
            **texts(
                title=record.title,
                description=record.description,
                partner=record.partner,
                note=record.note,
            ),
            "kind": record.kind.value,
            "level": record.level.value,
            "start": record.start,
            "end": record.end,
            "status": record.status.value,
        },
        refs={"observer": record.observer_id},
        links={
            "counterpart_bodies": record.counterpart_bodies,
            "topics": record.topic_ids,
            "projects": record.project_ids,
        },
        children={"figures": numbered(figures(record.figures))},
    )


def build_english(record: schemas.EnglishFact, scopes: Scopes) -> Built:
    return Built(
        record.id,
        {
            **provenance(record, scopes.english(record)),
            **texts(title=record.title, description=record.description),
            "kind": record.kind.value,
            "date": record.date,
        },
        refs={"state": record.country_id, "observer": record.observer_id},
        links={
            "topics": record.topic_ids,
            "projects": record.project_ids,
            "meetings": record.meeting_ids,
        },
        children={"figures": numbered(figures(record.figures))},
    )


def build_campaign(record: schemas.CampaignItem, scopes: Scopes) -> Built:
    return Built(
        record.id,
        {
            **provenance(record, scopes.campaign(record)),
            **texts(title=record.title, description=record.description),
            "kind": record.kind.value,
            "date": record.date,
            "status": record.status.value,
            "channels": [item.value for item in record.channels],
            "audience": [item.value for item in record.audience],
        },
        refs={"state": record.country_id},
        links={"topics": record.topic_ids, "projects": record.project_ids},
        children={"figures": numbered(figures(record.figures))},
    )
