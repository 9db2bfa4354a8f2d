"""The verb that brings the record in, and the account it gives of what it did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from gte.alliance.models import Body
from gte.common.domain import write_log
from gte.common.models import Record
from gte.record.building import Built
from gte.record.content import (
    ChildTable,
    LinkTable,
    chunks,
    content_hash,
    present_contents,
    wanted_content,
)
from gte.record.errors import Fault, Place, RecordError
from gte.record.kinds import KINDS, Kind
from gte.record.models import Origin
from gte.record.schemas import Body as BodySchema
from gte.record.schemas import Project as ProjectSchema
from gte.record.scopes import Scopes
from gte.record.validating import Typed, read_folder
from gte.record.writing import Writer
from gte.register.registers import REGISTERS
from gte.register.searching import index_codes, paused
from gte.workplan.models import Project

if TYPE_CHECKING:
    from gte.alliance.models import User


@dataclass
class Plan:
    """What a load will do with the records of one kind."""

    kind: Kind
    new: list[Built] = field(default_factory=list)
    changed: list[Built] = field(default_factory=list)
    unchanged: list[Built] = field(default_factory=list)
    # Edited or deleted by a person since they were loaded: the person's version stays.
    kept: list[str] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LoadResult:
    """What a load did. ``gone`` are loaded records that the files no longer have, ``missing`` the
    files that the folder lacks, with the number of records loaded from them before: they stay.
    """

    created: int
    updated: int
    unchanged: int
    kept: list[str]
    gone: list[str]
    missing: list[str]

    @property
    def changed_anything(self) -> bool:
        return bool(self.created or self.updated)


def scopes_for(typed: Sequence[Typed]) -> Scopes:
    """The scope rules, over the files' bodies and projects and those already loaded."""
    reports_to: dict[str, list[str]] = {body.code: [] for body in Body.objects.all()}
    for code, above in Body.objects.values_list("code", "reports_to__code"):
        if above:
            reports_to[code].append(above)
    projects = dict(Project.objects.values_list("code", "scope"))
    for record in typed:
        if isinstance(record.data, BodySchema):
            reports_to[record.code] = record.data.reports_to
        elif isinstance(record.data, ProjectSchema):
            projects[record.code] = record.data.scope.value
    return Scopes(reports_to, projects)


def known_records(typed: Sequence[Typed]) -> dict[type[Record], dict[str, int]]:
    """Every code there is or will be, by model; a record not yet written has number 0."""
    known: dict[type[Record], dict[str, int]] = {}
    for kind in KINDS:
        if kind.model not in known:
            rows = kind.model._default_manager.values_list("code", "pk")
            known[kind.model] = dict(rows)
    for record in typed:
        known[record.kind.model].setdefault(record.code, 0)
    return known


def check_codes(typed: Sequence[Typed], known: dict[type[Record], dict[str, int]]) -> None:
    """Raises RecordError for an id that a record of another kind has in the database."""
    owners = {code: model for model, codes in known.items() for code, pk in codes.items() if pk}
    faults = []
    for record in typed:
        owner = owners.get(record.code, record.kind.model)
        if owner is not record.kind.model:
            reason = f"{record.code!r} is already the id of a {owner._meta.verbose_name_raw}"
            faults.append(Fault(replace(record.place, field="id"), reason))
    if faults:
        raise RecordError(faults)


def references_of(kind: Kind, built: Built) -> Iterator[tuple[str, str, type[Record]]]:
    """Each reference of a record: its column, the code it names and the kind it must be of."""
    for name, code in built.refs.items():
        if code is not None:
            yield name, code, kind.model._meta.get_field(name).related_model  # type: ignore[misc]
    for name, codes in built.links.items():
        table = LinkTable.of(kind.model, name)
        target = table.through._meta.get_field(table.target).related_model
        for code in codes:
            yield name, code, target  # type: ignore[misc]
    for name, rows in built.children.items():
        child = ChildTable.of(kind.model, name).model
        for row in rows:
            for ref, code in row.get("refs", {}).items():
                if code is not None:
                    yield name, code, child._meta.get_field(ref).related_model  # type: ignore[misc]


