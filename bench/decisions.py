"""What the list of decisions costs, with what stands of each: 1,000 of them, 20 entries each.

    python -m bench.decisions     fills the installation it runs in and prints the median in
                                  milliseconds of the whole page, how many SQL statements it asked,
                                  and the median of folding alone

The entries are put in whole, with their chain, as ``append`` would have made them.
"""

from __future__ import annotations

import os
from typing import Any

from bench.timing import milliseconds

DECISIONS, ENTRIES = 1_000, 20
REPEATS = 15


def rows_of(code: str, text: str, parties: list[str]) -> list[dict[str, str]]:
    """Drafted and put to the parties; positions and an objection that is taken back, and taken
    again, so that each stays open and nothing may be left out.
    """
    put = {"act": "decision.put", "body": {"parties": parties, "version": 1}}
    rows: list[dict[str, Any]] = [{"act": "decision.drafted", "body": {"version": 1}}, put]
    kinds = ("no_objection", "objection", "reservation", "ad_referendum")
    while len(rows) < ENTRIES:
        party = parties[len(rows) % len(parties)]
        kind = kinds[len(rows) % len(kinds)]
        rows.append({"act": f"position.{kind}", "party": party, "rank": "head", "body": {}})
    return [{"subject": code, "text_hash": text, **row} for row in rows]


def fill() -> None:
    from gte.alliance.models import State, User, today
    from gte.governance.chain import COLUMNS, FIRST_PREVIOUS, canonical, entry_hash
    from gte.governance.domain.decisions import Frame, Wording, draft_decision
    from gte.governance.models import LedgerEntry

    by = User.objects.create_superuser("bench@example.org", "bench-bench-bench")
    parties = [state.code for state in State.objects.parties(today()).order_by("code")]
    made = []
    for number in range(DECISIONS):
        wording = Wording(f"Decisión {number}", f"Decision {number}", "Texto.", "Text.")
        made.append(draft_decision(by=by, frame=Frame(matter="calendar"), wording=wording))
    last = LedgerEntry.objects.order_by("-seq").first()
    seq, at, previous = (last.seq, last.at, last.hash) if last else (0, "", FIRST_PREVIOUS)
    entries = []
    for decision in made:
        text = decision.texts.get().hash
        for row in rows_of(decision.code, text, parties)[1:]:
            seq += 1
            values = {"seq": seq, "at": at, "party": "", "rank": "", "actor": "", **row}
            values |= {"body": canonical(row["body"]), "previous": previous}  # type: ignore[arg-type]
            previous = values["hash"] = entry_hash([values[name] for name in COLUMNS[:-1]])
            entries.append(LedgerEntry(**values))
    LedgerEntry.objects.bulk_create(entries, batch_size=2_000)


def measure() -> tuple[float, int, float]:
    from django.db import connection
    from django.test import RequestFactory
    from django.urls import reverse

    from gte.alliance.models import User
    from gte.governance.models import Decision
    from gte.governance.queries.standing import stands_of
    from gte.governance.views.decisions import ListView

    fill()
    request = RequestFactory().get(reverse("desk-decisions"))
    request.user = User.objects.get(email="bench@example.org")
    view = ListView.as_view()
    asked: list[str] = []

    def count(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    view(request)
    with connection.execute_wrapper(count):
        answer = view(request)
    if answer.status_code != 200:
        raise RuntimeError(f"the list answered {answer.status_code}")
    page = milliseconds(lambda: view(request), REPEATS)
    every = list(Decision.objects.all())
    return page, len(asked), milliseconds(lambda: stands_of(every), REPEATS)


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gte.settings.base")
    django.setup()
    print(*measure())
