"""``gte demo``: made-up people for trying the platform on a laptop."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from gte.common.errors import BadInput


class Command(BaseCommand):
    help = "Make the demo people and list them, or print the code of one of them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("people", help="make those who are missing and list all")
        code = verbs.add_parser("code", help="the code of the second step, as of now")
        code.add_argument("email")

    def handle(self, *, verb: str, email: str = "", **_options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("There are no demo people in production.", returncode=2)
        if verb == "people":
            self.list_people()
        else:
            self.print_code(email)

    def print_code(self, email: str) -> None:
        from gte.alliance.demo import demo_code

        try:
            self.stdout.write(demo_code(email))
        except BadInput as error:
            raise CommandError(str(error), returncode=2) from error

    def list_people(self) -> None:
        from gte.alliance.demo import demo_password, make_demo_people
        from gte.alliance.queries.people import demo_people

        make_demo_people()
        self.stdout.write(f"Demo people (made up), all with the password {demo_password()}")
        with override("en"):
            for person in demo_people():
                code = "code" if person.user.needs_second_factor else ""
                roles = "; ".join(role.label for role in person.user.roles_held)
                self.stdout.write(f"  {person.user.email:<26} {code:<5} {roles}")
        self.stdout.write("Those marked code: .venv/bin/gte demo code ADDRESS prints one.")
