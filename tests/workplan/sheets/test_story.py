"""The plan's workbook through HTTP: down, worked on, up, looked at, saved."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from gte.workplan.models import Progress
from tests.factories.desks import AtDesk
from tests.workplan.sheets.making import Sent, opened_rows, rows_of

pytestmark = pytest.mark.django_db


class Person(AtDesk):
    """Somebody with a browser and a spreadsheet."""

    def downloads(self, query=""):
        sent = Sent.__new__(Sent)
        sent.data = self.opens("desk-workbook-file", query=query)
        return sent

    def asks(self, name, status, query="", **data):
        self.answer = self.client.post(self.address(name) + query, data)
        assert self.answer.status_code == status
        is_page = self.answer.headers["Content-Type"].startswith("text/")
        return self.text if is_page else self.answer.content

    def uploads(self, data, status=200, query=""):
        file = SimpleUploadedFile("plan.xlsx", data)
        return self.asks("desk-workbook", status, query, workbook=file)

    def hidden(self, name):
        """What the page would send on."""
        _before, found, rest = self.answer.content.decode().partition(f'name="{name}" value="')
        return rest.partition('"')[0] if found else ""


@pytest.fixture
def desk(by):
    return Person(by)


def test_coordination_works_on_rows_and_sees_what_was_saved(desk, by, world):
    page = desk.opens("desk-workbook")
    assert "Descargar el libro (XLSX)" in page
    assert desk.address("desk-workbook-file") in page
    sent = desk.downloads()
    assert "plan-de-trabajo-" in desk.answer.headers["Content-Disposition"]
    sent.changed("deliverables", world.owed.code, due="2027-09")
    sent.changed("projects", world.first.code, kind="Actividad")
    page = desk.uploads(sent.data)
    assert "Todavía no se ha guardado nada." in page
    assert "Guardar 1 fila" in page
    assert page.index("Rechazadas: no se guardan") < page.index("Filas cambiadas")
    world.owed.refresh_from_db()
    assert world.owed.due == "2027-06-30"
    token, wrong = desk.hidden("token"), desk.hidden("wrong")
    page = desk.asks("desk-workbook-save", 200, token=token)
    assert "El libro está guardado" in page
    assert "2027-06-30" in page
    world.owed.refresh_from_db()
    assert world.owed.due == "2027-09"
    copy = desk.asks("desk-workbook-corrected", 200, wrong=wrong)
    said = {row[1]: row[0] for row in opened_rows(copy, "projects")}
    assert "Una actividad pertenece a un proyecto o programa" in said[world.first.code]
    page = desk.asks("desk-workbook-save", 409, token=token)
    assert "Esto ya se guardó" in page


def test_file_that_is_no_workbook_is_answered_with_a_sentence(desk):
    assert "El libro no se puede tomar; no se guardó nada." in desk.uploads(b"%PDF-1.7", 400)
    assert "Elija primero el libro." in desk.asks("desk-workbook", 400)
    said = "Esta no es una vista previa de este sitio."
    assert said in desk.asks("desk-workbook-save", 409, token="made-up")
    assert said in desk.asks("desk-workbook-corrected", 400, wrong="made-up")


def test_site_that_changed_meanwhile_shows_what_is_true_now(desk, world):
    sent = desk.downloads().changed("deliverables", world.owed.code, due="2027-09")
    desk.uploads(sent.data)
    token = desk.hidden("token")
    world.owed.due = "2027-08"
    world.owed.save()
    page = desk.asks("desk-workbook-save", 409, token=token)
    assert "El sitio cambió después de su revisión" in page
    assert "En conflicto: no se guardan" in page
    assert desk.hidden("token") == ""


def test_plan_of_its_own_is_chosen_and_worked_on(desk, world):
    query = f"?plan={world.plan.code}"
    assert f"{desk.address('desk-workbook')}{query}" in desk.opens("desk-workbook")
    assert "De «Plan de trabajo 2027»" in desk.opens("desk-workbook", query=query)
    sent = desk.downloads(query).changed("deliverables", world.owed.code, due="2027-09")
    desk.uploads(sent.data, query=query)
    desk.asks("desk-workbook-save", 200, query, token=desk.hidden("token"))
    world.owed.refresh_from_db()
    assert world.owed.due == "2027-09"
    desk.opens("desk-workbook", query="?plan=none-such", status=404)


def test_delegate_sends_the_progress_of_the_own_party_in_english(world, delegations):
    delegate = Person(delegations["pe"][0], "en")
    assert "You change the progress of your party" in delegate.opens("desk-workbook")
    sent = delegate.downloads().changed("progress", world.owed.code, state="Done")
    assert "Save 1 row" in delegate.uploads(sent.data)
    page = delegate.asks("desk-workbook-save", 200, token=delegate.hidden("token"))
    assert "Progress of your party" in page
    newest = Progress.objects.first()
    assert (newest.party.code, newest.state, newest.percent) == ("pe", "done", 100)


def test_lists_and_home_lead_to_the_workbook(desk):
    for name in ("desk-plan", "desk-projects", "desk-deliverables", "desk-indicators"):
        assert desk.address("desk-workbook") in desk.opens(name), name


def test_what_a_delegate_only_reads_is_shaded(world, delegations):
    delegate = Person(delegations["pe"][0], "en")
    workbook = openpyxl.load_workbook(io.BytesIO(delegate.downloads().data))
    shade = {}
    for tab in workbook:
        if "/" in str(tab["A1"].value):
            name = str(tab["A1"].value).partition("/")[0]
            shade[name] = tab.cell(3, tab.max_column - 1).fill.fgColor.rgb
    assert shade["progress"] != shade["projects"] == shade["budget"]
    with override("en"):
        assert rows_of(delegations["pe"][0], "projects")
