"""The group's projects as activities of IATI 2.03: what the record says, nothing that it does not.

A partial date becomes its first possible day, and a narrative beside it says how exactly it is
known. What the standard asks for and the record does not have (a first day, above all) leaves the
project out, and the export names it with the reason.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from gte.alliance.enums import OWN_BODY
from gte.alliance.models import Body
from gte.common.bilingual import text_in
from gte.common.enums import Language
from gte.common.errors import BadInput
from gte.common.partial_dates import PartialDate
from gte.workplan import iati
from gte.workplan.enums import BudgetState, DeliverableStatus, PartnerKind, ProjectStatus
from gte.workplan.iati import codes
from gte.workplan.iati_indicators import Measured, measured_results
from gte.workplan.models import Deliverable, Project

# America as a region of the OECD DAC list: the record does not divide the work by country.
REGION = "498"
# The purpose of the OECD DAC list that comes nearest to each of the group's topics.
POLICY, VOCATIONAL, HIGHER, TEACHERS = "11110", "11330", "11420", "11130"
PURPOSES = {
    "degree-recognition": HIGHER,
    "national-qualifications-frameworks": POLICY,
    "qualifications-recognition": POLICY,
    "academic-mobility": HIGHER,
    "english": TEACHERS,
}
UNDER_WAY, NOT_BEGUN = codes.ActivityStatus.IMPLEMENTATION, codes.ActivityStatus.PIPELINE
STATUSES = {
    ProjectStatus.PLANNED: NOT_BEGUN,
    ProjectStatus.MANDATED: NOT_BEGUN,
    ProjectStatus.EXPLORATORY: NOT_BEGUN,
    ProjectStatus.COMPLETED: codes.ActivityStatus.CLOSED,
    ProjectStatus.CANCELLED: codes.ActivityStatus.CANCELLED,
}
ORGANISATIONS = {
    PartnerKind.ACADEMIA: codes.OrganisationKind.ACADEMIC,
    PartnerKind.BODY: codes.OrganisationKind.MULTILATERAL,
    PartnerKind.COMPANY: codes.OrganisationKind.PRIVATE,
    PartnerKind.GOVERNMENT: codes.OrganisationKind.GOVERNMENT,
    PartnerKind.INTERNATIONAL_ORGANISATION: codes.OrganisationKind.MULTILATERAL,
    PartnerKind.OBSERVER_GOVERNMENT: codes.OrganisationKind.GOVERNMENT,
}


@dataclass(frozen=True)
class LeftOut:
    """A project, deliverable or indicator that the export does not hold, or not whole, and why."""

    code: str
    title: str
    reason: str


@dataclass(frozen=True)
class Export:
    """The file, what the rules warn of in it, and what is not in it."""

    content: bytes
    warnings: tuple[iati.Finding, ...]
    left_out: tuple[LeftOut, ...]


def export_activities(*, reporter: str, now: datetime.datetime) -> Export:
    """The group's public projects as a file that passes schema and rules.

    ``reporter`` is the identifier under which the group is registered as a publisher. Raises
    BadInput without one, and ``iati.Unpublishable`` naming rule and record where the file fails.
    """
    if not reporter.strip():
        raise BadInput(
            _("IATI needs the identifier under which the group is registered as a publisher.")
        )
    publisher = reporter_of(reporter.strip())
    projects = list(exported_projects())
    inside = [project for project in projects if project.start]
    measured = measured_results({project.pk for project in inside})
    published = iati.publish(activities(inside, publisher, measured, now.date()), now=now)
    indicators = (LeftOut(one.code, str(one), reason) for one, reason in measured.left_out)
    left_out = [*without_a_start(projects), *without_dates(inside), *indicators]
    return Export(published.content, published.warnings, tuple(left_out))


def activities(
    inside: Sequence[Project], publisher: iati.Reporter, measured: Measured, day: datetime.date
) -> list[iati.Activity]:
    """The projects of a file with what they owe and what was measured of them."""
    found = []
    for project in inside:
        activity = activity_of(project, publisher, inside, day)
        results = (*activity.results, *measured.results.get(project.pk, ()))
        found.append(replace(activity, results=results))
    return found


def exported_projects() -> Iterable[Project]:
    found: Iterable[Project] = (
        Project.objects.visible_to(None)
        .own()
        .select_related("lead_body", "parent", "lead")
        .prefetch_related(
            "topics",
            "partners",
            "budget__source_state",
            "mandates",
            "evidence_for__mandate",
            "deliverables__mandates",
            "deliverables__documents",
            "deliverables__term",
            "parts",
        )
        .order_by("pk")
    )
    return found


def without_a_start(projects: Iterable[Project]) -> Iterator[LeftOut]:
    for project in projects:
        if project.start is None:
            yield LeftOut(project.code, str(project), _("its beginning is not known"))


def without_dates(projects: Iterable[Project]) -> Iterator[LeftOut]:
    for project in projects:
        for item in public_deliverables(project):
            if span_of(item) is None:
                yield LeftOut(
                    item.code, str(item), _("it has neither a date nor a term with dates")
                )


def pair(row: Any, name: str) -> iati.Text:
    return iati.Text(text_in(row, name, Language.ES), text_in(row, name, Language.EN))


def reporter_of(ref: str) -> iati.Reporter:
    group = Body.objects.get(code=OWN_BODY)
    return iati.Reporter(ref, codes.OrganisationKind.MULTILATERAL, pair(group, "name"))


def activity_of(
    project: Project, publisher: iati.Reporter, inside: Sequence[Project], day: datetime.date
) -> iati.Activity:
    status = STATUSES.get(ProjectStatus(project.status), UNDER_WAY)
    return iati.Activity(
        identifier=identifier(publisher, project),
        reporter=publisher,
        title=pair(project, "name"),
        descriptions=(iati.Description(pair(project, "description")),),
        participants=tuple(participants(project, publisher)),
        status=status,
        dates=tuple(dates_of(project, status, day)),
        scope=codes.ActivityScope.REGIONAL,
        regions=(iati.RecipientRegion(REGION),),
        sectors=(iati.Sector(purpose_of(project)),),
        tags=tuple(iati.Tag.of_mandate(one.code, pair(one, "title")) for one in mandates(project)),
        budgets=tuple(budgets_of(project)),
        related=tuple(relations(project, publisher, {one.pk for one in inside})),
        results=tuple(results_of(project)),
        hierarchy=2 if project.parent_id else 1,
    )


def identifier(publisher: iati.Reporter, project: Project) -> str:
    return f"{publisher.ref}-{project.code}"


def purpose_of(project: Project) -> str:
    topics = sorted(project.topics.all(), key=lambda topic: topic.order)
    found = (PURPOSES.get(topic.code) for topic in topics)
    return next((purpose for purpose in found if purpose), VOCATIONAL)


def participants(project: Project, publisher: iati.Reporter) -> Iterator[iati.Participant]:
    """The group, the party that leads, and the partners that the record names."""
    yield iati.Participant(
        codes.OrganisationRole.ACCOUNTABLE, publisher.name, publisher.ref, publisher.kind
    )
    if project.lead:
        yield iati.Participant(
            codes.OrganisationRole.IMPLEMENTING,
            pair(project.lead, "name"),
            kind=codes.OrganisationKind.GOVERNMENT,
        )
    for partner in project.partners.all():
        kind = ORGANISATIONS.get(PartnerKind(partner.kind), codes.OrganisationKind.OTHER)
        yield iati.Participant(
            codes.OrganisationRole.IMPLEMENTING, pair(partner, "name"), kind=kind
        )


def dates_of(
    project: Project, status: codes.ActivityStatus, day: datetime.date
) -> Iterator[iati.ActivityDate]:
    """First and last day; planned as long as they lie ahead or nothing has begun."""
    has_begun = status != NOT_BEGUN and project.start.earliest <= day
    kind = codes.DateKind.ACTUAL_START if has_begun else codes.DateKind.PLANNED_START
    yield iati.ActivityDate(kind, project.start.earliest, exactness(project.start))
    if project.end:
        is_over = status == codes.ActivityStatus.CLOSED and project.end.latest <= day
        kind = codes.DateKind.ACTUAL_END if is_over else codes.DateKind.PLANNED_END
        yield iati.ActivityDate(kind, project.end.latest, exactness(project.end))


def exactness(date: PartialDate) -> iati.Text:
    """What is said beside a day that stands for a month or a year; nothing beside a known one."""
    if date.precision == "day":
        return iati.Text()
    said = {}
    for language in Language.values:
        with override(language):
            said[language] = _("known only as %(date)s") % {"date": date.display()}
    return iati.Text(**said)


def mandates(project: Project) -> list[Any]:
    """The mandates that it names, is evidence for, or answers through a deliverable."""
    found = {one.pk: one for one in project.mandates.all()}
    found |= {row.mandate.pk: row.mandate for row in project.evidence_for.all()}
    for item in public_deliverables(project):
        found |= {one.pk: one for one in item.mandates.all()}
    return [found[key] for key in sorted(found)]


def public_deliverables(project: Project) -> list[Deliverable]:
    return [item for item in project.deliverables.all() if item.is_public]


def budgets_of(project: Project) -> Iterator[iati.Budget]:
    """Money alone: the standard has no place for work in kind, and spending is no budget."""
    for item in project.budget.all():
        if item.in_kind or item.state == BudgetState.SPENT:
            continue
        is_committed = item.state == BudgetState.COMMITTED
        yield iati.Budget(
            iati.Period(item.start, item.end),
            iati.Money(item.amount, item.currency, item.start),
            status=codes.BudgetStatus.COMMITTED if is_committed else codes.BudgetStatus.INDICATIVE,
        )


def relations(
    project: Project, publisher: iati.Reporter, inside: set[int]
) -> Iterator[iati.RelatedActivity]:
    """Only to what is in the file: a reference to what is not there leads nowhere."""
    if project.parent and project.parent.pk in inside:
        ref = identifier(publisher, project.parent)
        yield iati.RelatedActivity(ref, codes.RelatedKind.PARENT)
    for part in project.parts.all():
        if part.pk in inside:
            yield iati.RelatedActivity(identifier(publisher, part), codes.RelatedKind.CHILD)


def span_of(item: Deliverable) -> iati.Period | None:
    """The days within which it is due; of an undated one those of its term."""
    if item.due:
        return iati.Period(item.due.earliest, item.due.latest)
    term = item.term
    if term and term.start and term.end:
        return iati.Period(term.start.earliest, term.end.latest)
    return None


def results_of(project: Project) -> Iterator[iati.Result]:
    """Each deliverable as an output: one is wanted, and there is one, none, or no word of it."""
    for item in public_deliverables(project):
        due = span_of(item)
        if due is None:
            continue
        status = DeliverableStatus(item.status)
        known = status != DeliverableStatus.UNKNOWN
        delivered = (status == DeliverableStatus.DELIVERED) if known else None
        title = pair(item, "name")
        yield iati.Result(
            title,
            (iati.Indicator.of_delivery(title, due, delivered=delivered),),
            description=pair(item, "description"),
            documents=tuple(documents_of(item)),
        )


def documents_of(item: Deliverable) -> Iterator[iati.DocumentLink]:
    for document in item.documents.all():
        if document.url and not document.is_withdrawn:
            is_pdf = document.url.lower().endswith(".pdf")
            yield iati.DocumentLink(
                document.url,
                "application/pdf" if is_pdf else "text/html",
                pair(document, "title"),
                (codes.DocumentCategory.RESULTS,),
            )
