"""Plans, projects and deliverables as the coordination makes them, by the verbs."""

from __future__ import annotations

from gte.alliance.models import Body, State, Term, Topic
from gte.common.partial_dates import PartialDate
from gte.workplan.domain.deliverables import Report, add_deliverable, report_progress
from gte.workplan.domain.mandates import register_mandate
from gte.workplan.domain.plans import add_line, draft_plan, put_in_plan
from gte.workplan.domain.projects import add_project
from gte.workplan.domain.proofs import Seen, add_proof
from gte.workplan.domain.writing import Given


def day(text):
    return PartialDate(text)


def both(**texts):
    """Columns in Spanish and English of one text each."""
    return {
        f"{name}_{language}": text if language == "es" else f"{text} (en)"
        for name, text in texts.items()
        for language in ("es", "en")
    }


def mandate_given(title="Crear una red de liceos", **columns):
    texts = both(title=title, text="Se encarga al grupo.", instrument="Declaración de Prueba")
    given = {"kind": "council", "paragraph": "12", "date": day("2026-07"), "status": "in_progress"}
    return Given(
        texts | given | columns,
        {"addressed_to": [Body.objects.get(code="gte")], "topics": [a_topic()]},
    )


def a_topic(position=0):
    return Topic.objects.order_by("order")[position]


def a_mandate(by, title="Crear una red de liceos", **columns):
    return register_mandate(by=by, given=mandate_given(title, **columns))


def project_given(name="Red de liceos", links=None, **columns):
    given = {"kind": "project", "status": "planned", "start": day("2027-02"), "end": day("2027-11")}
    texts = both(name=name, description="Qué hace.")
    return Given(texts | given | columns, {"topics": [a_topic()], **(links or {})})


def a_project(by, name="Red de liceos", *, is_public=True, links=None, **columns):
    return add_project(by=by, given=project_given(name, links, **columns), is_public=is_public)


def deliverable_given(name="Catálogo de liceos", links=None, **columns):
    texts = both(name=name, description="Qué se entrega.")
    return Given({**texts, "kind": "deliverable", "due": day("2027-06-30"), **columns}, links or {})


def a_deliverable(by, name="Catálogo de liceos", *, is_public=True, links=None, **columns):
    given = deliverable_given(name, links, **columns)
    return add_deliverable(by=by, given=given, is_public=is_public)


def states(*codes):
    return list(State.objects.filter(code__in=codes).order_by("code"))


def reports(deliverable, by, state, percent=None, party=None, note=""):
    said = Report(state, percent, note)
    return report_progress(deliverable=deliverable, by=by, report=said, party=party)


def proves_by_record(deliverable, by, code):
    return add_proof(deliverable=deliverable, by=by, seen=Seen("record", record=code))


def a_term(position=0):
    return Term.objects.filter(term_scope="gte_coordination").order_by("-pk")[position]


def a_plan(by, *projects, term=None, former=None, name="Plan de trabajo 2027"):
    """A plan with one line in which the projects stand."""
    given = Given({**both(name=name, aim="Para qué."), "start": day("2027"), "end": day("2027")})
    plan = draft_plan(by=by, term=term or a_term(), given=given, former=former)
    if projects:
        line = a_line(plan, by)
        for project in projects:
            put_in_plan(line=line, project=project, by=by)
    return plan


def a_line(plan, by, position=0):
    objective = Given(both(objective="Lo que se busca."))
    return add_line(plan=plan, by=by, topic=a_topic(position), objective=objective)
