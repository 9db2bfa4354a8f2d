"""The ``gte`` command: Django's command line with this project's settings."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gte.settings.base")
    try:
        run()
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted; what was under way was not kept. Run it again any time.\n")
        sys.exit(130)


def run() -> None:
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError, OperationalError

    try:
        # A command of two words is written with a hyphen; Django names it as a module.
        name = [
            word.replace("-", "_") if word[0] != "-" else word for word in sys.argv[1:2] if word
        ]
        execute_from_command_line(["gte", *name, *sys.argv[2:]])
    except ImproperlyConfigured as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
    except DatabaseError as error:
        # A file that is no database is told by the family's own name; its other members are ours.
        if type(error) not in {DatabaseError, OperationalError}:
            raise
        sys.stderr.write(f"The database cannot be used: {error}.\n")
        sys.exit(1)
    except OSError as error:
        if error.errno is None:
            raise
        place = f"{error.filename}: " if error.filename else ""
        sys.stderr.write(f"{place}{error.strerror}. What was under way is done anew next time.\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
