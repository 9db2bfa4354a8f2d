"""``gte iati``: writes the group's projects and results as an IATI 2.03 file, or none at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from gte.workplan.iati_export import Export, export_activities
from gte.workplan.management.file_command import FileCommand

if TYPE_CHECKING:
    from argparse import ArgumentParser

FILE_NAME = "iati-activities.xml"


class Command(FileCommand):
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
            "--output",
            help="the file to write, - for standard output; without it, a file in this folder "
            f"named {FILE_NAME}",
        )

    def make(self, *, reporter: str, **_options: Any) -> tuple[str, bytes]:
        export = export_activities(reporter=reporter, now=timezone.now())
        self.tell(export)
        return FILE_NAME, export.content

    def tell(self, export: Export) -> None:
        """What is not in the file and what the rules warn of, beside the file itself."""
        for one in export.left_out:
            self.stderr.write(f"Left out: {one.code} ({one.title}): {one.reason}.")
        for found in export.warnings:
            self.stderr.write(
                f"Warning {found.rule}, {found.record or found.path}: {found.sentence}"
            )
