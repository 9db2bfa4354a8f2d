"""``gte send-notices``: everything that comes due by the clock; run it every hour."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gte.alliance.domain.notices import send_digests
from gte.governance.domain.decisions import settle
from gte.governance.domain.reminders import remind_all


class Command(BaseCommand):
    help = (
        "Number what silence has adopted, remind those who owe an answer that is due soon, and "
        "send the letters that wait: those of the day, and those that failed before."
    )

    def handle(self, **_options: Any) -> None:
        adopted = settle()
        for decision in adopted:
            self.stdout.write(f"{decision.number}/{decision.year} {decision.code}: adopted.")
        reminded = remind_all()
        post = send_digests()
        self.stdout.write(
            f"{len(adopted)} adopted by silence, {reminded} reminders, "
            f"{post.sent} waiting letters sent, {post.left} left."
        )
        if post.left:
            sentence = (
                f"Letters that are due and were not sent: {post.left}. The mail server did not "
                "take them, or another process has begun to send them. They are kept for the next "
                "run; the log says why."
            )
            raise CommandError(sentence, returncode=2)
