"""``gte ledger``: whether the ledger holds, and the ledger as a file that others can check."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from gte.common.errors import BadInput, legible
from gte.common.output import reason, write_output, write_stdout, written
from gte.governance import chain
from gte.governance.models import LedgerEntry

HASH = re.compile(r"[0-9a-f]{64}")
WHAT = "The ledger"


class Command(BaseCommand):
    help = "Check that the ledger was not changed, or write it to a file that anybody can check."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verify = verbs.add_parser(
            "verify", help="recompute the chain; status 1 and the first entry that does not fit"
        )
        verify.add_argument("--file", help="an exported file to verify in place of the database")
        verify.add_argument("--head", help="a hash as an acta prints it, to be found in the chain")
        export = verbs.add_parser("export", help="write one JSON object a line, and say the head")
        export.add_argument(
            "--output", default="-", help="the file to write; without it, standard output"
        )

    def handle(
        self,
        *,
        verb: str,
        file: str | None = None,
        head: str | None = None,
        output: str = "-",
        **_options: Any,
    ) -> None:
        try:
            if verb == "export":
                self.export(output)
            else:
                self.verify(file, read_hash(head))
        except BadInput as error:
            raise CommandError(str(error), returncode=2) from error
        except chain.NoText as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            words = str(error).splitlines()[0]
            sentence = f"The ledger cannot be read ({words}): prepare it with “gte setup”."
            raise CommandError(sentence, returncode=2) from error

    def verify(self, file: str | None, sought: str) -> None:
        if file is None:
            with any_text():
                result = chain.verify(LedgerEntry.objects.rows(), sought=sought)
        else:
            result = verify_file(Path(file), sought)
        if isinstance(result, chain.ChainFault):
            raise CommandError(str(result))
        if sought and result.found is None:
            raise CommandError(
                f"No entry has the hash {sought}: the chain of {counted(result.count)} that is "
                "here is not the one it was printed from, or its end was cut off."
            )
        if sought:
            self.stdout.write(f"{place(result.found)} has the hash {sought}.")
        if result.count:
            self.stdout.write(f"{counted(result.count)}, the chain holds; head {result.head}")
        else:
            self.stdout.write(f"The ledger has no entries yet; head {result.head}")

    def export(self, output: str) -> None:
        """Says on standard error how many entries were written and the last one's hash."""
        with any_text(), closing(LedgerEntry.objects.rows()) as rows:
            passed = Counted(rows)
            lines = chain.to_lines(passed)
            if output == "-":
                write_stdout(lines, what=WHAT)
            else:
                write_output(Path(output), lines, what=WHAT)
        self.stderr.write(f"{counted(passed.count)}; head {passed.head}", style_func=str)


class Counted:
    """Rows as they pass: how many there were, and the hash of the last."""

    def __init__(self, rows: Iterable[chain.Row]) -> None:
        self.rows = rows
        self.count, self.head = 0, chain.FIRST_PREVIOUS

    def __iter__(self) -> Iterator[chain.Row]:
        for row in self.rows:
            self.count, self.head = self.count + 1, row[-1]
            yield row


def counted(entries: int) -> str:
    return "1 entry" if entries == 1 else f"{entries:,} entries"


def place(seq: int | None) -> str:
    return f"Entry {seq:,}" if seq else "The beginning, before the first entry,"


def read_hash(text: str | None) -> str:
    """The hash asked for, in small letters; empty if none was."""
    if text is None:
        return ""
    found = "".join(text.split()).lower()
    if not HASH.fullmatch(found):
        raise BadInput(f"“{legible(text)}” is no hash of an entry: it has 64 digits from 0 to f.")
    return found


def verify_file(path: Path, sought: str) -> chain.Chain | chain.ChainFault:
    name = written(path)
    try:
        with path.open("rb") as lines:
            result = chain.verify(chain.from_lines(lines), sought=sought)
    except OSError as error:
        raise BadInput(f"{name} cannot be read: {reason(error, path)}.") from error
    except chain.NotAnExport as error:
        raise BadInput(f"{name} is no export of the ledger: {error}.") from error
    except ValueError as error:
        raise BadInput(f"{name} cannot be read: no file can have this name.") from error
    if isinstance(result, chain.Chain) and not result.count:
        raise BadInput(f"{name} is empty: there is no entry in it to verify.")
    return result


@contextmanager
def any_text() -> Iterator[None]:
    """SQLite takes bytes that are no text: read so that their entry is named, not the database."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    raw = connection.connection
    former = raw.text_factory
    raw.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
    try:
        yield
    finally:
        raw.text_factory = former
