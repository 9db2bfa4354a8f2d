"""Reads the YAML files of the record without losing or guessing anything.

Four habits of YAML readers would change facts in silence and are switched off here: of two equal
keys the last wins, ``2018-05-23`` becomes a date object (and ``2018-13-40`` a crash), ``no``
becomes false, which is also the code of a country, and ``010`` becomes 8, ``1:30`` 90 and a long
number the nearest one that the machine has.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml
from yaml.constructor import ConstructorError
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from gte.record.errors import Fault, Place, RecordError, brief

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BASE_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PLAIN_TAGS = tuple(f"tag:yaml.org,2002:{name}" for name in ("timestamp", "bool", "int", "float"))
KNOWN_TAGS = ("null", "bool", "int", "str", "seq", "map")
BOOLEANS = ("true", "false")
# A record has lists of mappings of texts. Deeper ones would overflow the reader's stack.
DEEPEST = 30
# The record's largest file has 0.1 MB; reading takes some forty times a file's size of memory.
LARGEST = 128 * 2**20
OPENING = (yaml.SequenceStartEvent, yaml.MappingStartEvent)
CLOSING = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
WHOLE_NUMBER = re.compile(r"^[-+]?(?:0|[1-9][0-9]*)$")


class FaithfulLoader(BASE_LOADER):  # type: ignore[misc, valid-type]
    """YAML as written: only true and false are booleans, only whole decimal numbers are numbers,
    dates and all else stay text, and equal keys are an error.
    """

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        seen: set[Any] = set()
        for key_node, _value in node.value:
            if not isinstance(key_node, ScalarNode):
                reason = "the name of a field is not one word"
                raise ConstructorError(None, None, reason, key_node.start_mark)
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise ConstructorError(
                    None, None, f"the key {key!r} is given twice", key_node.start_mark
                )
            seen.add(key)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return mapping


FaithfulLoader.yaml_constructors = {
    tag: BASE_LOADER.yaml_constructors[tag]
    for tag in (None, *(f"tag:yaml.org,2002:{name}" for name in KNOWN_TAGS))
}
FaithfulLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in PLAIN_TAGS]
    for first, resolvers in BASE_LOADER.yaml_implicit_resolvers.items()
}
for _word in BOOLEANS:
    FaithfulLoader.add_implicit_resolver(
        "tag:yaml.org,2002:bool", re.compile(f"^(?:{_word})$"), [_word[0]]
    )
FaithfulLoader.add_implicit_resolver("tag:yaml.org,2002:int", WHOLE_NUMBER, list("-+0123456789"))


@dataclass(frozen=True)
class RawRecord:
    """A record as its file has it."""

    place: Place
    data: dict[str, Any]


def fault(file: str, line: int | None, reason: str) -> RecordError:
    return RecordError([Fault(Place(file, line), reason)])


def read_text(path: Path) -> str:
    """A file's text; raises RecordError where there is none to read."""
    try:
        # A pipe would be waited for, a device read, without an end.
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise fault(path.name, None, "is not a file, nor a link to one")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise fault(path.name, None, f"cannot be read: {error.strerror}") from error
    if len(content) > LARGEST:
        raise fault(path.name, None, f"is larger than {LARGEST // 2**20} MB")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise fault(path.name, line, "is not text in UTF-8") from error


def check_form(file: str, text: str) -> None:
    """Raises RecordError for YAML that means more than it says: aliases, of which a few lines stand
    for millions of values, and lists and mappings in each other too deep to be a record.
    """
    depth = 0
    for event in yaml.parse(io.StringIO(text), Loader=BASE_LOADER):
        depth += isinstance(event, OPENING) - isinstance(event, CLOSING)
        line = event.start_mark.line + 1 if event.start_mark else None
        if isinstance(event, yaml.AliasEvent):
            raise fault(file, line, f"uses the alias *{event.anchor}: write out what it stands for")
        if depth > DEEPEST:
            raise fault(file, line, f"has more than {DEEPEST} lists and mappings in each other")


def read_file(path: Path) -> Iterator[RawRecord]:
    """The records of one file in order; raises RecordError for what is not a list of records."""
    loader = None
    try:
        text = read_text(path)
        check_form(path.name, text)
        loader = FaithfulLoader(text)
        node = loader.get_single_node()
        if node is not None and not isinstance(node, SequenceNode):
            raise fault(path.name, 1, "is not a list of records")
        if node is None or not node.value:
            raise fault(path.name, None, "holds no record")
        for item in node.value:
            yield raw_record(path.name, item, loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise fault(path.name, line, f"is not valid YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        reason = str(error).partition("\n")[0]
        raise fault(path.name, None, f"is not valid YAML: {reason}") from error
    finally:
        if loader is not None:
            loader.dispose()


def raw_record(file: str, node: yaml.Node, loader: FaithfulLoader) -> RawRecord:
    line = node.start_mark.line + 1
    try:
        data = loader.construct_object(node, deep=True)
    except (ValueError, KeyError) as error:  # a value that is not of the type it declares
        raise fault(file, line, f"is not valid YAML: {error}") from error
    if not isinstance(data, dict):
        raise RecordError([Fault(Place(file, line), "is not a record: it has no fields")])
    code = data.get("id")
    if not isinstance(code, str) or not code:
        reason = "the record has no id" if code in (None, "") else f"{brief(code)} is not text"
        raise RecordError([Fault(Place(file, line, field="id"), reason)])
    return RawRecord(Place(file, line, code), data)
