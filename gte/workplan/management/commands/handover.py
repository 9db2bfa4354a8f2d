"""``gte handover``: writes the pack that a coordination leaves to the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import pgettext

from gte.workplan.handover.build import contents_of, term_named, usual_day
from gte.workplan.handover.pack import pack_file
from gte.workplan.management.file_command import FileCommand
from gte.workplan.report.build import read_day

if TYPE_CHECKING:
    import datetime
    from argparse import ArgumentParser


class Command(FileCommand):
    what = "The pack"
    help = (
        "Write the handover pack of a term of the coordination, as a zip: guides, CSV and JSON. "
        "It is not kept here: a pack that both coordinations accept is made at the desk."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--term", required=True, help="the term that ends, as in gte-co-2017")
        parser.add_argument(
            "--as-of", help="the pack's day as YYYY-MM-DD; the term's last day or today without it"
        )
        parser.add_argument(
            "--output",
            help="the file to write, - for standard output; without it, a file in this folder "
            "named after the pack, as in traspaso-gte-co-2017-2018-06-30.zip",
        )

    def make(self, *, term: str, as_of: str | None, **_options: Any) -> tuple[str, bytes]:
        found = term_named(term)
        day = usual_day(found) if as_of is None else read_day(as_of)
        return file_name(found.code, day), pack_file(contents_of(found, day))


def file_name(term: str, day: datetime.date) -> str:
    with translation.override("es"):
        name = pgettext("file name", "handover")
    return f"{name}-{term}-{day}.zip"
