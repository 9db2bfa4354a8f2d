"""IATI 2.03: files of activities and organisations that pass the schema and the rules, or none.

Pure: plain values in, bytes out; no models, no network, and no clock but the one that is given.
What stands for what, and what the standard has no place for, is in docs/iati.md.
"""

from gte.workplan.iati.activities import (
    Activity,
    ActivityDate,
    AidType,
    Amount,
    Baseline,
    Budget,
    Contact,
    Description,
    Dimension,
    DocumentLink,
    Indicator,
    IndicatorPeriod,
    OtherIdentifier,
    Owner,
    Participant,
    RecipientCountry,
    RecipientRegion,
    Reference,
    RelatedActivity,
    Reporter,
    Result,
    Sector,
    Tag,
)
from gte.workplan.iati.check import Finding, check_file, check_schema
from gte.workplan.iati.conditions import Known
from gte.workplan.iati.organisations import (
    Country,
    Line,
    Organisation,
    OrganisationDocument,
    RecipientBudget,
    Region,
    TotalBudget,
    TotalExpenditure,
)
from gte.workplan.iati.publish import Publication, Unpublishable, publish, publish_organisations
from gte.workplan.iati.rules import Rule, RulesFault, Severity, load_rules, standard_rules
from gte.workplan.iati.schema import parse
from gte.workplan.iati.values import Money, Period, Text
from gte.workplan.iati.write import write_activities, write_organisations

__all__ = [
    "Activity",
    "ActivityDate",
    "AidType",
    "Amount",
    "Baseline",
    "Budget",
    "Contact",
    "Country",
    "Description",
    "Dimension",
    "DocumentLink",
    "Finding",
    "Indicator",
    "IndicatorPeriod",
    "Known",
    "Line",
    "Money",
    "Organisation",
    "OrganisationDocument",
    "OtherIdentifier",
    "Owner",
    "Participant",
    "Period",
    "Publication",
    "RecipientBudget",
    "RecipientCountry",
    "RecipientRegion",
    "Reference",
    "Region",
    "RelatedActivity",
    "Reporter",
    "Result",
    "Rule",
    "RulesFault",
    "Sector",
    "Severity",
    "Tag",
    "Text",
    "TotalBudget",
    "TotalExpenditure",
    "Unpublishable",
    "check_file",
    "check_schema",
    "load_rules",
    "parse",
    "publish",
    "publish_organisations",
    "standard_rules",
    "write_activities",
    "write_organisations",
]