def check_references(
    pairs: Sequence[tuple[Typed, Built]],
    known: dict[type[Record], dict[str, int]],
    lacking: str = "is not the id of any {kind}",
) -> None:
    """Raises RecordError for every reference to a record that neither files nor database have."""
    faults = []
    for typed, built in pairs:
        for name, code, model in references_of(typed.kind, built):
            if code not in known[model]:
                reason = lacking.format(kind=model._meta.verbose_name_raw)
                faults.append(Fault(typed.place_of(code, name), f"{code!r} {reason}"))
    if faults:
        raise RecordError(faults)


@cache
def limits_of(model: type[Model]) -> dict[str, int]:
    """How many characters each column of a table takes, where it does not take any number."""
    columns = model._meta.concrete_fields
    return {column.name: column.max_length for column in columns if column.max_length}


def check_lengths(pairs: Sequence[tuple[Typed, Built]]) -> None:
    """Raises RecordError for texts that their column would not take (SQLite would not say so)."""
    faults = []
    for typed, built in pairs:
        rows: list[tuple[type[Model], dict[str, Any]]] = [(typed.kind.model, built.fields)]
        for name, children in built.children.items():
            table = ChildTable.of(typed.kind.model, name)
            rows.extend((table.model, row) for row in children)
        for model, row in rows:
            for name, limit in limits_of(model).items():
                value = row.get(name)
                if isinstance(value, str) and len(value) > limit:
                    reason = f"is longer than {limit} characters ({len(value)})"
                    column = name.removesuffix("_es").removesuffix("_en")
                    faults.append(Fault(typed.place_of(value, column), reason))
    if faults:
        raise RecordError(faults)


def make_plan(kind: Kind, builts: list[Built], origins: dict[str, str]) -> Plan:
    """Compares each record of the files with the database and with how it was last loaded."""
    plan = Plan(kind)
    present = present_contents(kind.model, builts)
    for built in builts:
        wanted = content_hash(wanted_content(kind.model, built))
        plan.hashes[built.code] = wanted
        loaded = origins.get(built.code)
        now = content_hash(present[built.code]) if built.code in present else None
        if now == wanted:
            plan.unchanged.append(built)
        elif now is None and loaded is None:
            plan.new.append(built)
        elif now == loaded:
            plan.changed.append(built)
        else:
            plan.kept.append(built.code)
    return plan


def write_plans(plans: Sequence[Plan], pks: dict[str, int], tick: Callable[[int], None]) -> None:
    writer = Writer(pks, tick)
    for plan in plans:
        writer.write_rows(plan.kind.model, plan.new, plan.changed)
    writer.write_deferred()
    for plan in plans:
        # A changed record may hand a row of its own over to a new one: it lets go first.
        for builts, new in ((plan.changed, False), (plan.new, True)):
            writer.write_links(plan.kind.model, builts, new=new)
            writer.write_children(plan.kind.model, builts, new=new)


def remember(plan: Plan, origins: dict[str, str]) -> None:
    """Notes the state in which each record was loaded, where that is news. What a person keeps is
    not noted anew.
    """
    noted = [
        Origin(code=built.code, kind=plan.kind.name, content_hash=plan.hashes[built.code])
        for built in (*plan.new, *plan.changed, *plan.unchanged)
        if origins.get(built.code) != plan.hashes[built.code]
    ]
    for part in chunks(noted):
        Origin.objects.bulk_create(
            part,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["kind", "content_hash", "loaded_at"],
        )


def build_all(typed: Sequence[Typed]) -> list[tuple[Typed, Built]]:
    scopes = scopes_for(typed)
    return [(record, record.kind.build(record.data, scopes)) for record in typed]


