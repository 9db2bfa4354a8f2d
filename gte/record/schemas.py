"""The typed form of every file of the record: what a field may hold; unknown fields are faults."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    model_validator,
)

from gte.alliance import enums as alliance
from gte.common.enums import Certainty, Scope, Unit
from gte.common.ordinals import from_roman
from gte.common.partial_dates import PartialDate
from gte.cooperation import enums as cooperation
from gte.governance import enums as governance
from gte.library import enums as library
from gte.mobility import enums as mobility
from gte.practices import enums as practices
from gte.record.errors import brief
from gte.workplan import enums as workplan

SIGNIFICANT = 15


def read_date(value: Any) -> PartialDate | None:
    """A year may stand in YAML as a number; everything else is text."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(f"{brief(value)} is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD")
    return PartialDate(str(value))


def read_roman(value: Any) -> int | None:
    return None if value is None else from_roman(str(value))


def read_word(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty")
    if "\0" in value:
        raise ValueError("holds a zero character, which no database keeps")
    return value


def read_significant(value: Decimal) -> Decimal:
    """SQLite keeps 15 figures of a decimal number; zeros at its end do not count."""
    if len(value.normalize().as_tuple().digits) > SIGNIFICANT:
        raise ValueError(f"has more than {SIGNIFICANT} significant figures")
    return value


Word = Annotated[str, AfterValidator(read_word)]
Code = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=100)]
# What the column keeps on either database: anything longer would be changed in silence.
Amount = Annotated[
    Decimal, Field(max_digits=20, decimal_places=2), AfterValidator(read_significant)
]
Small = Annotated[int, Field(strict=True, ge=0, le=32767)]
Date = Annotated[Any, BeforeValidator(read_date)]
Ordinal = Annotated[Any, BeforeValidator(read_roman)]


