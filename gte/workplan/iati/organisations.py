"""What an organisation publishes of itself in IATI 2.03: budgets, expenditure, documents."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from gte.workplan.iati import codes
from gte.workplan.iati.activities import DocumentLink, Owner, Reporter
from gte.workplan.iati.values import NOTHING, Money, Period, Text


@dataclass(frozen=True)
class Country:
    """A country by its ISO 3166-1 alpha-2 code."""

    code: str
    note: Text = NOTHING


@dataclass(frozen=True)
class Region:
    code: str
    vocabulary: str = "1"
    note: Text = NOTHING


@dataclass(frozen=True)
class Line:
    """A part of a budget or an expenditure, under the organisation's own reference."""

    value: Money
    name: Text
    ref: str | None = None


@dataclass(frozen=True)
class TotalBudget:
    period: Period
    value: Money
    lines: tuple[Line, ...] = ()
    status: codes.BudgetStatus | None = None


@dataclass(frozen=True)
class RecipientBudget:
    """A budget for one recipient: another organisation, a region or a country."""

    recipient: Owner | Region | Country
    period: Period
    value: Money
    lines: tuple[Line, ...] = ()
    status: codes.BudgetStatus | None = None


@dataclass(frozen=True)
class TotalExpenditure:
    period: Period
    value: Money
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class OrganisationDocument:
    """A document of the organisation and the countries that it is about."""

    link: DocumentLink
    countries: tuple[Country, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """The organisation file's record, its parts in the order of the schema."""

    identifier: str
    name: Text
    reporter: Reporter
    total_budgets: tuple[TotalBudget, ...] = ()
    recipient_budgets: tuple[RecipientBudget, ...] = ()
    total_expenditures: tuple[TotalExpenditure, ...] = ()
    documents: tuple[OrganisationDocument, ...] = ()
    last_updated: datetime.datetime | None = None
