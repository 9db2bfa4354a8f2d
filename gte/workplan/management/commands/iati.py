"""``gte iati``: writes the group's projects and results as an IATI 2.03 file, or none at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone, translation

from gte.common.errors import BadInput
from gte.common.output import write_output, write_stdout
from gte.workplan.iati_export import Export, export_activities

if TYPE_CHECKING:
    from argparse import ArgumentParser

FILE_NAME = "iati-activities.xml"


class Command(BaseCommand):
    help = (
        "Write the group's projects and results as an IATI 2.03 file. A file that fails the "
        "official schema or rules is not written: the rules and records are named instead."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--reporter",
            required=True,
            help="the identifier under which the group is registered as a publisher",
        )
        parser.add_argument(
            "--output", default=FILE_NAME, help="the file to write, - for standard output"
        )

    def handle(self, *, reporter: str, output: str, **_options: Any) -> None:
        try:
            with translation.override("en"):
                export = export_activities(reporter=reporter, now=timezone.now())
                self.tell(export)
            if output == "-":
                write_stdout([export.content], what="The file")
                return
            write_output(Path(output), [export.content], what="The file")
        except BadInput as error:
            raise CommandError(str(error), returncode=2) from error
        except DatabaseError as error:
            words = str(error).splitlines()[0]
            sentence = f"The register cannot be read ({words}): prepare it with “gte setup”."
            raise CommandError(sentence, returncode=2) from error
        self.stdout.write(output)

    def tell(self, export: Export) -> None:
        """What is not in the file and what the rules warn of, beside the file itself."""
        for one in export.left_out:
            self.stderr.write(f"Left out: {one.code} ({one.title}): {one.reason}.")
        for found in export.warnings:
            self.stderr.write(
                f"Warning {found.rule}, {found.record or found.path}: {found.sentence}"
            )
