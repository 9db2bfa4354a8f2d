"""What groups ask of each other, by the verbs; and a neighbour's own work."""

from __future__ import annotations

import datetime

from gte.alliance.models import Body
from gte.workplan.domain.requests import make_request
from gte.workplan.domain.writing import Given
from gte.workplan.models import Deliverable, Mandate, Project
from tests.factories.indicators import an_indicator, stands, with_periods, year

ASKED = datetime.date(2026, 11, 2)


def a_body(code="gtl"):
    return Body.objects.get(code=code)


def request_given(title="Enviar la lista de perfiles", **columns):
    return Given(
        {
            "title_es": title,
            "title_en": f"{title} (en)",
            "body": a_body(),
            "is_ours": True,
            "project": None,
            "asked_on": ASKED,
            "due": datetime.date(2026, 12, 1),
            "document": None,
            **columns,
        }
    )


def a_request(by, title="Enviar la lista de perfiles", **columns):
    return make_request(by=by, given=request_given(title, **columns))


def answer_given(text="Va adjunta.", **columns):
    said = {"answer_es": text, "answer_en": f"{text} (en)", "document": None}
    return Given({**said, "answered_on": datetime.date(2026, 11, 20), **columns})


def work_of_a_neighbour(by, reviewer, body="gtl", scope="adjacent"):
    """One of everything that could be counted, done and measured, of another body."""
    given = {"source": "s", "certainty": "documented", "scope": scope, "scope_basis": "stated"}
    told = {"name_es": "Vecino", "name_en": "Neighbour", "description": "d", **given}
    mandate = Mandate.objects.create(
        code="theirs-mandate",
        kind="council",
        title_es="Mandato vecino",
        title_en="Neighbour's mandate",
        text="t",
        date="2019",
        status="fulfilled",
        **given,
    )
    mandate.addressed_to.add(a_body(body))
    project = Project.objects.create(
        code="theirs-project", status="completed", lead_body=a_body(body), start="2018", **told
    )
    project.mandates.add(mandate)
    owed = Deliverable.objects.create(
        code="theirs-deliverable", kind="deliverable", status="delivered", due="2019", **told
    )
    owed.projects.add(project)
    owed.mandates.add(mandate)
    indicator = an_indicator(by, "Jóvenes contratados", owner=a_body(body))
    first, _second = with_periods(indicator, by, year(2025, 10), year(2026, 20))
    stands(first, by, reviewer, 7)
    return [mandate, project, owed, indicator]
