"""From raw records to typed ones, and the checks that need all of them together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from gte.record.errors import Fault, Place, RecordError
from gte.record.kinds import BY_FILE, KINDS, Kind
from gte.record.reading import RawRecord, read_file

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from gte.record.schemas import Sourced

LANGUAGE_NAMES = {"es": "Spanish", "en": "English"}


@dataclass(frozen=True)
class Typed:
    """A record that has the form its kind demands."""

    kind: Kind
    place: Place
    data: Sourced

    @property
    def code(self) -> str:
        return self.data.id


def files_of(folder: Path) -> list[Path]:
    """The record's files in the folder, in loading order. Raises RecordError for a stray file."""
    if not folder.is_dir():
        raise RecordError([Fault(Place(str(folder)), "is not a folder")])
    found = {path.name: path for path in folder.iterdir() if path.suffix in {".yaml", ".yml"}}
    known = ", ".join(kind.name for kind in KINDS)
    strays = [
        Fault(Place(name), f"is not a file of the record; the record has: {known}")
        for name in sorted(found.keys() - BY_FILE.keys())
    ]
    if strays:
        raise RecordError(strays)
    if not found:
        raise RecordError([Fault(Place(str(folder)), "holds no file of the record")])
    return [found[kind.file] for kind in KINDS if kind.file in found]


def reason_of(error: ErrorDetails) -> str:
    """A validation error as the end of a sentence that began with its place."""
    kind, last = error["type"], error["loc"][-1] if error["loc"] else ""
    if kind == "missing":
        language = LANGUAGE_NAMES.get(str(last))
        return f"the {language} text is missing" if language else "is missing"
    if kind == "extra_forbidden":
        return "is not a field of this kind of record"
    message = error["msg"].removeprefix("Value error, ")
    if kind in {"enum", "string_pattern_mismatch"}:
        return f"{error['input']!r} does not fit: {message}"
    return message[0].lower() + message[1:]


def faults_of(raw: RawRecord, error: ValidationError) -> list[Fault]:
    faults = []
    for detail in error.errors():
        field = ".".join(str(part) for part in detail["loc"])
        place = Place(raw.place.file, raw.place.line, raw.place.record, field)
        faults.append(Fault(place, reason_of(detail)))
    return faults


def read_folder(folder: Path) -> list[Typed]:
    """Every record of the folder, typed; raises RecordError with all that is wrong."""
    typed: list[Typed] = []
    faults: list[Fault] = []
    for path in files_of(folder):
        kind = BY_FILE[path.name]
        try:
            for raw in read_file(path):
                try:
                    typed.append(Typed(kind, raw.place, kind.schema.model_validate(raw.data)))
                except ValidationError as error:
                    faults.extend(faults_of(raw, error))
        except RecordError as error:
            faults.extend(error.faults)
    faults.extend(repeated(typed, "id", lambda record: [("", record.code)]))
    faults.extend(repeated(typed, "iso2", lambda record: values(record.data, "iso2")))
    faults.extend(repeated(typed, "questions.id", lambda record: question_ids(record.data)))
    if faults:
        raise RecordError(faults)
    return typed


def values(data: Sourced, name: str) -> list[tuple[str, str]]:
    value = getattr(data, name, None)
    return [] if value is None else [(name, value)]


def question_ids(data: Any) -> list[tuple[str, str]]:
    return [("question", item.id) for item in getattr(data, "questions", ())]


def repeated(typed: Iterable[Typed], field: str, keys_of: Any) -> list[Fault]:
    """A fault for each record whose key another record before it has."""
    first: dict[tuple[str, str], Place] = {}
    faults = []
    for record in typed:
        for key in keys_of(record):
            if key in first:
                other = first[key]
                place = Place(record.place.file, record.place.line, record.code, field)
                reason = f"{key[1]!r} is already taken by {other.file}, line {other.line}"
                faults.append(Fault(place, reason))
            else:
                first[key] = record.place
    return faults
