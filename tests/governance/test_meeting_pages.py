"""The working screens of meetings and minutes, through HTTP: who sees what, what is refused."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from gte.alliance.models import Body, State
from gte.governance.domain import minutes as verbs
from gte.governance.domain.meetings import convene_meeting
from gte.governance.models import AgendaItem, Attendance, Meeting, Minutes, Outcome
from gte.governance.queries.minutes import circulated_version
from tests.factories import sittings as make
from tests.factories.delegations import UTC, at
from tests.factories.desks import AtDesk

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_november():
    with at(NOW):
        yield


def plan_form(**said):
    return {
        "kind": "gte_meeting",
        "body": Body.objects.get(code="gte").pk,
        "ordinal": 28,
        "name_es": "XXVIII Reunión del Grupo Técnico de Educación",
        "name_en": "XXVIII Meeting of the Education Technical Group",
        "day": "2026-12-03",
        "begin": "10:00",
        "end": "12:30",
        "zone": "America/Bogota",
        "modality": "online",
        "link": "https://sala.example.org/28",
    } | said


# --- list and form --------------------------------------------------------------------------------


def test_list_without_meetings_leads_the_coordination_to_the_first(desk, delegate):
    page = desk.opens("desk-meetings")
    assert "Aún no se prepara aquí ninguna reunión." in page
    assert desk.address("desk-meeting-new") in page
    page = delegate.opens("desk-meetings")
    assert "No meeting is prepared here yet." in page
    assert delegate.address("desk-meeting-new") not in page


def test_list_has_those_to_come_first_and_the_nearest_before(desk, coordinator):
    make.prepared(
        coordinator,
        ordinal=30,
        name_es="Tercera",
        name_en="Third",
        starts_at=make.STARTS + 900 * make.HOUR,
        ends_at=make.STARTS + 901 * make.HOUR,
    )
    make.prepared(coordinator, ordinal=29, name_es="Segunda", name_en="Second")
    past = NOW - 48 * make.HOUR
    make.prepared(
        coordinator,
        ordinal=28,
        name_es="Primera",
        name_en="First",
        starts_at=past,
        ends_at=past + make.HOUR,
    )
    page = desk.opens("desk-meetings")
    places = [
        page.index(name) for name in ("Por venir", "Segunda", "Tercera", "Anteriores", "Primera")
    ]
    assert places == sorted(places)


def test_new_form_proposes_the_number_of_its_series_in_both_names(desk):
    page = desk.opens("desk-meeting-new")
    assert 'value="XXVIII Reunión del Grupo Técnico de Educación"' in page
    assert 'value="XXVIII Meeting of the Education Technical Group"' in page
    assert 'value="28"' in page
    assert '<option value="America/Mexico_City">Ciudad de México</option>' in page
    page = desk.opens("desk-meeting-new", query="?kind=coordination")
    assert 'value="I Reunión de coordinación del Grupo Técnico de Educación"' in page


def test_meeting_is_prepared_in_the_hours_of_its_place(desk):
    desk.sends("desk-meeting-new", **plan_form())
    sitting = Meeting.objects.get(ordinal=28).sitting
    assert sitting.starts_at == datetime.datetime(2026, 12, 3, 15, tzinfo=UTC)
    assert sitting.ends_at == datetime.datetime(2026, 12, 3, 17, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        # Chile puts its clock forward in the night to 6 September 2026.
        (
            {"day": "2026-09-06", "begin": "00:30", "end": "02:00", "zone": "America/Santiago"},
            "begin",
            "Ese día no existen las 00:30 en ese lugar",
        ),
        ({"end": "09:00"}, "end", "La reunión termina después de empezar."),
        ({"ordinal": 27}, "ordinal", "ya tiene este número en su serie"),
        ({"place_es": "Lima"}, "place_en", "Escríbalo en ambos idiomas o en ninguno."),
        ({"link": "no es un enlace"}, "link", "URL"),
        ({"day": ""}, "day", "campo"),
    ],
)
def test_form_says_beside_the_field_what_is_wrong_and_loses_nothing(desk, said, field, sentence):
    page = desk.is_refused("desk-meeting-new", **plan_form(**said))
    assert sentence in page
    assert f'href="#id_{field}"' in page
    assert 'value="XXVIII Reunión del Grupo Técnico de Educación"' in page
    assert not Meeting.objects.filter(ordinal=28).exists()


def test_edit_shows_what_is_said_and_changes_it(desk, coordinator):
    meeting = make.prepared(coordinator)
    page = desk.opens("desk-meeting-edit", meeting.code)
    assert 'value="10:00"' in page
    assert 'value="2026-12-03"' in page
    desk.sends("desk-meeting-edit", meeting.code, **plan_form(begin="11:00", ordinal=28))
    meeting.sitting.refresh_from_db()
    assert meeting.sitting.starts_at == datetime.datetime(2026, 12, 3, 16, tzinfo=UTC)


# --- the run sheet --------------------------------------------------------------------------------


def test_sheet_has_the_hour_of_the_reader_and_of_the_place(coordinator, delegate, delegations):
    meeting = make.convened(coordinator, time_zone="America/Mexico_City")
    page = delegate.opens("desk-meeting", meeting.code)
    assert "3 December 2026, 10:00–12:00 (time of Lima)" in page
    assert "3 December 2026, 09:00–11:00 (time of Mexico City)" in page
    chile = AtDesk(delegations["cl"][0])
    page = chile.opens("desk-meeting", meeting.code)
    assert "3 de diciembre de 2026, 12:00–14:00 (hora de Santiago de Chile)" in page


def test_delegate_reads_everything_and_edits_nothing(coordinator, delegate, desk):
    meeting = make.opened(coordinator)
    make.everybody_is_there(meeting, coordinator, but=("cl",))
    page = delegate.opens("desk-meeting", meeting.code)
    assert "Missing: Chile." in page
    assert "csrfmiddlewaretoken" not in page.partition("<main")[2].partition("</main")[0]
    assert "Add an item" not in page
    page = desk.opens("desk-meeting", meeting.code)
    assert "Faltan: Chile." in page
    assert "Agregar un punto" in page


def test_draft_is_no_visitors(coordinator, client):
    meeting = make.prepared(coordinator)
    with override("es"):
        public = reverse("meeting", args=[meeting.code])
        answer = client.get(reverse("desk-meeting", args=[meeting.code]))
    assert answer.status_code == 302
    assert client.get(public).status_code == 404
    convene_meeting(meeting=meeting, by=coordinator)
    page = client.get(public)
    assert page.status_code == 200
    assert "convocada" in page.content.decode()


def test_buttons_follow_the_state(desk, coordinator):
    code = make.prepared(coordinator).code
    page = desk.opens("desk-meeting", code)
    assert "Convocar la reunión" in page
    assert "Abrir la reunión" not in page
    page = desk.sends("desk-meeting-do", code, "convene")
    assert "Abrir la reunión" in page
    page = desk.sends("desk-meeting-do", code, "open")
    assert "se convocó para el 3 de diciembre de 2026: no se abre antes de ese día" in page
    with at(make.STARTS):
        desk = AtDesk(coordinator)
        page = desk.sends("desk-meeting-do", code, "open")
        assert "Cancelar la reunión" in page
        page = desk.sends("desk-meeting-do", code, "close")
        assert "Sin quórum no hay acta." in page
        page = desk.sends("desk-meeting-do", code, "convene")
        assert "ya se convocó" in page
        page = desk.sends("desk-meeting-do", code, "undo-opening")
        assert "La apertura se deshizo" in page
        assert "Apertura de la reunión deshecha" in page
        assert "Abrir la reunión" in page
    assert desk.client.post(desk.address("desk-meeting-do", code, "dance")).status_code == 404


def test_form_that_cannot_work_says_why_instead_of_asking(desk, coordinator):
    opened = make.opened(coordinator).code
    page = desk.opens("desk-meeting-edit", opened, status=409)
    assert "su convocatoria ya no cambia" in page
    assert 'name="ordinal"' not in page
    assert "Motivo" in desk.opens("desk-meeting-cancel", opened)
    closed = make.closed(coordinator, ordinal=29)
    item = closed.agenda.get(title_es="Plan de trabajo")
    for name, *more in (
        ("desk-meeting-cancel",),
        ("desk-item-new",),
        ("desk-item", item.pk),
        ("desk-attendance",),
        ("desk-outcome-new",),
    ):
        page = desk.opens(name, closed.code, *more, status=409)
        assert "está cerrada" in page, name
        assert "<form" not in page.partition("<main")[2].partition("</main")[0]
    circulated = make.circulated(coordinator, ordinal=30).code
    page = desk.opens("desk-minutes-circulate", circulated, status=409)
    assert "La versión 1 ya está circulada" in page


def test_meeting_is_cancelled_with_a_reason(desk, coordinator):
    code = make.convened(coordinator).code
    assert "campo" in desk.is_refused("desk-meeting-cancel", code, reason="")
    page = desk.sends("desk-meeting-cancel", code, reason="Cambio de sede.")
    assert "cancelada" in page
    assert "Cambio de sede." in page


def test_items_are_added_moved_and_removed(desk, coordinator):
    meeting = make.prepared(coordinator)
    code = meeting.code
    for title in ("Uno", "Dos"):
        page = desk.sends(
            "desk-item-new", code, title_es=title, title_en=f"{title} (en)", minutes=70
        )
    assert "Los puntos ocupan 160 minutos, 40 más" in page
    second = AgendaItem.objects.get(title_es="Dos")
    page = desk.sends("desk-item-do", code, second.pk, "up")
    assert page.index("Dos") < page.rindex("Uno")
    page = desk.is_refused(
        "desk-item", code, second.pk, title_es="Dos", title_en="Two", minutes=10, summary_es="Sí."
    )
    assert "Escríbalo en ambos idiomas o en ninguno." in page
    observer = make.observer()
    page = desk.sends(
        "desk-item",
        code,
        second.pk,
        title_es="Dos",
        title_en="Two",
        minutes=10,
        observers=[observer.pk],
    )
    assert f"Observadores invitados: {observer.name_es}" in page
    page = desk.sends("desk-item-do", code, second.pk, "remove")
    assert not AgendaItem.objects.filter(pk=second.pk).exists()
    first = meeting.agenda.get(kind="former_acta")
    assert "está en todo orden del día" in desk.sends("desk-item-do", code, first.pk, "remove")


def test_item_of_another_meeting_is_not_here(desk, coordinator):
    other = make.prepared(coordinator, ordinal=29, name_es="Otra", name_en="Other")
    code = make.prepared(coordinator).code
    desk.opens("desk-item", code, other.agenda.first().pk, status=404)


def test_delegates_are_noted_with_one_click_and_others_by_name(desk, coordinator, delegations):
    code = make.convened(coordinator).code
    head = delegations["cl"][0]
    desk.sends("desk-attendance-delegate", code, delegate=head.pk)
    row = Attendance.objects.get()
    assert (row.state.code, row.role) == ("cl", "head")
    page = desk.sends("desk-attendance-delegate", code, delegate="nobody")
    assert "no está acreditada" in page
    chile = State.objects.get(code="cl")
    page = desk.is_refused("desk-attendance", code, state=chile.pk, name="Ana", role="observer")
    assert "Chile es parte ese día" in page
    observer = make.observer()
    desk.sends("desk-attendance", code, state=observer.pk, name="Grace", role="observer")
    desk.sends("desk-attendance-remove", code, row.pk)
    assert list(Attendance.objects.values_list("name", flat=True)) == ["Grace"]


def test_commitment_needs_a_date_that_is_one(desk, coordinator):
    code = make.opened(coordinator).code
    form = {"kind": "commitment", "text_es": "Hacer.", "text_en": "Do."}
    page = desk.is_refused("desk-outcome-new", code, **form)
    assert "necesita la fecha" in page
    page = desk.is_refused("desk-outcome-new", code, due="marzo", **form)
    assert "«marzo» no es una fecha. Escriba 2027, 2027-03 o 2027-03-31." in page
    page = desk.sends("desk-outcome-new", code, due="2027-03", **form)
    assert "marzo de 2027" in page
    assert "todas las partes" in page
    desk.sends("desk-outcome-remove", code, Outcome.objects.get().pk)
    assert not Outcome.objects.exists()


# --- the acta -------------------------------------------------------------------------------------


def test_parties_see_the_draft_once_it_is_circulated(desk, delegate, coordinator):
    code = make.closed(coordinator).code
    assert "The acta is not drafted yet." in delegate.opens("desk-minutes", code)
    assert "Redactar el acta" in desk.opens("desk-minutes", code)
    desk.sends("desk-minutes-do", code, "draft")
    assert "The coordination is writing the draft." in delegate.opens("desk-minutes", code)
    delegate.opens("desk-minutes-file", code, "en", "pdf", status=404)
    page = desk.is_refused("desk-minutes-circulate", code, until="2026-11-01")
    assert "El último día para comentarios ya pasó." in page
    desk.sends("desk-minutes-circulate", code, until="2026-12-10")
    page = delegate.opens("desk-minutes", code)
    assert "Comments are taken until 10 December 2026." in page
    assert "Comment on this paragraph" in page


def test_comment_and_answer_come_back_where_they_were_refused(desk, delegate, coordinator):
    meeting = make.circulated(coordinator)
    code = meeting.code
    page = delegate.is_refused("desk-minutes-comment", code, "opening", version=1, text="")
    assert "<details open>" in page
    delegate.sends("desk-minutes-comment", code, "opening", version=1, text="Who presided?")
    remark = circulated_version(Minutes.objects.get()).comments.get()
    page = desk.is_refused("desk-minutes-answer", code, remark.pk, answer="")
    assert "Who presided?" in page
    page = desk.sends("desk-minutes-answer", code, remark.pk, answer="Colombia.")
    assert "Respuesta de la coordinación" in page


def test_comment_on_a_version_that_was_replaced_comes_back_with_its_words(
    desk, delegate, coordinator
):
    meeting = make.circulated(coordinator)
    code = meeting.code
    desk.sends("desk-minutes-edit", code, **edit_form(meeting, 1, **{"opening-es": "Nuevo."}))
    desk.sends("desk-minutes-circulate", code, until="2026-12-01")
    said = {"version": 1, "text": "Who presided?"}
    page = delegate.is_refused("desk-minutes-comment", code, "opening", **said)
    assert "There is a newer version of this acta: comment on that one." in page
    assert "Who presided?</textarea>" in page
    assert 'name="version" value="2"' in page
    verbs.agree_minutes(meeting=meeting, by=coordinator)
    said["version"] = 2
    page = delegate.is_refused("desk-minutes-comment", code, "opening", **said)
    assert "is agreed and is being signed" in page
    assert "Who presided?</textarea>" in page
    address = delegate.address("desk-minutes-comment", code, "nowhere")
    assert delegate.client.post(address, said).status_code == 404


def edit_form(meeting, seen, **changes):
    version = meeting.minutes.versions.get(number=seen)
    form = {"seen": seen}
    for one in version.paragraphs:
        form[f"{one['key']}-public"] = "on"
        if one["key"].startswith("outcome-"):
            continue
        form |= {f"{one['key']}-es": one["es"], f"{one['key']}-en": one["en"]}
    return form | changes


def test_conflict_loses_nothing_and_shows_what_the_other_changed(desk, coordinator):
    meeting = make.drafted(coordinator)
    code = meeting.code
    other = edit_form(meeting, 1, **{"opening-es": "Uno.", "closing-es": "Cierre nuevo."})
    desk.sends("desk-minutes-edit", code, **other)
    page = desk.is_refused(
        "desk-minutes-edit", code, **edit_form(meeting, 1, **{"opening-es": "Dos."})
    )
    assert "Se hizo la versión 2 mientras usted escribía sobre la versión 1" in page
    assert "Dos.</textarea>" in page
    # What was not touched here is as the other left it; what was, has the other's words beside it.
    assert "Cierre nuevo.</textarea>" in page
    assert page.count("Otra persona lo cambió entretanto:") == 1
    assert 'name="seen" value="2"' in page


def test_signing_says_who_has_signed_each_language(desk, delegate, coordinator):
    meeting = make.agreed(coordinator)
    code = meeting.code
    hashes = {f"{one}_hash": value for one, value in make.hashes_of(meeting).items()}
    page = delegate.opens("desk-minutes", code)
    form = page.partition("desk/meetings/" + code + "/acta/sign/")[2].partition("</form>")[0]
    assert form.count('type="checkbox"') == 2
    assert "checked" not in form
    page = delegate.sends("desk-minutes-sign", code, **hashes)
    assert "Choose the language that you sign." in page
    page = delegate.sends("desk-minutes-sign", code, es="on", **hashes)
    table = page.partition('id="signatures"')[2]
    assert "head of delegation" in table
    assert 'name="es"' not in table
    assert 'name="en"' in table
    page = delegate.sends("desk-minutes-sign", code, en="on", **(hashes | {"en_hash": "0" * 64}))
    assert "signatures do not carry over" in page


def test_published_part_is_everybodys_and_nothing_before(coordinator, delegations, client):
    meeting = make.circulated(coordinator)
    code = meeting.code
    verbs.agree_minutes(meeting=meeting, by=coordinator)
    for head, _alternate in delegations.values():
        make.sign(meeting, head)
    # Nobody said so: names of people are not published by themselves.
    for language, published, hidden in (
        ("es", "Firmada por todas las partes", "Jefa cl"),
        ("en", "Signed by all parties in both languages", "Jefa cl"),
    ):
        with override(language):
            page, file = reverse("meeting", args=[code]), reverse("meeting-acta", args=[code])
        if not Minutes.objects.get().published_at:
            assert published not in client.get(page).content.decode()
            assert client.get(file).status_code == 404
            verbs.publish_minutes(meeting=meeting, by=coordinator)
        shown = Client().get(page).content.decode()
        assert published in shown
        assert hidden not in shown
        answer = client.get(file)
        assert answer.status_code == 200
        assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize("kind", ["pdf", "docx"])
@pytest.mark.parametrize("language", ["es", "en"])
def test_acta_is_downloaded_in_both_languages_and_kinds(delegate, coordinator, language, kind):
    code = make.circulated(coordinator).code
    delegate.opens("desk-minutes-file", code, language, kind)
    assert f"acta-{code}-1-{language}.{kind}" in delegate.answer.headers["Content-Disposition"]
    delegate.opens("desk-minutes-file", code, "fr", kind, status=404)
