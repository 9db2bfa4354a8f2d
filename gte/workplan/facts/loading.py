"""Reads the thread from the register, once, in a constant number of questions."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, F, IntegerField, Value
from django.db.models.functions import Coalesce

from gte.alliance.models import Body, State, Term, Topic
from gte.governance.models import Meeting
from gte.library.models import Document
from gte.workplan.facts import rows
from gte.workplan.facts.rows import Row
from gte.workplan.facts.thread import Facts
from gte.workplan.models import (
    Deliverable,
    Dependency,
    Evidence,
    Mandate,
    PlanEntry,
    Progress,
    Project,
    ProjectFigure,
    Proof,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

# The codes that a record names, by the record's own key.
Named = Mapping[int, Any]
Extra = dict[str, Named]


@dataclass(frozen=True)
class Kind:
    """How rows of one kind are read. ``columns`` and ``many`` lead from row fields to columns."""

    row: type[Row]
    records: Callable[[Any], QuerySet[Any]]
    columns: dict[str, str] = field(default_factory=dict)
    many: dict[str, str] = field(default_factory=dict)
    extra: Callable[[], Extra] = dict
    title: str = "title"


PROVENANCE = ("code", "scope", "certainty")


def read_rows(kind: Kind, user: Any) -> dict[str, Row]:
    """The rows that a reader may see, by their codes, in the order of the register."""
    records = kind.records(user)
    columns = {
        **{name: name for name in PROVENANCE},
        "title_es": f"{kind.title}_es",
        "title_en": f"{kind.title}_en",
        **kind.columns,
    }
    named: Extra = {name: codes_of(records, path) for name, path in kind.many.items()}
    named |= kind.extra()
    found = {}
    for key, *values in untranslated(records).values_list("pk", *columns.values()):
        # Most are texts or nothing; asking that here spares a call for each of them.
        plain = ["" if one is None else one if type(one) is str else as_text(one) for one in values]
        given = dict(zip(columns, plain, strict=True))
        for name in kind.row.date_fields:
            given[name] = given.get(name) or None
        for name, values_of in named.items():
            if key in values_of:
                value = values_of[key]
                given[name] = tuple(value) if isinstance(value, list) else value
        found[given["code"]] = kind.row(**given)
    return found


def untranslated(records: QuerySet[Any]) -> QuerySet[Any]:
    """Rows name their columns in both languages: choosing a language for each costs for nothing."""
    rewrite = getattr(records, "rewrite", None)
    return rewrite(mode=False) if rewrite else records


def as_text(value: Any) -> Any:
    """Rows hold texts: nothing is an empty one, a day its ISO form, a number its digits."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, datetime.date) else value


def codes_of(records: QuerySet[Any], path: str) -> Named:
    """The codes of the records that each names through ``path``."""
    pairs = (
        untranslated(records)
        .filter(**{f"{path}__isnull": False})
        .order_by("pk")
        .values_list("pk", f"{path}__code")
    )
    return grouped(dict.fromkeys(pairs))


