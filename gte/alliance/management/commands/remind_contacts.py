"""``gte remind-contacts``: what is due about contact points and messages; run it once a day."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gte.alliance.domain.contacts import remind_of_contacts
from gte.alliance.domain.messages import tidy_messages


class Command(BaseCommand):
    help = (
        "Remind the delegates of each State, once a year, to confirm its contact points; "
        "remove messages older than two years."
    )

    def handle(self, *, verbosity: int, **_options: Any) -> None:
        try:
            sent = self.remind(verbosity)
        except OSError as error:  # smtplib's exceptions are of its family
            sentence = f"The mail server took no more letters ({error}); run it again later."
            raise CommandError(sentence, returncode=2) from error
        removed = tidy_messages(now=timezone.now())
        self.stdout.write(f"{sent} reminders sent, {removed} old messages removed.")

    def remind(self, verbosity: int) -> int:
        sent = 0
        for contact, users in remind_of_contacts(day=timezone.localdate()):
            sent += len(users)
            if users:
                self.stdout.write(f"{contact.code}: {len(users)} reminded.")
            elif verbosity > 1:
                self.stdout.write(f"{contact.code}: no delegate of its State has an account.")
        return sent
