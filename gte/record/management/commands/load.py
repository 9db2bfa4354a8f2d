"""``gte load``: brings the record's files into the database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from gte.common.errors import BadInput
from gte.record.domain import LoadResult, load_record


class Command(BaseCommand):
    help = "Load the record's files, all or nothing. What people edited since is kept and listed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            default=settings.RECORD_DIR,
            help="folder with the YAML files; without it, the record that comes with the platform",
        )

    def handle(self, *, folder: Path, verbosity: int, **_options: Any) -> None:
        bar = tqdm(unit=" records", disable=None if verbosity else True, leave=False)

        def begin(total: int) -> None:
            bar.reset(total)

        try:
            result = load_record(folder=folder, begin=begin, tick=bar.update)
        except BadInput as error:
            raise CommandError(f"{error}\nNothing was loaded.", returncode=2) from error
        except KeyboardInterrupt as error:
            # What was told about last may be done: a load is over or never was.
            sentence = "Interrupted. A load that had not come to its end changed nothing."
            raise CommandError(sentence, returncode=130) from error
        finally:
            bar.close()
        if verbosity:
            self.tell(result)

    def tell(self, result: LoadResult) -> None:
        self.stdout.write(
            f"{result.created} records created, {result.updated} updated, "
            f"{result.unchanged} unchanged."
        )
        for codes, sentence in (
            (result.kept, "Kept as people edited them"),
            (result.gone, "No longer in the files, kept in the register"),
        ):
            if codes:
                self.stdout.write(f"{sentence} ({len(codes)}): {', '.join(codes)}.")
        if result.missing:
            names = ", ".join(result.missing)
            self.stdout.write(f"Not in the folder, their records kept in the register: {names}.")
