"""What the group publishes of its work, as IATI 2.03 has it: plain values, no database.

A project is an activity, a deliverable a result of the kind output, an indicator its indicator, a
mandate a tag in the group's own vocabulary, evidence a link to a document; docs/iati.md has the
whole mapping. Names of fields are those of the standard where it is clear enough. Whether what they
say together may be published is not decided here but by ``publish``.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from gte.workplan.iati import codes
from gte.workplan.iati.values import NOTHING, Money, Period, Text, finite, web_address


@dataclass(frozen=True)
class Reporter:
    """The organisation that reports; ``secondary`` when it reports another's activity."""

    ref: str
    kind: codes.OrganisationKind
    name: Text
    secondary: bool | None = None


@dataclass(frozen=True)
class Participant:
    """An organisation with a part in the activity; it needs a reference or a name (rule 6.10.1)."""

    role: codes.OrganisationRole
    name: Text = NOTHING
    ref: str | None = None
    kind: codes.OrganisationKind | None = None
    activity_id: str | None = None


@dataclass(frozen=True)
class Description:
    text: Text
    kind: codes.DescriptionKind = codes.DescriptionKind.GENERAL


@dataclass(frozen=True)
class Owner:
    """Whose another identifier is: a reference or a name (rule 6.8.1)."""

    ref: str | None = None
    name: Text = NOTHING


@dataclass(frozen=True)
class OtherIdentifier:
    ref: str
    kind: codes.OtherIdentifierKind
    owner: Owner | None = None


@dataclass(frozen=True)
class ActivityDate:
    kind: codes.DateKind
    day: datetime.date
    note: Text = NOTHING


@dataclass(frozen=True)
class Contact:
    """An office that answers; addresses of the web raise ``BadInput`` when they are none."""

    kind: codes.ContactKind = codes.ContactKind.GENERAL
    organisation: Text = NOTHING
    department: Text = NOTHING
    person: Text = NOTHING
    job_title: Text = NOTHING
    telephones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    websites: tuple[str, ...] = ()
    addresses: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "websites", tuple(map(web_address, self.websites)))


@dataclass(frozen=True)
class RecipientCountry:
    """A country by its ISO 3166-1 alpha-2 code, with its share of the activity."""

    code: str
    percentage: Decimal | None = None
    note: Text = NOTHING

    def __post_init__(self) -> None:
        finite(self.percentage)


@dataclass(frozen=True)
class RecipientRegion:
    code: str
    percentage: Decimal | None = None
    vocabulary: str = "1"
    note: Text = NOTHING

    def __post_init__(self) -> None:
        finite(self.percentage)


@dataclass(frozen=True)
class Sector:
    """A purpose, by default of the OECD DAC list of five digits, with its share of the activity."""

    code: str
    percentage: Decimal | None = None
    vocabulary: str = codes.DAC_VOCABULARY
    name: Text = NOTHING

    def __post_init__(self) -> None:
        finite(self.percentage)


@dataclass(frozen=True)
class Tag:
    """A code that is no sector; one of an own vocabulary says what it is in its name."""

    code: str
    vocabulary: str
    name: Text = NOTHING
    vocabulary_uri: str | None = None

    def __post_init__(self) -> None:
        if self.vocabulary_uri is not None:
            object.__setattr__(self, "vocabulary_uri", web_address(self.vocabulary_uri))

    @classmethod
    def of_mandate(cls, code: str, title: Text, *, vocabulary_uri: str | None = None) -> Self:
        """A mandate, for which the standard has no element: its code and title, vocabulary 99."""
        return cls(code, codes.OWN_VOCABULARY, title, vocabulary_uri)


@dataclass(frozen=True)
class AidType:
    code: str
    vocabulary: str | None = None


@dataclass(frozen=True)
class Budget:
    period: Period
    value: Money
    kind: codes.BudgetKind = codes.BudgetKind.ORIGINAL
    status: codes.BudgetStatus = codes.BudgetStatus.INDICATIVE


