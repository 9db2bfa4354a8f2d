"""From raw records to typed ones, and the checks that need all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from gte.record.errors import Fault, Place, RecordError, brief
from gte.record.kinds import BY_FILE, KINDS, Kind
from gte.record.reading import RawRecord, read_file

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from gte.record.schemas import Sourced

LANGUAGE_NAMES = {"es": "Spanish", "en": "English"}
# What the files call a reference where the database's column is called otherwise.
FIELDS_OF_COLUMNS = {
    "bodies": "body_ids",
    "body": "body_id",
    "contact": "contact_id",
    "coordinated_by": "coordination_country_id",
    "documents": "document_ids",
    "evidence": "evidence_ids",
    "host": "host_country_id",
    "mandates": "mandate_ids",
    "meetings": "meeting_ids",
    "members": "member_institutions",
    "observer": "observer_id",
    "projects": "project_ids",
    "state": "country_id",
    "term": "presidency_id",
    "topics": "topic_ids",
}


@dataclass(frozen=True)
class Typed:
    """A record that has the form its kind demands."""

    kind: Kind
    place: Place
    data: Sourced

    @property
    def code(self) -> str:
        return self.data.id

    def place_of(self, value: str, column: str) -> Place:
        """Where in the file's record a value stands that was meant for a column."""
        paths = [path for path, leaf in leaves(self.data.model_dump()) if leaf == value]
        names = {column, FIELDS_OF_COLUMNS.get(column)}
        named = [path for path in paths if path.partition(".")[0] in names]
        return replace(self.place, field=(named or paths or [column])[0])


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every single value inside a record, as ("results.0.metric.es", "...")."""
    if not isinstance(value, dict | list):
        yield path, value
        return
    for key, one in value.items() if isinstance(value, dict) else enumerate(value):
        yield from leaves(one, f"{path}.{key}" if path else str(key))


def files_of(folder: Path) -> list[Path]:
    """The record's files in the folder, in loading order. Raises RecordError for a stray file."""
    try:
        paths = list(folder.iterdir())
    except NotADirectoryError as error:
        raise RecordError([Fault(Place(str(folder)), "is not a folder")]) from error
    except OSError as error:
        reason = f"cannot be read: {error.strerror}"
        raise RecordError([Fault(Place(str(folder)), reason)]) from error
    found = {path.name: path for path in paths if path.suffix in {".yaml", ".yml"}}
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
    if kind == "model_type":
        return "has no fields of its own, as a text has es and en"
    message = error["msg"].removeprefix("Value error, ")
    if kind in {"enum", "string_pattern_mismatch"}:
        return f"{brief(error['input'])} does not fit: {message}"
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
