"""What a report was made from, kept: the versions of the records behind it, by their hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from gte.governance.chain import canonical
from gte.workplan.facts import Facts, Row
from gte.workplan.facts.rows import KINDS, hash_of
from gte.workplan.models import ProgressReport, RecordVersion
from gte.workplan.report.document import Figure, Report
from gte.workplan.report.kept_text import as_body, read_report

# Rows that say nothing of their own: their record is kept as another kind.
NOT_RECORDS = ("trace",)
CHUNK = 400
PLACES = Decimal("0.0001")
# By kind, the hashes of the rows in their order.
Kept = dict[str, list[str]]


def keep_facts(facts: Facts) -> Kept:
    """Keeps each row once, by its hash; what is known already is not written again."""
    hashes = {kind: [row.hash for row in rows.values()] for kind, rows in facts.by_kind.items()}
    known = set(known_hashes([one for kind in hashes.values() for one in kind]))
    new = {
        mark: RecordVersion(kind=row.kind, code=row.code, hash=mark, body=row.body())
        for kind, rows in facts.by_kind.items()
        for row, mark in zip(rows.values(), hashes[kind], strict=True)
        if mark not in known
    }
    RecordVersion.objects.bulk_create(new.values(), batch_size=CHUNK, ignore_conflicts=True)
    return hashes


TEXT = "report-text"


def keep_text(code: str, made: Report) -> str:
    """Keeps what a report says in one language; gives the hash by which it is kept."""
    body = as_body(made)
    mark = hash_of(TEXT, body)
    RecordVersion.objects.get_or_create(
        hash=mark, defaults={"kind": TEXT, "code": code, "body": body}
    )
    return mark


def kept_text(mark: str) -> Report:
    """What was kept. Raises ValueError where it is not there or is something else."""
    body = dict(read_bodies([mark])).get(mark)
    if body is None or hash_of(TEXT, body) != mark:
        raise ValueError("The text of this report was changed or is not there.")
    return read_report(body)


def known_hashes(hashes: Sequence[str]) -> Iterator[str]:
    for part in chunks(hashes):
        yield from RecordVersion.objects.filter(hash__in=part).values_list("hash", flat=True)


def chunks(hashes: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(hashes), CHUNK):
        yield hashes[start : start + CHUNK]


def kept_facts(kept: Mapping[str, Sequence[str]]) -> Facts:
    """The facts that were kept, rows in the order in which they were.

    Raises ValueError where a version is missing or does not have the hash that it is kept by: then
    what was issued cannot be shown to be what it was.
    """
    wanted = [mark for marks in kept.values() for mark in marks]
    bodies = dict(read_bodies(wanted))
    missing = [mark for mark in wanted if mark not in bodies]
    if missing:
        raise ValueError(f"{len(missing)} of the versions behind this report are not there.")
    return Facts(
        {
            kind: {row.code: row for row in (read_row(kind, bodies[mark], mark) for mark in marks)}
            for kind, marks in kept.items()
        }
    )


def read_bodies(hashes: Sequence[str]) -> Iterator[tuple[str, Any]]:
    for part in chunks(hashes):
        yield from RecordVersion.objects.filter(hash__in=part).values_list("hash", "body")


def read_row(kind: str, body: Any, mark: str) -> Row:
    """The row as it was kept: fields that rows have since then are not in its hash."""
    row = KINDS[kind].read(body)
    if hash_of(kind, body) != mark:
        raise ValueError(f"The version of {row.code!r} behind this report was changed.")
    return row


Fields = Mapping[str, Collection[str]]


def kept_fields(kept: Mapping[str, Sequence[str]]) -> Fields:
    """The fields that rows of each kind had when they were kept."""
    first = {marks[0]: kind for kind, marks in kept.items() if marks}
    return {first[mark]: set(body) for mark, body in read_bodies(list(first))}


def versions_by_code(facts: Facts, fields: Fields | None = None) -> dict[str, str]:
    """The hash of each record's row, by the record's code; over some fields alone where given."""
    return {
        row.code: hash_of(row.kind, only(row.body(), fields and fields.get(row.kind)))
        for row in facts.all_rows
        if row.kind not in NOT_RECORDS
    }


def only(body: Mapping[str, Any], fields: Collection[str] | None) -> Mapping[str, Any]:
    return body if fields is None else {name: body[name] for name in body if name in fields}


def hashes_of(codes: Iterable[str], versions: Mapping[str, str]) -> list[str]:
    """The versions of the records that a figure counts; those of States are by their code alone."""
    return [versions.get(code, code) for code in codes]


def stored_value(figure: Figure) -> Decimal | None:
    """A figure's value as it is stored, to four decimals; the exact one is in the versions."""
    value = figure.value
    if value is None:
        return None
    exact = Fraction(value)
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(PLACES)


def frozen_hash(report: ProgressReport) -> str:
    """SHA-256 over body, day and everything that was frozen, in hexadecimal."""
    whole = {"body": report.body.code, "as_of": report.as_of.isoformat(), **report.frozen}
    return hashlib.sha256(canonical(whole).encode()).hexdigest()