class Strict(BaseModel):
    """No unknown field, so nothing is dropped in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Strict):
    """One text in both languages; either one missing is an error."""

    es: Word
    en: Word


class Sourced(Strict):
    """What every record has."""

    id: Code
    source: Word
    more_sources: list[Word] = []
    certainty: Certainty


class Figure(Strict):
    metric: Text
    value: Amount
    unit: Unit
    as_of: Date = None
    source: Word | None = None


class NationalBody(Strict):
    role: alliance.NationalRole
    name: Text
    source: Word


class PastOffice(Strict):
    as_of: Date
    office: Text
    source: Word


class Member(Sourced):
    iso2: Annotated[str, Field(pattern="^[A-Z]{2}$")]
    iso3: Annotated[str, Field(pattern="^[A-Z]{3}$")]
    name: Text
    ministry: Text
    office: Text
    office_history: list[PastOffice] = []
    contact_id: Code
    languages: list[Word]
    time_zone: Word
    national_bodies: list[NationalBody]
    qualifications_framework: Text
    qualifications_framework_source: Word


class Observer(Sourced):
    iso2: Annotated[str, Field(pattern="^[A-Z]{2}$")]
    name: Text
    admitted_year: Date
    admitted_event: Text
    associated_state: alliance.AssociatedState
    accession_process: StrictBool
    note: Text | None = None


class Term(Sourced):
    scope: alliance.TermScope
    country_id: Code
    start: Date
    end: Date
    interim: StrictBool
    end_is_planned: StrictBool
    note: Text | None = None

    @model_validator(mode="after")
    def has_the_end_that_was_planned(self) -> Self:
        if self.end_is_planned and self.end is None:
            raise ValueError("the end is said to be planned, but no end is given")
        return self


class Topic(Sourced):
    order: Small
    parent: Code | None
    scope: Scope
    name: Text
    description: Text


class GroupFunction(Sourced):
    order: Small
    verb: alliance.FunctionVerb
    name: Text
    description: Text
    reports_to: list[Code]
    platform_implication: Text


class Body(Sourced):
    acronym: Word | None
    name: Text
    level: Small
    reports_to: list[Code]
    created: Date = None
    composition: Text
    role: Text
    reporting_line_certainty: Certainty


class Contact(Sourced):
    type: alliance.ContactKind
    country_id: Code
    institution: Text
    office: Text
    person_as_published: Word | None = None
    email_as_published: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")] | None = None
    body_ids: list[Code]
    as_of: Date
    needs_verification: StrictBool
    note: Text


class NetworkMember(Strict):
    country_id: Code
    role: alliance.NetworkRole
    institution: Text | None = None


class Network(Sourced):
    body_id: Code | None
    name: Text
    composition: Text
    member_institutions: list[NetworkMember]
    remit: Text
    cadence: Text | None
    outputs: list[Text]
    needs: Text
    start: Date
    end: Date
    status: alliance.NetworkStatus
    topic_ids: list[Code]
    project_ids: list[Code]


class Meeting(Sourced):
    ordinal: Ordinal
    name: Text
    body: Code | None
    type: governance.MeetingKind
    date_start: Date
    date_end: Date
    place: Text | None
    modality: governance.Modality | None
    host_country_id: Code | None
    participants: Text
    agreements: list[Text]
    topic_ids: list[Code]


class Document(Sourced):
    title: Text
    date: Date
    doc_type: library.DocumentKind
    institution: Text
    language: list[Word]
    url: Annotated[str, Field(pattern="^https?://", max_length=600)] | None
    url_kind: library.AddressKind | None
    access_checked: library.AccessChecked
    topic_ids: list[Code]
    body_ids: list[Code]
    description: Text | None = None
    title_is_descriptive: StrictBool
    note: Text | None = None


class Scale(Strict):
    """An ordinal scale with one label for each value from ``min`` to ``max``."""

    type: Annotated[str, Field(pattern="^ordinal$")]
    min: Small
    max: Small
    labels: list[Text]

    @model_validator(mode="after")
    def has_a_label_for_each_value(self) -> Self:
        if len(self.labels) != self.max - self.min + 1:
            raise ValueError(
                f"a scale from {self.min} to {self.max} needs "
                f"{self.max - self.min + 1} labels, not {len(self.labels)}"
            )
        return self


class Question(Strict):
    id: Code
    text: Text
    evidence: Text


class Criterion(Sourced):
    kind: practices.CriterionKind
    order: Small
    name: Text
    definition: Text
    scale: Scale
    indicators: list[Text]
    questions: list[Question]
    indicators_certainty: Certainty


class Practice(Sourced):
    country_id: Code
    title: Text
    institution: Text
    institution_type: practices.InstitutionKind
    level: practices.EducationLevel
    sector: practices.Sector
    period: Annotated[str, Field(pattern=r"^\d{4}s?(-(\d{4})?)?$")]
    problem: Text
    methodology: Text
    results: list[Figure]
    results_summary: Text
    context_figures: list[Figure] = []
    topic_ids: list[Code]
    in_official_repository: StrictBool
    evidence_type: practices.EvidenceKind


class MobilityFact(Sourced):
    kind: mobility.MobilityKind
    scope: Scope
    title: Text
    description: Text
    date: Date
    country_id: Code | None
    topic_ids: list[Code]
    project_ids: list[Code]
    figures: list[Figure]
    fields: list[Text] = []


class Partner(Strict):
    name: Text
    type: workplan.PartnerKind


class Project(Sourced):
    scope: Scope
    name: Text
    description: Text
    topic_ids: list[Code]
    lead_body: Code | None
    counterpart_bodies: list[Code] = []
    partners: list[Partner]
    start: Date
    end: Date
    status: workplan.ProjectStatus
    results: list[Figure]
    note: Text | None = None


class Mandate(Sourced):
    kind: workplan.MandateKind
    title: Text
    mandate: Text
    date: Date
    place: Text | None
    instrument: Text
    addressed_to: list[Code]
    topic_ids: list[Code]
    status: workplan.MandateStatus
    status_evidence: Text | None = None
    evidence_ids: list[Code] = []
    note: Text | None = None


class Deliverable(Sourced):
    type: workplan.DeliverableKind
    name: Text
    description: Text
    coordination_country_id: Code | None
    presidency_id: Code | None
    due: Date
    status: workplan.DeliverableStatus
    status_evidence: Text | None = None
    topic_ids: list[Code]
    mandate_ids: list[Code]
    project_ids: list[Code]
    document_ids: list[Code]


class CooperationAction(Sourced):
    kind: cooperation.CooperationKind
    observer_id: Code | None
    partner: Text | None = None
    level: cooperation.CooperationLevel
    title: Text
    description: Text
    start: Date
    end: Date
    status: cooperation.CooperationStatus
    counterpart_bodies: list[Code]
    topic_ids: list[Code]
    project_ids: list[Code]
    figures: list[Figure]
    note: Text | None = None


class EnglishFact(Sourced):
    kind: cooperation.EnglishKind
    title: Text
    description: Text
    date: Date
    country_id: Code | None
    observer_id: Code | None
    topic_ids: list[Code]
    project_ids: list[Code]
    meeting_ids: list[Code]
    figures: list[Figure]


class CampaignItem(Sourced):
    kind: cooperation.CampaignKind
    title: Text
    description: Text
    date: Date
    country_id: Code | None
    status: cooperation.CampaignStatus
    channels: list[cooperation.Channel]
    audience: list[cooperation.Audience]
    topic_ids: list[Code]
    project_ids: list[Code]
    figures: list[Figure]