@dataclass(frozen=True)
class DocumentLink:
    """A document where it can be read; ``format`` is a media type.

    Raises ``BadInput`` for an address that is none.
    """

    url: str
    format: str
    title: Text
    categories: tuple[codes.DocumentCategory, ...]
    description: Text = NOTHING
    languages: tuple[str, ...] = ()
    day: datetime.date | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "url", web_address(self.url))


@dataclass(frozen=True)
class RelatedActivity:
    ref: str
    kind: codes.RelatedKind


@dataclass(frozen=True)
class Reference:
    """A code of a result or of an indicator in somebody's list; never at both (rule 8.11.1)."""

    code: str
    vocabulary: str
    uri: str | None = None

    def __post_init__(self) -> None:
        if self.uri is not None:
            object.__setattr__(self, "uri", web_address(self.uri))


@dataclass(frozen=True)
class Dimension:
    """What a value is broken down by: a name (“sex”) and its value (“female”)."""

    name: str
    value: str


@dataclass(frozen=True)
class Amount:
    """A target or an actual value; without a number when the indicator is qualitative."""

    value: Decimal | None = None
    comment: Text = NOTHING
    dimensions: tuple[Dimension, ...] = ()
    documents: tuple[DocumentLink, ...] = ()

    def __post_init__(self) -> None:
        finite(self.value)


@dataclass(frozen=True)
class Baseline:
    """Where an indicator began."""

    year: int
    amount: Amount
    day: datetime.date | None = None


@dataclass(frozen=True)
class IndicatorPeriod:
    period: Period
    targets: tuple[Amount, ...] = ()
    actuals: tuple[Amount, ...] = ()


@dataclass(frozen=True)
class Indicator:
    """A variable of a result: ``ascending`` if more is better, ``adds_up`` if it may be summed."""

    measure: codes.Measure
    title: Text
    description: Text = NOTHING
    ascending: bool = True
    adds_up: bool | None = None
    documents: tuple[DocumentLink, ...] = ()
    references: tuple[Reference, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    periods: tuple[IndicatorPeriod, ...] = ()

    @classmethod
    def of_delivery(cls, title: Text, due: Period, *, delivered: bool | None) -> Self:
        """For a deliverable that nothing measures: 1 is wanted; there is 1, 0 or no word of it."""
        there = () if delivered is None else (Amount(Decimal(int(delivered))),)
        period = IndicatorPeriod(due, targets=(Amount(Decimal(1)),), actuals=there)
        return cls(codes.Measure.UNIT, title, periods=(period,))


@dataclass(frozen=True)
class Result:
    """What comes of an activity, with one indicator at least; a deliverable is an output."""

    title: Text
    indicators: tuple[Indicator, ...]
    kind: codes.ResultKind = codes.ResultKind.OUTPUT
    description: Text = NOTHING
    adds_up: bool | None = None
    documents: tuple[DocumentLink, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Activity:
    """A project as the standard sees it, its parts in the order of the schema.

    The schema asks for one participant, one date and one description at least.
    """

    identifier: str
    reporter: Reporter
    title: Text
    descriptions: tuple[Description, ...]
    participants: tuple[Participant, ...]
    status: codes.ActivityStatus
    dates: tuple[ActivityDate, ...]
    other_identifiers: tuple[OtherIdentifier, ...] = ()
    contacts: tuple[Contact, ...] = ()
    scope: codes.ActivityScope | None = None
    countries: tuple[RecipientCountry, ...] = ()
    regions: tuple[RecipientRegion, ...] = ()
    sectors: tuple[Sector, ...] = ()
    tags: tuple[Tag, ...] = ()
    collaboration: codes.CollaborationKind | None = None
    flow_type: str | None = None
    finance_type: str | None = None
    aid_types: tuple[AidType, ...] = ()
    tied_status: str | None = None
    budgets: tuple[Budget, ...] = ()
    documents: tuple[DocumentLink, ...] = ()
    related: tuple[RelatedActivity, ...] = ()
    results: tuple[Result, ...] = ()
    budget_not_provided: codes.BudgetNotProvided | None = None
    hierarchy: int | None = None
    humanitarian: bool | None = None
    last_updated: datetime.datetime | None = None
