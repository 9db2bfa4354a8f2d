"""From a mandate to a line in the report, on the working screens, by the people who do it.

The coordination registers what the Council asks for, plans a project and a deliverable that answer
it; the delegations say how far they are and prove it; the coordination accepts; everybody reads it.
"""

import re

import pytest
from django.test import Client

from gte.alliance.models import Body, State
from gte.workplan.models import Deliverable, Mandate, Project
from tests.factories.delegations import coordinator, delegations  # noqa: F401 - fixtures
from tests.factories.desks import AtDesk
from tests.factories.plans import both
from tests.pages import address, get

pytestmark = pytest.mark.django_db

ASKED = {
    **both(title="Red de liceos técnicos", text="Crear una red.", instrument="Acta del Consejo"),
    "kind": "council",
    "paragraph": "7",
    "date": "2026-06",
    "status": "in_progress",
    "source": "Acta del Consejo",
}
PROJECT = {
    **both(name="Red de liceos", description="Quiénes y cómo."),
    "kind": "project",
    "status": "planned",
    "start": "2026-07",
    "end": "2027-12",
    "is_public": "on",
}
DELIVERABLE = {
    **both(name="Directorio de liceos", description="Quién es quién."),
    "kind": "deliverable",
    "due": "2027-06",
    "is_public": "on",
}


def link_in(desk, part):
    """The first address on the page that holds ``part``."""
    found = re.search(rf'href="([^"]*{re.escape(part)}[^"]*)"', desk.answer.content.decode())
    assert found, f"no link to {part}"
    return found.group(1)


def sends_to(desk, path, **data):
    """A form of an address that a page gave."""
    answer = desk.client.post(path, data)
    assert answer.status_code == 302, answer.content.decode()
    desk.answer = desk.client.get(answer.headers["Location"].partition("#")[0])
    return desk.text


def ticked(desk, name):
    """The values of the boxes that a form shows ticked."""
    page = desk.answer.content.decode()
    return re.findall(rf'name="{name}" value="(\d+)"[^>]*checked', page)


def plan(desk):
    """The mandate, and what answers it, each from the page of the one before."""
    desk.opens("desk-plan")
    group = Body.objects.get(code="gte")
    desk.sends("desk-mandate-new", **ASKED, addressed_to=[group.pk])
    mandate = Mandate.objects.get(code="mandate-red-de-liceos-tecnicos")
    path = link_in(desk, f"?mandate={mandate.code}")
    desk.answer = desk.client.get(path)
    assert ticked(desk, "mandates") == [str(mandate.pk)]
    sends_to(desk, path, **PROJECT, mandates=[mandate.pk])
    project = Project.objects.get(code="project-red-de-liceos")
    path = link_in(desk, f"{desk.address('desk-deliverable-new')}?project={project.code}")
    desk.answer = desk.client.get(path)
    assert ticked(desk, "projects") == [str(project.pk)]
    owners = State.objects.filter(code__in=("cl", "pe"))
    sends_to(
        desk,
        path,
        **DELIVERABLE,
        projects=[project.pk],
        mandates=[mandate.pk],
        owners=[one.pk for one in owners],
    )
    return mandate, project, Deliverable.objects.get(code="deliverable-directorio-de-liceos")


def deliver(desk, deliverable, *, proof=""):
    """A delegation finds it at its desk, reports it done and proves it."""
    assert str(deliverable.name_es) in desk.opens("desk-plan")
    desk.opens("desk-deliverable", deliverable.code)
    path = link_in(desk, desk.address("desk-deliverable-progress", deliverable.code))
    desk.answer = desk.client.get(path)
    (party,) = re.findall(r'name="party" value="(\d+)"', desk.answer.content.decode())
    sends_to(desk, path, party=party, state="done")
    if proof:
        desk.sends("desk-deliverable-proof", deliverable.code, kind="record", record=proof)


def action_in_coverage(language):
    """What the coverage map says of the deliverable in the row of its mandate."""
    page = get(address("coverage", language=language), Client())
    (row,) = [
        row
        for row in page.all("//main//table[1]//tr | //main//tbody/tr")
        if "mandate-red-de-liceos-tecnicos" in row.xpath("string(.//a[1]/@href)")
    ][:1]
    return " ".join(row.text_content().split())


@pytest.mark.parametrize("language", ["es", "en"])
def test_from_a_mandate_to_the_report(language, coordinator, delegations):  # noqa: F811
    desk = AtDesk(coordinator, language)
    mandate, project, deliverable = plan(desk)
    suffix = "" if language == "es" else " (en)"
    assert f"Directorio de liceos{suffix}" in action_in_coverage(language)

    chile = AtDesk(delegations["cl"][0], "es")
    peru = AtDesk(delegations["pe"][0], "en")
    deliver(chile, deliverable)
    deliver(peru, deliverable, proof=mandate.code)
    mexico = AtDesk(delegations["mx"][0], "es")
    assert deliverable.name_es not in mexico.opens("desk-plan")

    assert f"Directorio de liceos{suffix}" in desk.opens("desk-plan")
    page = desk.sends("desk-deliverable-do", deliverable.code, "accept")
    accepted = {"es": "queda aceptado", "en": "is accepted"}[language]
    assert accepted in page

    public = get(address("deliverable", deliverable.code, language=language), Client())
    assert {"es": "aceptado", "en": "accepted"}[language] in public.main
    assert f"Red de liceos técnicos{suffix}" in public.main
    for record in (mandate, project):
        shown = get(address(record.url_name, record.code, language=language), Client())
        assert f"Directorio de liceos{suffix}" in shown.main
    report = get(address("report", "gan", language=language), Client())
    assert f"Directorio de liceos{suffix}" in report.main
