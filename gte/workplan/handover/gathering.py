"""Reads from the register everything that a pack is made from, as it was known at an instant."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Min
from django.utils import timezone

from gte.alliance.enums import OWN_BODY, RoleKind
from gte.alliance.models import RoleAssignment, Term, in_force
from gte.common.models import LogEntry
from gte.common.partial_dates import PartialDate
from gte.governance.enums import ActKind, DecisionStatus, MinutesState, SittingState
from gte.governance.models import Decision, LedgerEntry, Meeting, Minutes, MinutesVersion
from gte.governance.queries.minutes import Signing, signings_of
from gte.governance.queries.parties import parties_on
from gte.governance.queries.standing import Stand, instant, stand_of, stands_of
from gte.library.models import Document, DocumentVersion
from gte.workplan.facts import Row, TermRow, load_facts
from gte.workplan.handover import rows
from gte.workplan.models import WorkPlan

# What a person entered here, by the verb that first wrote it.
ENTERED = (
    "deliverable.added",
    "deliverable.committed",
    "project.added",
    "mandate.registered",
)
SPEAKING = (RoleKind.DELEGATE, RoleKind.COORDINATION)
# What a decision is no more or not yet: not handed over.
NOT_STANDING = (
    DecisionStatus.DRAFT,
    DecisionStatus.WITHDRAWN,
    DecisionStatus.SUPERSEDED,
    DecisionStatus.EXPIRED,
)

Source = Callable[[datetime.date], Sequence[Row]]
SOURCES: dict[str, Source] = {}


def add_source(name: str, read: Source) -> None:
    """Lets a room above add rows to every pack, read for a day; ``Gathered.more`` holds them."""
    SOURCES[name] = read


class Insider:
    """The reader for whom a pack is made: it holds what those who take part read, drafts too."""

    is_authenticated = is_active = is_superuser = True
    awaits_second_factor = False
    pk = None

    def has_perm(self, _right: str, _about: Any = None) -> bool:
        return True


def gather(term: Term, next_term: Term | None, day: datetime.date) -> rows.Gathered:
    """What the register knows, as of the end of a day in UTC; of today, as of now."""
    until = end_of(day)
    facts = load_facts(Insider())
    terms = facts.of(TermRow)
    known = days_entered()
    return rows.Gathered(
        day=day,
        facts=facts,
        term=terms[term.code],
        next_term=terms[next_term.code] if next_term else None,
        known=known,
        parties=tuple(state.code for state in parties_on(day)),
        plan=plan_of(term, until),
        decisions=standing_decisions(until),
        coming=meetings_to_come(day, until),
        actas=acta_register(day, until),
        accreditations=accreditations_on(day),
        documents=documents_by(day),
        more={name: read(day) for name, read in SOURCES.items()},
    )


def end_of(day: datetime.date) -> datetime.datetime:
    """The last instant of a day in UTC, or now while the day is not over."""
    midnight = datetime.datetime.combine(day, datetime.time.max, datetime.UTC)
    return min(midnight, timezone.now())


def iso(moment: datetime.datetime | None) -> str:
    """An instant to the second in UTC; empty where there is none."""
    if moment is None:
        return ""
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def by(moment: datetime.datetime | None, until: datetime.datetime) -> datetime.datetime | None:
    """An instant that has come."""
    return moment if moment is not None and moment <= until else None


def provenance(record: Any) -> dict[str, Any]:
    """What every row says of its record."""
    title = type(record).title_field
    return {
        "code": record.code,
        "title_es": getattr(record, f"{title}_es") or "",
        "title_en": getattr(record, f"{title}_en") or "",
        "scope": record.scope,
        "certainty": record.certainty,
    }


def days_entered() -> Mapping[str, datetime.date]:
    found = LogEntry.objects.filter(verb__in=ENTERED).order_by().values_list("target")
    return {code: at.date() for code, at in found.annotate(first=Min("at"))}


# --- plan and decisions ---------------------------------------------------------------------------


def plan_of(term: Term, until: datetime.datetime) -> rows.PlanRow | None:
    plan = WorkPlan.objects.filter(term=term).select_related("decision").first()
    if plan is None:
        return None
    status = stand_of(plan.decision, until).status if plan.decision else DecisionStatus.DRAFT
    entries = plan.entries.order_by("line__position", "position", "pk")
    dates = entries.values_list("project__code", "planned_start", "planned_end")
    return rows.PlanRow(
        **provenance(plan),
        status=status.value,
        entries=tuple(
            rows.EntryRow(project=code, start=start, end=end) for code, start, end in dates
        ),
    )


def standing_decisions(until: datetime.datetime) -> list[rows.DecisionRow]:
    """Those in force, under silence or otherwise with the parties at an instant."""
    stands = stands_of(list(Decision.objects.order_by("pk")), until)
    return [decision_row(one) for one in stands if one.status not in NOT_STANDING]


def decision_row(stand: Stand) -> rows.DecisionRow:
    decision, stands = stand.decision, stand.standing
    is_silent = stand.status == DecisionStatus.SILENCE
    return rows.DecisionRow(
        **provenance(decision),
        matter=decision.matter,
        status=stand.status.value,
        number=stand.label,
        since=iso(stands.since),
        expiry=iso(stands.expiry) if is_silent else "",
        in_force_until=decision.expires_on.isoformat() if decision.expires_on else "",
        waiting=tuple(sorted(stands.waiting)),
        text_hash=stands.text,
    )


# --- meetings and actas ---------------------------------------------------------------------------


def meetings_to_come(day: datetime.date, until: datetime.datetime) -> list[rows.ComingRow]:
    """Meetings of the group after the day that were registered by then, the next first."""
    after = Meeting.objects.own().filter(date_start__gt=day.isoformat()).order_by("date_start")
    meetings = list(after.select_related("sitting", "body"))
    entered = days_registered([one.code for one in meetings])
    cancelled = cancelled_by([one.code for one in meetings], until)
    return [
        coming_row(one, until)
        for one in meetings
        if entered.get(one.code, datetime.date.max) <= day and one.code not in cancelled
    ]


def days_registered(codes: Sequence[str]) -> dict[str, datetime.date]:
    """When each meeting was first written of here; those of the initial record, with it."""
    entries = LogEntry.objects.order_by()
    named = entries.filter(target__in=codes).values_list("target").annotate(first=Min("at"))
    found = {code: at.date() for code, at in named}
    loaded = entries.filter(verb="record.loaded").aggregate(first=Min("at"))["first"]
    if loaded is not None:
        prepared = set(
            Meeting.objects.filter(code__in=codes, sitting__isnull=False).values_list(
                "code", flat=True
            )
        )
        found |= {code: loaded.date() for code in codes if code not in prepared}
    return found


def cancelled_by(codes: Sequence[str], until: datetime.datetime) -> set[str]:
    acts = LedgerEntry.objects.filter(subject__in=codes, act=ActKind.MEETING_CANCELLED)
    return {code for code, at in acts.values_list("subject", "at") if instant(at) <= until}


def coming_row(meeting: Any, until: datetime.datetime) -> rows.ComingRow:
    sitting = getattr(meeting, "sitting", None)
    convened = sitting is not None and by(sitting.convened_at, until)
    state = SittingState.CONVENED if convened else SittingState.DRAFT
    return rows.ComingRow(
        **provenance(meeting),
        date_start=meeting.date_start,
        date_end=meeting.date_end,
        place_es=meeting.place_es or "",
        place_en=meeting.place_en or "",
        state=state.value if sitting else "",
        starts_at=iso(sitting.starts_at) if sitting else "",
    )


def acta_register(day: datetime.date, until: datetime.datetime) -> list[rows.ActaRow]:
    """The group's meetings held by the day, the oldest first, each with its acta or without."""
    meetings = (
        Meeting.objects.own()
        .filter(body__code=OWN_BODY)
        .exclude(sitting__state__in=(SittingState.DRAFT, SittingState.CANCELLED))
    )
    held = [one for one in meetings.order_by("date_start", "pk") if one.date_start.earliest <= day]
    actas = {
        one.meeting.code: one
        for one in Minutes.objects.filter(meeting__in=held).select_related(
            "agreed", "meeting__sitting"
        )
    }
    signings = signings_of(actas.values())
    versions = newest_versions(actas.values(), until)
    return [
        acta_row(one, actas.get(one.code), signings, versions.get(one.pk), until) for one in held
    ]