def load_record(
    *,
    folder: Path,
    by: User | None = None,
    tick: Callable[[int], None] = lambda _count: None,
    begin: Callable[[int], None] = lambda _total: None,
) -> LoadResult:
    """Loads the folder's files, all or nothing.

    ``begin`` is told the number of records, ``tick`` how many more were handled. Records that a
    person edited or deleted since they were loaded are kept as they are and listed. Raises
    RecordError when the files do not make a record, or the database cannot take it.
    """
    typed = read_folder(folder)
    begin(len(typed))
    try:
        with transaction.atomic():
            result = load_typed(typed, by, tick)
    except DatabaseError as error:
        reason = f"the database could not take it ({error}); nothing was loaded"
        raise RecordError([Fault(Place(str(folder)), reason)]) from error
    if result.changed_anything and connection.vendor == "sqlite":
        # What is loaded is loaded, even where the disk has no room left for statistics.
        with suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize")
    return result


def load_typed(typed: Sequence[Typed], by: User | None, tick: Callable[[int], None]) -> LoadResult:
    pairs = build_all(typed)
    known = known_records(typed)
    check_codes(typed, known)
    check_references(pairs, known)
    check_lengths(pairs)
    origins = dict(Origin.objects.values_list("code", "content_hash"))
    plans = []
    for kind, group in groupby(pairs, key=lambda pair: pair[0].kind):
        plan = make_plan(kind, [built for _typed, built in group], origins)
        tick(len(plan.unchanged) + len(plan.kept))
        plans.append(plan)
    forget_deleted(plans, known)
    check_references(to_write(pairs, plans), known, "was deleted from the register by a person")
    pks = {code: pk for codes in known.values() for code, pk in codes.items() if pk}
    with paused():
        write_plans(plans, pks, tick)
    for plan in plans:
        remember(plan, origins)
        changed = [built.code for built in (*plan.new, *plan.changed)]
        index_codes(REGISTERS[plan.kind.model], changed)
    result = summarise(plans, known)
    if result.changed_anything:
        counts: dict[str, Any] = {"created": result.created, "updated": result.updated}
        write_log(verb="record.loaded", by=by, data={**counts, "kept": len(result.kept)})
    return result


def to_write(
    pairs: Sequence[tuple[Typed, Built]], plans: Sequence[Plan]
) -> list[tuple[Typed, Built]]:
    codes = {built.code for plan in plans for built in (*plan.new, *plan.changed)}
    return [pair for pair in pairs if pair[1].code in codes]


def forget_deleted(plans: Sequence[Plan], known: dict[type[Record], dict[str, int]]) -> None:
    """A record that a person deleted is in the files, yet nothing written now can refer to it."""
    for plan in plans:
        for code in plan.kept:
            if not known[plan.kind.model][code]:
                del known[plan.kind.model][code]


def summarise(plans: Sequence[Plan], known: dict[type[Record], dict[str, int]]) -> LoadResult:
    kinds = [plan.kind.name for plan in plans]
    loaded_before = Origin.objects.filter(kind__in=kinds).values_list("code", flat=True)
    elsewhere = Origin.objects.exclude(kind__in=kinds).values_list("kind", "code")
    in_files = {code for plan in plans for code in plan.hashes}
    still_there = {code for codes in known.values() for code in codes}
    return LoadResult(
        created=sum(len(plan.new) for plan in plans),
        updated=sum(len(plan.changed) for plan in plans),
        unchanged=sum(len(plan.unchanged) for plan in plans),
        kept=sorted(code for plan in plans for code in plan.kept),
        gone=sorted(set(loaded_before) & still_there - in_files),
        missing=missing_files(kind for kind, code in elsewhere if code in still_there),
    )


def missing_files(kinds: Iterable[str]) -> list[str]:
    """The file of each kind and how often the kind is named, in loading order."""
    numbers = Counter(kinds)
    return [f"{kind.file} ({numbers[kind.name]})" for kind in KINDS if numbers[kind.name]]
