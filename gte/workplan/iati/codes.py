"""Codes of IATI 2.03 that the work plan uses, from the lists embedded in the standard."""

from __future__ import annotations

from enum import StrEnum

# Vocabulary of a reporting organisation's own codes, for sectors and tags; it needs a text.
OWN_VOCABULARY = "99"
DAC_VOCABULARY = "1"
SDG_GOALS = "2"


class ActivityStatus(StrEnum):
    PIPELINE = "1"
    IMPLEMENTATION = "2"
    FINALISATION = "3"
    CLOSED = "4"
    CANCELLED = "5"
    SUSPENDED = "6"


class DateKind(StrEnum):
    PLANNED_START = "1"
    ACTUAL_START = "2"
    PLANNED_END = "3"
    ACTUAL_END = "4"


class DescriptionKind(StrEnum):
    GENERAL = "1"
    OBJECTIVES = "2"
    TARGET_GROUPS = "3"
    OTHER = "4"


class OrganisationKind(StrEnum):
    GOVERNMENT = "10"
    LOCAL_GOVERNMENT = "11"
    OTHER_PUBLIC = "15"
    INTERNATIONAL_NGO = "21"
    NATIONAL_NGO = "22"
    REGIONAL_NGO = "23"
    PARTNER_COUNTRY_NGO = "24"
    PUBLIC_PRIVATE_PARTNERSHIP = "30"
    MULTILATERAL = "40"
    FOUNDATION = "60"
    PRIVATE = "70"
    PRIVATE_IN_PROVIDER = "71"
    PRIVATE_IN_RECIPIENT = "72"
    PRIVATE_IN_THIRD = "73"
    ACADEMIC = "80"
    OTHER = "90"


class OrganisationRole(StrEnum):
    FUNDING = "1"
    ACCOUNTABLE = "2"
    EXTENDING = "3"
    IMPLEMENTING = "4"


class OtherIdentifierKind(StrEnum):
    INTERNAL = "A1"
    CRS = "A2"
    PREVIOUS_ACTIVITY = "A3"
    OTHER_ACTIVITY = "A9"
    PREVIOUS_REPORTER = "B1"
    OTHER_ORGANISATION = "B9"


class ContactKind(StrEnum):
    GENERAL = "1"
    PROJECT = "2"
    FINANCIAL = "3"
    COMMUNICATIONS = "4"


class ActivityScope(StrEnum):
    GLOBAL = "1"
    REGIONAL = "2"
    MULTI_NATIONAL = "3"
    NATIONAL = "4"
    SEVERAL_FIRST_LEVEL = "5"
    ONE_FIRST_LEVEL = "6"
    ONE_SECOND_LEVEL = "7"
    ONE_LOCATION = "8"


class CollaborationKind(StrEnum):
    BILATERAL = "1"
    MULTILATERAL_INFLOW = "2"
    BILATERAL_CORE_TO_NGO = "3"
    MULTILATERAL_OUTFLOW = "4"
    PRIVATE_OUTFLOW = "6"
    BILATERAL_EX_POST = "7"
    TRIANGULAR = "8"


class BudgetKind(StrEnum):
    ORIGINAL = "1"
    REVISED = "2"


class BudgetStatus(StrEnum):
    INDICATIVE = "1"
    COMMITTED = "2"


class BudgetNotProvided(StrEnum):
    """Why an activity has no budget; the list has no code for work in kind."""

    COMMERCIAL = "1"
    LEGAL = "2"
    RAPID_ONSET = "3"


class ResultKind(StrEnum):
    OUTPUT = "1"
    OUTCOME = "2"
    IMPACT = "3"
    OTHER = "9"


class Measure(StrEnum):
    UNIT = "1"
    PERCENTAGE = "2"
    NOMINAL = "3"
    ORDINAL = "4"
    QUALITATIVE = "5"


class RelatedKind(StrEnum):
    PARENT = "1"
    CHILD = "2"
    SIBLING = "3"
    CO_FUNDED = "4"
    THIRD_PARTY = "5"


class DocumentCategory(StrEnum):
    """Those of the list that a work plan has."""

    OBJECTIVES = "A02"
    BUDGET = "A05"
    REVIEW = "A07"
    RESULTS = "A08"
    MEMORANDUM = "A09"
    WEB_PAGE = "A12"
    ANNUAL_REPORT = "B01"
    SECTOR_STRATEGY = "B11"
    THEMATIC_STRATEGY = "B12"
    ORGANISATION_WEB_PAGE = "B16"
