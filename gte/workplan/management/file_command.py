"""What the commands that write one file have in common."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import translation

from gte.common.errors import BadInput
from gte.common.output import write_output, write_stdout


class FileCommand(BaseCommand):
    """Makes a file and puts it where ``--output`` says; a sentence and status 2 if it cannot."""

    # What sentences call the file.
    what = "The file"

    @abstractmethod
    def make(self, *args: Any, **options: Any) -> tuple[str, bytes]:
        """The name that the file has if none is asked for, and what is in it."""

    def handle(self, *, output: str | None, **options: Any) -> None:
        # Sentences on the command line are English; what is written has its own language.
        try:
            with translation.override("en"):
                name, content = self.make(output=output, **options)
            if output == "-":
                write_stdout([content], what=self.what)
                return
            path = Path(name if output is None else output)
            write_output(path, [content], what=self.what)
        except BadInput as error:
            raise CommandError(str(error), returncode=2) from error
        except DatabaseError as error:
            words = str(error).splitlines()[0]
            sentence = f"The register cannot be read ({words}): prepare it with “gte setup”."
            raise CommandError(sentence, returncode=2) from error
        self.stdout.write(str(path))