def newest_versions(
    actas: Iterable[Minutes], until: datetime.datetime
) -> dict[int, MinutesVersion]:
    """The newest version of each acta that was made by an instant."""
    found = MinutesVersion.objects.filter(
        minutes__in=[one.pk for one in actas], made_at__lte=until
    ).order_by("number")
    return {one.minutes_id: one for one in found}


def acta_row(
    meeting: Any,
    minutes: Minutes | None,
    signings: Mapping[int, Signing],
    version: MinutesVersion | None,
    until: datetime.datetime,
) -> rows.ActaRow:
    held = {
        **provenance(meeting),
        "date_start": meeting.date_start,
        "date_end": meeting.date_end,
    }
    if minutes is None or version is None:
        return rows.ActaRow(**held)
    published, signed = by(minutes.published_at, until), by(minutes.signed_at, until)
    state = acta_state(minutes, version, until)
    signing = signings[minutes.pk]
    return rows.ActaRow(
        **held,
        state=state.value,
        version=version.number,
        es_hash=version.es_hash,
        en_hash=version.en_hash,
        signed_at=iso(signed),
        published_at=iso(published),
        missing=tuple(one.code for one in signing.missing)
        if state == MinutesState.FOR_SIGNATURE
        else (),
    )


def acta_state(minutes: Minutes, version: MinutesVersion, until: datetime.datetime) -> MinutesState:
    """How far it had come; which version was agreed is not dated: it is taken as it is now."""
    if by(minutes.published_at, until):
        return MinutesState.PUBLISHED
    if by(minutes.signed_at, until):
        return MinutesState.SIGNED
    if minutes.agreed_id == version.pk:
        return MinutesState.FOR_SIGNATURE
    return MinutesState.CIRCULATED if by(version.circulated_at, until) else MinutesState.DRAFT


