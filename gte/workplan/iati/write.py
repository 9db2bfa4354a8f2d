"""XML of IATI 2.03 from activities and organisations, in the order that the schema demands."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from gte.workplan.iati import activities as of
from gte.workplan.iati.elements import (
    add,
    add_document,
    add_documents,
    add_optional_text,
    add_owner,
    add_period,
    add_reporter,
    add_text,
    add_value,
    narrate,
    narrate_or_leave_empty,
    root,
    serialised,
)
from gte.workplan.iati.organisations import (
    Country,
    Line,
    Organisation,
    RecipientBudget,
    Region,
    TotalBudget,
    TotalExpenditure,
)


def write_activities(
    activities: Iterable[of.Activity], *, generated: datetime.datetime | None = None
) -> bytes:
    """A file of activities in UTF-8, unchecked: well-formed whatever the texts hold."""
    file = root("iati-activities", generated)
    for activity in activities:
        add_activity(file, activity)
    return serialised(file)


def add_activity(file: Any, activity: of.Activity) -> None:
    record = add(
        file,
        "iati-activity",
        last_updated_datetime=activity.last_updated,
        humanitarian=activity.humanitarian,
        hierarchy=activity.hierarchy,
        budget_not_provided=activity.budget_not_provided,
    )
    add_identification(record, activity)
    add_participants(record, activity)
    add_places(record, activity)
    add_classifications(record, activity)
    for budget in activity.budgets:
        add_budget(record, budget)
    add_documents(record, activity.documents)
    for related in activity.related:
        add(record, "related-activity", ref=related.ref, type=related.kind)
    for result in activity.results:
        add_result(record, result)


def add_identification(record: Any, activity: of.Activity) -> None:
    add(record, "iati-identifier", activity.identifier)
    add_reporter(record, activity.reporter)
    add_text(record, "title", activity.title)
    for description in activity.descriptions:
        add_text(record, "description", description.text, type=description.kind)


def add_participants(record: Any, activity: of.Activity) -> None:
    for part in activity.participants:
        child = add(
            record,
            "participating-org",
            ref=part.ref,
            type=part.kind,
            role=part.role,
            activity_id=part.activity_id,
        )
        narrate(child, part.name)
    for other in activity.other_identifiers:
        child = add(record, "other-identifier", ref=other.ref, type=other.kind)
        if other.owner is not None:
            add_owner(child, "owner-org", other.owner)
    add(record, "activity-status", code=activity.status)
    for date in activity.dates:
        narrate(add(record, "activity-date", type=date.kind, iso_date=date.day), date.note)
    for contact in activity.contacts:
        add_contact(record, contact)


def add_contact(record: Any, contact: of.Contact) -> None:
    child = add(record, "contact-info", type=contact.kind)
    add_optional_text(child, "organisation", contact.organisation)
    add_optional_text(child, "department", contact.department)
    add_optional_text(child, "person-name", contact.person)
    add_optional_text(child, "job-title", contact.job_title)
    for telephone in contact.telephones:
        add(child, "telephone", telephone)
    for email in contact.emails:
        add(child, "email", email)
    for website in contact.websites:
        add(child, "website", website)
    for address in contact.addresses:
        add_optional_text(child, "mailing-address", address)


def add_places(record: Any, activity: of.Activity) -> None:
    if activity.scope is not None:
        add(record, "activity-scope", code=activity.scope)
    for country in activity.countries:
        child = add(record, "recipient-country", code=country.code, percentage=country.percentage)
        narrate(child, country.note)
    for region in activity.regions:
        attributes = {"vocabulary": region.vocabulary, "code": region.code}
        child = add(record, "recipient-region", **attributes, percentage=region.percentage)
        narrate(child, region.note)


def add_classifications(record: Any, activity: of.Activity) -> None:
    for sector in activity.sectors:
        attributes = {"vocabulary": sector.vocabulary, "code": sector.code}
        child = add(record, "sector", **attributes, percentage=sector.percentage)
        narrate(child, sector.name)
    for tag in activity.tags:
        attributes = {"vocabulary": tag.vocabulary, "code": tag.code}
        child = add(record, "tag", **attributes, vocabulary_uri=tag.vocabulary_uri)
        narrate(child, tag.name)
    add_code(record, "collaboration-type", activity.collaboration)
    add_code(record, "default-flow-type", activity.flow_type)
    add_code(record, "default-finance-type", activity.finance_type)
    for aid in activity.aid_types:
        add(record, "default-aid-type", code=aid.code, vocabulary=aid.vocabulary)
    add_code(record, "default-tied-status", activity.tied_status)


def add_code(record: Any, tag: str, code: str | None) -> None:
    if code is not None:
        add(record, tag, code=code)


def add_budget(record: Any, budget: of.Budget) -> None:
    child = add(record, "budget", type=budget.kind, status=budget.status)
    add_period(child, budget.period)
    add_value(child, budget.value)


def add_result(record: Any, result: of.Result) -> None:
    child = add(record, "result", type=result.kind, aggregation_status=result.adds_up)
    add_text(child, "title", result.title)
    add_optional_text(child, "description", result.description)
    add_documents(child, result.documents)
    for reference in result.references:
        attributes = {"vocabulary": reference.vocabulary, "code": reference.code}
        add(child, "reference", **attributes, vocabulary_uri=reference.uri)
    for indicator in result.indicators:
        add_indicator(child, indicator)


def add_indicator(result: Any, indicator: of.Indicator) -> None:
    child = add(
        result,
        "indicator",
        measure=indicator.measure,
        ascending=indicator.ascending,
        aggregation_status=indicator.adds_up,
    )
    add_text(child, "title", indicator.title)
    add_optional_text(child, "description", indicator.description)
    add_documents(child, indicator.documents)
    for reference in indicator.references:
        attributes = {"vocabulary": reference.vocabulary, "code": reference.code}
        add(child, "reference", **attributes, indicator_uri=reference.uri)
    for baseline in indicator.baselines:
        add_baseline(child, baseline)
    for period in indicator.periods:
        add_indicator_period(child, period)


def add_baseline(indicator: Any, baseline: of.Baseline) -> None:
    amount = baseline.amount
    year, day, value = baseline.year, baseline.day, amount.value
    child = add(indicator, "baseline", year=year, iso_date=day, value=value)
    add_dimensions(child, amount)
    # The schema has the documents of a baseline before its comment, those of others after it.
    add_documents(child, amount.documents)
    add_optional_text(child, "comment", amount.comment)


def add_indicator_period(indicator: Any, period: of.IndicatorPeriod) -> None:
    child = add(indicator, "period")
    add_period(child, period.period)
    for tag, amounts in (("target", period.targets), ("actual", period.actuals)):
        for amount in amounts:
            add_amount(child, tag, amount)


def add_amount(period: Any, tag: str, amount: of.Amount) -> None:
    child = add(period, tag, value=amount.value)
    add_dimensions(child, amount)
    add_optional_text(child, "comment", amount.comment)
    add_documents(child, amount.documents)


def add_dimensions(parent: Any, amount: of.Amount) -> None:
    for dimension in amount.dimensions:
        add(parent, "dimension", name=dimension.name, value=dimension.value)


def write_organisations(
    organisations: Iterable[Organisation], *, generated: datetime.datetime | None = None
) -> bytes:
    """A file of organisations in UTF-8, unchecked: well-formed whatever the texts hold."""
    file = root("iati-organisations", generated)
    for organisation in organisations:
        add_organisation(file, organisation)
    return serialised(file)


def add_organisation(file: Any, organisation: Organisation) -> None:
    record = add(file, "iati-organisation", last_updated_datetime=organisation.last_updated)
    add(record, "organisation-identifier", organisation.identifier)
    add_text(record, "name", organisation.name)
    add_reporter(record, organisation.reporter)
    for total in organisation.total_budgets:
        add_sums(add(record, "total-budget", status=total.status), total, "budget-line")
    for kind in (of.Owner, Region, Country):
        for budget in organisation.recipient_budgets:
            if isinstance(budget.recipient, kind):
                add_recipient_budget(record, budget)
    for spent in organisation.total_expenditures:
        add_sums(add(record, "total-expenditure"), spent, "expense-line")
    for document in organisation.documents:
        child = add_document(record, document.link)
        for country in document.countries:
            add_country(child, country)


def add_recipient_budget(record: Any, budget: RecipientBudget) -> None:
    recipient = budget.recipient
    if isinstance(recipient, of.Owner):
        child = add(record, "recipient-org-budget", status=budget.status)
        add_text(child, "recipient-org", recipient.name, ref=recipient.ref)
    elif isinstance(recipient, Region):
        child = add(record, "recipient-region-budget", status=budget.status)
        attributes = {"vocabulary": recipient.vocabulary, "code": recipient.code}
        narrate(add(child, "recipient-region", **attributes), recipient.note)
    else:
        child = add(record, "recipient-country-budget", status=budget.status)
        add_country(child, recipient)
    add_sums(child, budget, "budget-line")


def add_sums(
    parent: Any, sums: TotalBudget | RecipientBudget | TotalExpenditure, line_tag: str
) -> None:
    """Period, value and lines, which every budget and expenditure has."""
    add_period(parent, sums.period)
    add_value(parent, sums.value)
    for line in sums.lines:
        add_line(parent, line_tag, line)


def add_line(parent: Any, tag: str, line: Line) -> None:
    child = add(parent, tag, ref=line.ref)
    add_value(child, line.value)
    narrate_or_leave_empty(child, line.name)


def add_country(parent: Any, country: Country) -> None:
    narrate(add(parent, "recipient-country", code=country.code), country.note)
