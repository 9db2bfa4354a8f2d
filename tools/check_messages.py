"""Spanish is complete at every commit: nothing missing, untranslated, doubtful or left over.

    tools/check_messages.py [ROOT]            compares gte/locale with what the code says now
    tools/check_messages.py [ROOT] --update   collects the strings into gte/locale

Both need GNU gettext. Where it is missing and may not be installed, the check says so and passes,
except in CI (CI=true), where a check that did not run has failed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages import pofile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Catalog, Message

LANGUAGE = "es"
PO = Path("gte/locale") / LANGUAGE / "LC_MESSAGES" / "django.po"
GETTEXT = ("xgettext", "msgmerge", "msguniq", "msgattrib", "msgfmt")
TOOLS = Path(__file__).resolve().parent

PLACEHOLDER = re.compile(r"%\(\w+\)[#0 +-]*\d*(?:\.\d+)?[a-z]|\{\w*\}|%[sd]")
DATE_LINE = re.compile(r'^"POT-Creation-Date: .*\n', re.MULTILINE)


def gettext_missing() -> list[str]:
    return [name for name in GETTEXT if shutil.which(name) is None]


def extract(root: Path) -> None:
    """Collects the strings of ``root``/gte into its catalogue, by Django's own command.

    Without settings and from inside the package: then the command finds gte/locale by itself, and
    needs neither a database nor the apps. File names without line numbers keep changes small.
    """
    environ = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    (root / PO).parent.mkdir(parents=True, exist_ok=True)
    command = ["-m", "django", "makemessages", "--locale", LANGUAGE, "--no-obsolete"]
    done = subprocess.run(
        [sys.executable, *command, "--add-location", "file"],
        cwd=root / "gte",
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"makemessages failed:\n{done.stderr.strip() or done.stdout.strip()}")


def read_catalog(path: Path) -> Catalog:
    with path.open("rb") as file:
        return pofile.read_po(file, locale=LANGUAGE, abort_invalid=True)


def key_of(message: Message) -> tuple[str | None, str]:
    singular = message.id if isinstance(message.id, str) else message.id[0]
    return message.context, singular


def texts(value: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (value or "",) if isinstance(value, str | None) else tuple(value)


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text.replace("%%", "")))


def check_message(message: Message) -> Iterator[str]:
    """What is wrong with one committed translation."""
    translations = texts(message.string)
    if message.fuzzy:
        yield "is marked fuzzy: confirm the translation and take the mark away"
    if not all(translations):
        yield "is not translated"
        return
    known = set().union(*(placeholders(text) for text in texts(message.id)))
    # A singular may say "one" instead of the number; the last form must carry all.
    for text in translations:
        if unknown := placeholders(text) - known:
            yield f"has a placeholder that its source lacks: {', '.join(sorted(unknown))}"
    if lost := known - placeholders(translations[-1]):
        yield f"has lost a placeholder: {', '.join(sorted(lost))}"


def named(key: tuple[str | None, str]) -> str:
    context, text = key
    return f"{text!r} ({context})" if context else repr(text)


def check_catalogs(committed: Catalog, current: Catalog) -> Iterator[str]:
    have = {key_of(message): message for message in committed if message.id}
    need = {key_of(message): message for message in current if message.id}
    for key in need.keys() - have.keys():
        yield f"{named(key)} is missing: run make messages and translate it"
    for key in have.keys() - need.keys():
        yield f"{named(key)} is no longer used: run make messages"
    for message in committed.obsolete.values():
        yield f"{named(key_of(message))} is obsolete: run make messages"
    for key in have.keys() & need.keys():
        if len(texts(have[key].id)) != len(texts(need[key].id)):
            yield f"{named(key)} has gained or lost its plural: run make messages"
    for key, message in have.items():
        for sentence in check_message(message):
            yield f"{named(key)} {sentence}"


def check_tree(root: Path) -> list[str]:
    """Every fault of the committed catalogue of ``root``, as sentences."""
    if not (root / PO).is_file():
        return ["the catalogue is missing: run make messages"]
    try:
        committed = read_catalog(root / PO)
    except pofile.PoFileError as error:
        return [f"the catalogue cannot be read: {error}"]
    with tempfile.TemporaryDirectory(prefix="gte-messages.") as folder:
        copy = Path(folder)
        # The data holds no strings of ours, and is the bulk.
        skipped = shutil.ignore_patterns("__pycache__", "data", "static", "*.mo", "*.po")
        shutil.copytree(root / "gte", copy / "gte", ignore=skipped)
        extract(copy)
        current = read_catalog(copy / PO) if (copy / PO).is_file() else type(committed)()
    faults = sorted(check_catalogs(committed, current))
    return faults + check_format(root / PO)


def check_format(path: Path) -> list[str]:
    """What msgfmt finds: line ends, format strings, the header."""
    command = ["msgfmt", "--check", "--output-file", os.devnull, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [] if done.returncode == 0 else done.stderr.strip().splitlines()


def update(root: Path) -> int:
    """Collects the strings; a catalogue in which only the date would change stays as it is."""
    before = (root / PO).read_text(encoding="utf-8") if (root / PO).is_file() else ""
    extract(root)
    after = (root / PO).read_text(encoding="utf-8")
    if before and DATE_LINE.sub("", before) == DATE_LINE.sub("", after):
        (root / PO).write_text(before, encoding="utf-8")
    open_messages = [m for m in read_catalog(root / PO) if m.id and any(check_message(m))]
    print(f"{PO}: {len(open_messages)} strings to translate or confirm")
    return 0


def main(arguments: list[str]) -> int:
    root = Path(next((a for a in arguments if a != "--update"), ".")).resolve()
    if gettext_missing():
        subprocess.run([str(TOOLS / "system-packages.sh"), "gettext"], check=False)
    if missing := gettext_missing():
        print(f"Not checked, because GNU gettext is missing ({', '.join(missing)}).")
        return 1 if os.environ.get("CI") == "true" or "--update" in arguments else 0
    if "--update" in arguments:
        return update(root)
    faults = check_tree(root)
    for fault in faults:
        print(f"{PO}: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