# --- people and documents -------------------------------------------------------------------------


def accreditations_on(day: datetime.date) -> list[rows.AccreditationRow]:
    """Who spoke for a party or coordinated on a day, by State; those that end first before."""
    held = RoleAssignment.objects.filter(
        in_force(day), kind__in=SPEAKING, person__user__is_active=True
    )
    found = held.select_related("person", "state").order_by("state__code", "kind", "-rank", "pk")
    return [
        rows.AccreditationRow(
            code=f"role-{role.pk}",
            title_es=role.person.name,
            title_en=role.person.name,
            state=role.state.code if role.state else "",
            role=role.kind,
            rank=role.rank,
            start=role.start,
            end=role.end,
        )
        for role in found
    ]


def documents_by(day: datetime.date) -> list[rows.LibraryRow]:
    """The group's documents dated up to a day, undated ones too, with the files held of each."""
    documents = Document.objects.visible_to(None).own().order_by("date", "pk")
    in_time = [one for one in documents.prefetch_related("topics") if dated_by(one.date, day)]
    files = files_of(in_time)
    return [
        rows.LibraryRow(
            **provenance(one),
            date=one.date,
            document_kind=one.kind,
            institution_es=one.institution_es or "",
            institution_en=one.institution_en or "",
            address=one.url,
            topics=tuple(topic.code for topic in one.topics.all()),
            files=tuple(files[one.pk]),
        )
        for one in in_time
    ]


def dated_by(date: PartialDate | None, day: datetime.date) -> bool:
    return date is None or date.earliest <= day


def files_of(documents: Sequence[Document]) -> dict[int, list[rows.FileRow]]:
    versions = DocumentVersion.objects.light().filter(document__in=documents, withdrawn_at=None)
    codes = {one.pk: one.code for one in documents}
    found: dict[int, list[rows.FileRow]] = defaultdict(list)
    for one in versions.order_by("document", "language", "number"):
        found[one.document_id].append(
            rows.FileRow(
                document=codes[one.document_id],
                language=one.language,
                number=one.number,
                format=one.format,
                name=one.name,
                size=one.size,
                sha256=one.sha256,
                added_on=one.uploaded_at.date().isoformat(),
            )
        )
    return found