def grouped(pairs: Iterable[tuple[int, Any]]) -> Named:
    found: dict[int, list[Any]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


def evidence_of_mandates() -> Extra:
    """Kind and code of what shows what came of each mandate."""
    columns = [f"{kind}__code" for kind in Evidence.KINDS]
    evidence = Evidence.objects.order_by("position", "pk").values_list("mandate", *columns)
    named = (
        (mandate, f"{kind}:{code}")
        for mandate, *codes in evidence
        for kind, code in zip(Evidence.KINDS, codes, strict=True)
        if code
    )
    return {"evidence": grouped(named)}


def around_projects() -> Extra:
    """What each project requires, the days of its figures, and the dates of its newest plan."""
    figures = ProjectFigure.objects.exclude(as_of=None).values_list("project", "as_of")
    requires = Dependency.objects.values_list("after", "before__code")
    return {
        "requires": grouped(requires),
        "figures": grouped((project, str(day)) for project, day in figures),
        **planned_dates(),
    }


def planned_dates() -> Extra:
    """The dates with which each project stands in its newest plan that the parties approved.

    One that is drafted or proposed is nobody's to read, and has no dates to be measured against.
    """
    approved = PlanEntry.objects.filter(plan__decision__announced_at__isnull=False)
    # By the key, not by "plan": that would be in the order of plans, in which the newest is first.
    entries = approved.order_by("plan_id").values_list("project", "planned_start", "planned_end")
    newest = {project: dates for project, *dates in entries}
    return {
        "planned_start": {project: begin for project, (begin, _end) in newest.items()},
        "planned_end": {project: end for project, (_begin, end) in newest.items()},
    }


PROOF = "proof"


def words_of_parties() -> Extra:
    """What each party said of its progress: party, state, per cent, day; and the days of proofs.

    One question for both: a proof is a row whose state says so.
    """
    words = Progress.objects.order_by().values_list(
        "deliverable", "party__code", "state", "percent", "at"
    )
    proofs = (
        Proof.objects.filter(withdrawn_at=None)
        .order_by()
        .values_list(
            "deliverable",
            "party__code",
            Value(PROOF, CharField()),
            Value(None, IntegerField()),
            "added_at",
        )
    )
    rows = [
        (item, (party, state, percent, at.date().isoformat()))
        for item, party, state, percent, at in words.union(proofs, all=True).order_by("at")
    ]
    return {
        "progress": grouped(row for row in rows if row[1][1] != PROOF),
        "proofs": grouped((item, day) for item, (_party, state, _, day) in rows if state == PROOF),
    }


def with_dates(user: Any) -> QuerySet[Any]:
    """Terms as they happened, or else as planned."""
    return Term.objects.visible_to(user).annotate(
        begins=Coalesce("start_actual", "start_planned"), ends=Coalesce("end_actual", "end_planned")
    )


def with_terms(user: Any) -> QuerySet[Any]:
    """Deliverables with the beginning of their term, in the order of the terms."""
    begins = Coalesce("term__start_actual", "term__start_planned")
    return (
        Deliverable.objects.visible_to(user)
        .annotate(term_begins=begins)
        .order_by(F("term_begins").asc(nulls_first=True), "pk")
    )


OWN_KINDS = (
    Kind(rows.BodyRow, Body.objects.visible_to, {"acronym": "acronym"}, title="name"),
    Kind(rows.StateRow, lambda user: State.objects.visible_to(user).members(), title="name"),
    Kind(rows.TopicRow, Topic.objects.visible_to, {"order": "order"}, title="name"),
    Kind(
        rows.MeetingRow,
        Meeting.objects.visible_to,
        {"date_start": "date_start", "date_end": "date_end", "body_code": "body__code"},
        {"topics": "topics"},
        title="name",
    ),
    Kind(
        rows.TermRow,
        with_dates,
        {"office": "term_scope", "state": "state__code", "start": "begins", "end": "ends"},
        title="state__name",
    ),
    Kind(rows.DocumentRow, Document.objects.visible_to, {"date": "date"}),
    Kind(
        rows.MandateRow,
        Mandate.objects.visible_to,
        {"date": "date", "status": "status"},
        {"topics": "topics"},
        evidence_of_mandates,
    ),
    Kind(
        rows.ProjectRow,
        Project.objects.visible_to,
        {
            "work_kind": "kind",
            "parent": "parent__code",
            "status": "status",
            "start": "start",
            "end": "end",
            "lead": "lead__code",
            "body_code": "lead_body__code",
        },
        {"topics": "topics", "mandates": "mandates"},
        around_projects,
        title="name",
    ),
    Kind(
        rows.DeliverableRow,
        with_terms,
        {
            "work_kind": "kind",
            "status": "status",
            "due": "due",
            "first_due": "first_due",
            "accepted_on": "accepted_on",
            "term": "term__code",
            "term_start": "term_begins",
            "statement_es": "status_evidence_es",
            "statement_en": "status_evidence_en",
            "coordinated_by": "coordinated_by__code",
        },
        {
            "owners": "owners",
            "mandates": "mandates",
            "projects": "projects",
            "documents": "documents",
            "topics": "topics",
        },
        words_of_parties,
        title="name",
    ),
)

# What rooms above add to the thread: kinds of their own, and dated records that name projects.
MORE_KINDS: list[Kind] = []
TRACES: dict[str, tuple[str, ...]] = {}


def add_kind(kind: Kind) -> None:
    """Lets a room's records be part of the facts; ``facts.of`` gives their rows."""
    rows.KINDS[kind.row.kind] = kind.row
    MORE_KINDS.append(kind)


def add_trace(accessor: str, *fields: str) -> None:
    """Lets a room's records move the projects they name, by the dates in ``fields``."""
    TRACES[accessor] = fields


def traces() -> dict[str, Row]:
    """The group's records of rooms above that name a project."""
    found: dict[str, Row] = {}
    for accessor, fields in TRACES.items():
        relation: Any = Project._meta.get_field(accessor)
        model = relation.related_model
        named = model.objects.own().filter(projects__isnull=False)
        pairs = named.order_by("pk").values_list("code", "projects__code", *fields)
        for code, project, *dates in pairs:
            former = found.get(code)
            codes = (*(former.projects if isinstance(former, rows.TraceRow) else ()), project)
            known = tuple(str(date) for date in dates if date)
            found[code] = rows.TraceRow(
                code=code, title_es=code, title_en=code, dates=known, projects=codes
            )
    return found


def load_facts(user: Any = None, *more: Kind) -> Facts:
    """The whole thread as a reader may see it now, with ``more`` kinds of rows."""
    kinds = (*OWN_KINDS, *MORE_KINDS, *more)
    found = {kind.row.kind: read_rows(kind, user) for kind in kinds}
    return Facts({**found, rows.TraceRow.kind: traces()})
