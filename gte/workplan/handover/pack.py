"""The pack as one file: a zip whose bytes follow from the facts alone."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import override

from gte.common.enums import Language
from gte.workplan.handover import files
from gte.workplan.handover.contents import Contents
from gte.workplan.handover.guide import guide
from gte.workplan.handover.listings import all_listings
from gte.workplan.handover.readme import readme
from gte.workplan.report.docx import render_docx
from gte.workplan.report.pdf import render_pdf

# Zip knows no day before this one; the day of the pack stands in its name and in its files.
NO_TIME = (1980, 1, 1, 0, 0, 0)
MODE = 0o644 << 16
UNIX = 3
MANIFEST, JSON, SCHEMA = "MANIFEST.txt", "pack.json", "pack.schema.json"
README = {Language.ES.value: "LEEME.md", Language.EN.value: "README.md"}
GUIDE = {Language.ES.value: "guia.es", Language.EN.value: "guide.en"}


def guide_name(language: str, shape: str = "pdf") -> str:
    return f"{GUIDE[language]}.{shape}"


def pack_file(contents: Contents) -> bytes:
    """The zip: guides and explanations in both languages, CSV, JSON with its schema, manifest."""
    return zipped(with_manifest(pack_files(contents)))


def pack_files(contents: Contents) -> dict[str, bytes]:
    """The pack's files by name, without the manifest."""
    made: dict[str, bytes] = {}
    for language in Language.values:
        text = guide(contents, language)
        made[guide_name(language)] = render_pdf(text)
        made[guide_name(language, "docx")] = render_docx(text)
    for language in Language.values:
        made[README[language]] = readme(contents, language, others(language))
    made[JSON] = files.json_file(contents)
    made[SCHEMA] = files.schema_file()
    made |= {one.file_name: files.csv_file(one, contents) for one in all_listings()}
    return made


def others(language: str) -> dict[str, str]:
    """What the files besides the listings are, in one language."""
    with override(language):
        return {
            guide_name(Language.ES): _(
                "the guide in Spanish: what needs you first, then each part"
            ),
            guide_name(Language.EN): _(
                "the guide in English: what needs you first, then each part"
            ),
            guide_name(Language.ES, "docx"): _("the same guide in Spanish, to edit"),
            guide_name(Language.EN, "docx"): _("the same guide in English, to edit"),
            README[Language.ES]: _("this explanation, in Spanish"),
            README[Language.EN]: _("this explanation, in English"),
            JSON: _("everything in one file"),
            SCHEMA: _("what that file looks like, as JSON Schema"),
            MANIFEST: _("the SHA-256 of every other file"),
        }


def with_manifest(made: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files in the order of their names, and a manifest that ``sha256sum -c`` reads."""
    lines = [f"{hashlib.sha256(made[name]).hexdigest()}  {name}\n" for name in sorted(made)]
    return {**{name: made[name] for name in sorted(made)}, MANIFEST: "".join(lines).encode()}


def zipped(made: Mapping[str, bytes]) -> bytes:
    """A zip without times or anything of this machine; the same files give the same bytes.

    Nothing is compressed: another version of a compressor would give other bytes.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in made.items():
            entry = zipfile.ZipInfo(name, NO_TIME)
            entry.external_attr, entry.create_system = MODE, UNIX
            archive.writestr(entry, content)
    return stream.getvalue()
