"""Reads the YAML files of the record without losing or guessing anything.

Three habits of YAML readers would change facts in silence and are switched off here: of two equal
keys the last wins, ``2018-05-23`` becomes a date object (and ``2018-13-40`` a crash), and ``no``
becomes false, which is also the code of a country.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml
from yaml.constructor import ConstructorError
from yaml.nodes import MappingNode, SequenceNode

from gte.record.errors import Fault, Place, RecordError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BASE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PLAIN_TAGS = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
BOOLEANS = ("true", "false")


class FaithfulLoader(BASE_LOADER):  # type: ignore[misc, valid-type]
    """YAML as written: dates stay text, only true and false are booleans, equal keys are an error."""

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        seen: set[Any] = set()
        for key_node, _value in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise ConstructorError(
                    None, None, f"the key {key!r} is given twice", key_node.start_mark
                )
            seen.add(key)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return mapping


FaithfulLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in PLAIN_TAGS]
    for first, resolvers in BASE_LOADER.yaml_implicit_resolvers.items()
}
for _word in BOOLEANS:
    FaithfulLoader.add_implicit_resolver(
        "tag:yaml.org,2002:bool", re.compile(f"^(?:{_word})$"), [_word[0]]
    )


@dataclass(frozen=True)
class RawRecord:
    """A record as its file has it."""

    place: Place
    data: dict[str, Any]


def read_file(path: Path) -> Iterator[RawRecord]:
    """The records of one file in order; raises RecordError for what is not a list of records."""
    try:
        loader = FaithfulLoader(path.read_bytes())
    except (OSError, yaml.YAMLError) as error:
        raise RecordError([Fault(Place(path.name), f"cannot be read: {error}")]) from error
    try:
        node = loader.get_single_node()
        if node is None:
            return
        if not isinstance(node, SequenceNode):
            raise RecordError([Fault(Place(path.name, 1), "is not a list of records")])
        for item in node.value:
            yield raw_record(path.name, item, loader.construct_object(item, deep=True))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else None
        reason = f"is not valid YAML: {error.problem}"
        raise RecordError([Fault(Place(path.name, line), reason)]) from error
    except yaml.YAMLError as error:
        raise RecordError([Fault(Place(path.name), f"is not valid YAML: {error}")]) from error
    finally:
        loader.dispose()


def raw_record(file: str, node: yaml.Node, data: object) -> RawRecord:
    line = node.start_mark.line + 1
    if not isinstance(data, dict):
        raise RecordError([Fault(Place(file, line), "is not a record: it has no fields")])
    code = data.get("id")
    if not isinstance(code, str) or not code:
        raise RecordError([Fault(Place(file, line, field="id"), "the record has no id")])
    return RawRecord(Place(file, line, code), data)
