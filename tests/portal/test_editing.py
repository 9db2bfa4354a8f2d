"""Editors at work, through the forms that the CMS sends: who may do what, and what comes of it."""

import struct
import zlib

import lxml.html
import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override
from wagtail.models import Workflow
from wagtail_localize.models import Translation

from gte.alliance.models import RoleAssignment
from gte.common.models import LogEntry
from gte.portal.models import Menu, PageParity
from tests.factories.people import make_account
from tests.pages import get
from tests.portal.conftest import form_of, page_of, send

pytestmark = pytest.mark.django_db
ALIAS = "localize/page/4/convert_to_alias/"


def signed_in(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


# --- the door -------------------------------------------------------------------------------------


def test_reader_without_an_account_is_led_to_the_sites_own_sign_in():
    response = Client().get("/cms/pages/")
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))
    assert "next=/cms/pages/" in response["Location"]


@pytest.mark.parametrize(
    ("role", "status", "groups"),
    [
        ("editor", 200, {"Editors", "Moderators"}),
        ("administrator", 200, {"Editors", "Moderators"}),
        ("coordination", 200, {"Editors", "Moderators"}),
        ("communications", 200, {"Editors"}),
        ("delegate", 403, set()),
        ("student", 403, set()),
        ("evaluator", 403, set()),
    ],
)
def test_door_opens_by_role(role, status, groups):
    user = make_account(role)
    response = signed_in(user).get("/cms/")
    assert response.status_code == status
    assert set(user.groups.values_list("name", flat=True)) == groups


def test_role_that_ended_closes_the_door_and_ends_the_membership(editor):
    assert editor.get("/cms/pages/").status_code == 200
    RoleAssignment.objects.filter(person=editor.user.person).update(end="2020-01-01")
    response = editor.get("/cms/pages/")
    assert response.status_code == 403
    assert "el rol de edición, comunicaciones" in response.content.decode()
    assert not editor.user.groups.exists()


@pytest.mark.parametrize(
    "path",
    ["users/", "groups/", "documents/", "sites/", "redirects/", "login/", "failwhale/", ALIAS],
)
def test_what_is_kept_elsewhere_is_not_in_the_cms(editor, path):
    assert editor.get(f"/cms/{path}").status_code == 404


def test_first_screen_leads_only_to_what_is_kept_in_the_cms(editor):
    screen = editor.get("/cms/").content.decode()
    assert 'href="/cms/pages/' in screen
    assert 'href="/cms/documents/' not in screen


def test_form_of_a_page_does_not_offer_to_give_its_translation_up(editor):
    page = page_of("about", "en")
    Translation.objects.update(enabled=False)
    form = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "localize-restart-translation" in form
    assert "/css/cms.css" in form
    assert "convert-to-alias" not in form


def test_account_page_of_the_cms_leads_to_the_sites_own_profile(editor, communications):
    for method in (editor.get, editor.post):
        assert method("/cms/account/")["Location"] == "/es/cuenta/perfil/"
    assert communications.get("/cms/account/")["Location"] == "/en/account/profile/"


def test_menu_of_the_cms_leads_to_the_desk_where_documents_are_added(editor, communications):
    from gte.portal.wagtail_hooks import PlaceMenuItem

    assert '"url": "/es/escritorio/biblioteca/"' in editor.get("/cms/").content.decode()
    assert "/en/desk/library/" not in communications.get("/cms/").content.decode()
    with pytest.raises(NoReverseMatch):
        PlaceMenuItem("Library", "no-such-place").url  # noqa: B018 - asked for its address


def test_start_page_of_the_cms_is_in_spanish_and_leads_to_what_there_is(editor):
    page = lxml.html.fromstring(editor.get("/cms/").content)
    text = " ".join(page.xpath("//main")[0].text_content().split())
    assert " páginas de GTE" in text
    assert "Empiece aquí" in text
    for word in ("Documents", "Pages", "Images", "Search all pages"):
        assert word not in text
    addresses = {link.split("?")[0] for link in page.xpath("//main//a/@href")}
    assert "/cms/documents/" not in addresses
    assert {"/es/escritorio/biblioteca/", reverse("portal_parity")} <= addresses
    for key, language in [("home", "es"), ("home", "en"), ("news", "es")]:
        there = reverse("wagtailadmin_pages:edit", args=[page_of(key, language).pk])
        assert there in addresses


def test_form_of_a_page_names_its_content_and_the_units_in_spanish(editor):
    from gte.portal.live import figure_choices

    edit = reverse("wagtailadmin_pages:edit", args=[page_of("about", "es").pk])
    form = lxml.html.fromstring(editor.get(edit).content)
    headings = [one.text_content() for one in form.xpath("//h2[contains(@id, 'body')]")]
    assert ["Contenido" in one for one in headings] == [True]
    with override("es"):
        units = [label.rpartition(" ")[2] for _key, label in figure_choices()]
    assert "páginas" in units
    assert "pages" not in units


def test_page_that_waits_for_approval_is_on_the_editors_desk(editor, communications):
    desk = reverse("desk")
    assert "1 pendiente" not in editor.get(desk).content.decode()
    page = page_of("about", "es")
    data = form_of(page, lead="Por revisar.") | {"action-submit": "action-submit"}
    data.pop("action-publish")
    send(communications, page, data)
    assert "1 pendiente" in editor.get(desk).content.decode()
    # Who may not approve has nothing to do about it.
    assert "1 waits" not in communications.get("/en/desk/").content.decode()


@pytest.mark.parametrize("path", ["no-such-place/", "users/"])
def test_errors_in_the_cms_speak_the_editors_language_not_the_browsers(editor, path):
    english = {"accept-language": "en"}
    response = editor.get(f"/cms/{path}", headers=english)
    assert response.status_code == 404
    assert '<html lang="es"' in response.content.decode()
    refused = signed_in(make_account("student")).get("/cms/", headers=english)
    assert (refused.status_code, refused["Content-Language"]) == (403, "es")


def test_letter_about_a_page_that_waits_greets_by_name_and_with_respect(
    editor, communications, django_capture_on_commit_callbacks
):
    page = page_of("about", "es")
    data = form_of(page, lead="Por revisar.") | {"action-submit": "action-submit"}
    data.pop("action-publish")
    with django_capture_on_commit_callbacks(execute=True):
        editor.get("/cms/")
        send(communications, page, data)
    (letter,) = [one for one in mail.outbox if editor.user.email in one.to]
    assert f"Hola, {editor.user.name}:" in letter.body
    assert "espera su aprobación (aprobación / approval)" in letter.body
    assert "Puede modificar la página aquí" in letter.body
    assert "Moderators" not in letter.body + letter.subject


def test_cms_speaks_the_editors_language(editor, communications):
    assert '<html lang="es"' in editor.get("/cms/").content.decode()
    assert '<html lang="en"' in communications.get("/cms/").content.decode()


def test_policy_is_strict_on_the_site_and_looser_in_the_cms_only(editor):
    site = editor.get("/es/")["Content-Security-Policy"]
    cms = editor.get("/cms/")["Content-Security-Policy"]
    assert "unsafe" not in site
    assert "frame-ancestors 'none'" in site
    assert "script-src 'self' 'unsafe-inline'" in cms
    assert "unsafe-eval" not in cms
    assert "http" not in cms


# --- publishing -----------------------------------------------------------------------------------


def test_editor_changes_a_page_and_the_visitor_sees_it_at_once(editor):
    page = page_of("about", "es")
    visitor = Client()
    assert "Lema nuevo" not in visitor.get(page.url).content.decode()
    entries = LogEntry.objects.count()
    response = send(editor, page, form_of(page, lead="Lema nuevo.", shows_organisation="on"))
    assert response.status_code == 302
    assert "Lema nuevo." in visitor.get(page.url).content.decode()
    entry = LogEntry.objects.first()
    assert LogEntry.objects.count() == entries + 1
    assert (entry.verb, entry.actor, entry.target) == (
        "page.published",
        editor.user,
        f"page-{page.pk}",
    )


def test_communications_may_submit_and_not_publish(communications):
    page = page_of("about", "es")
    send(communications, page, form_of(page, lead="Sin permiso."))
    page.refresh_from_db()
    assert page.lead != "Sin permiso."
    assert Workflow.objects.filter(active=True).exists()
    data = form_of(page, lead="Por revisar.") | {"action-submit": "action-submit"}
    data.pop("action-publish")
    send(communications, page, data)
    page.refresh_from_db()
    assert page.current_workflow_state is not None
    assert page.lead != "Por revisar."


@pytest.mark.parametrize("verb", ["page.unpublished", "page.moved", "page.deleted"])
def test_each_change_of_a_page_writes_one_line(editor, verb):
    page, other = page_of("privacy", "es"), page_of("about", "es")
    act = {
        "page.unpublished": lambda: editor.post(
            reverse("wagtailadmin_pages:unpublish", args=[page.pk])
        ),
        "page.moved": lambda: editor.post(
            reverse("wagtailadmin_pages:move_confirm", args=[page.pk, other.pk])
        ),
        "page.deleted": lambda: editor.post(reverse("wagtailadmin_pages:delete", args=[page.pk])),
    }[verb]
    before = LogEntry.objects.count()
    assert act().status_code == 302
    lines = list(LogEntry.objects.all()[: LogEntry.objects.count() - before])
    assert [line.verb for line in lines].count(verb) == 1
    assert all(line.actor == editor.user for line in lines)


# --- menus ----------------------------------------------------------------------------------------


def menu_form(menu, entries, **changes):
    """The form of a menu whose entries are all taken out and these put in."""
    old = list(menu.entries.all()) if menu.pk else []
    data = {
        "label_es": menu.label_es,
        "label_en": menu.label_en,
        "part": menu.part,
        "position": menu.position,
        "entries-TOTAL_FORMS": len(old) + len(entries),
        "entries-INITIAL_FORMS": len(old),
        "entries-MIN_NUM_FORMS": 1,
        "entries-MAX_NUM_FORMS": 1000,
        **changes,
    }
    for number, row in enumerate([*old, *entries]):
        values = {"label_es": "", "label_en": "", "page": "", "place": "", "url": "", "id": ""}
        if number < len(old):
            values |= {"id": row.pk, "place": row.place, "DELETE": "on"}
        else:
            values |= row
        data |= {f"entries-{number}-{name}": value for name, value in values.items()}
        data[f"entries-{number}-ORDER"] = number + 1
    return data


def test_changed_menu_is_on_every_page_at_once(editor):
    path = "/en/mandates/"
    assert "Our paths" not in get(path).html
    menu = Menu.objects.get(label_en="Cooperation")
    url = reverse("wagtailsnippets_portal_menu:edit", args=[menu.pk])
    form = menu_form(menu, [{"place": "networks"}], label_en="Our paths", label_es="Caminos")
    assert editor.post(url, form).status_code == 302
    link = next(one for one in get(path).links("//header") if one.text == "Our paths")
    assert link.address == "/en/networks/"
    assert LogEntry.objects.first().verb == "menu.changed"


@pytest.mark.parametrize(
    ("entries", "changes"),
    [
        ([{"place": "networks", "url": "https://example.org/"}], {}),
        ([{}], {}),
        ([{"url": "https://example.org/"}], {}),
        ([{"place": "networks"}], {"label_en": ""}),
        ([{"place": "nowhere"}], {}),
        ([{"url": "javascript:alert(1)", "label_es": "a", "label_en": "a"}], {}),
    ],
)
def test_menu_entry_that_leads_nowhere_or_twice_is_refused(editor, entries, changes):
    menu = Menu.objects.get(label_en="Cooperation")
    url = reverse("wagtailsnippets_portal_menu:edit", args=[menu.pk])
    assert editor.post(url, menu_form(menu, entries, **changes)).status_code == 200
    assert Menu.objects.get(pk=menu.pk).entries.count() == 5


def test_header_holds_at_most_five_menus(editor):
    menu = Menu(label_es="Uno más", label_en="One more", part="header", position=9)
    url = reverse("wagtailsnippets_portal_menu:add")
    assert editor.post(url, menu_form(menu, [{"place": "networks"}])).status_code == 200
    assert Menu.objects.filter(part="header").count() == 5


def test_menus_are_for_those_who_publish(communications):
    menu = Menu.objects.first()
    url = reverse("wagtailsnippets_portal_menu:edit", args=[menu.pk])
    response = communications.post(url, menu_form(menu, [{"place": "networks"}], label_en="X"))
    assert response.status_code in {302, 403}
    menu.refresh_from_db()
    assert menu.label_en != "X"


# --- pictures -------------------------------------------------------------------------------------


def upload(client, name, content):
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile(name, content, "image/png")
    return client.post(reverse("wagtailimages:add"), {"title": "P", "file": file})


def png():
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (600, 400), "navy").save(out, "PNG")
    return out.getvalue()


def png_that_claims(side):
    """A picture of a few bytes that says that it has so many dots on each side."""
    head = b"IHDR" + struct.pack(">II", side, side) + png()[24:29]
    return png()[:12] + head + struct.pack(">I", zlib.crc32(head)) + png()[33:]


# Wagtail leaves a spooled file to the garbage collector when storage is in memory, as in tests.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_picture_is_taken_and_shown_in_its_sizes_only(editor):
    from wagtail.images.models import Image

    assert upload(editor, "sea.png", png()).status_code == 302
    picture = Image.objects.get()
    url = picture.get_rendition("max-300x300").url
    response = Client().get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert Client().get(picture.file.url).status_code == 404
    assert LogEntry.objects.filter(verb="image.added", actor=editor.user).count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("x.png", b"<html><script>alert(1)</script></html>"),
        ("x.gif", b"GIF89a"),
        ("x.png", b""),
        ("x.png", b"\x89PNG" + b"0" * 9_000_000),
        ("x.png", png()[:60]),
        ("x.png", png_that_claims(60_000)),
    ],
)
def test_file_that_is_no_picture_is_refused_with_a_sentence(editor, name, content):
    from wagtail.images.models import Image

    response = upload(editor, name, content)
    assert response.status_code == 200
    assert not Image.objects.exists()


def test_library_document_is_chosen_by_words_of_its_title(editor):
    url = reverse("library_document_chooser:choose_results")
    found = editor.get(url, {"q": "definición características"}).content.decode()
    assert "doc-good-practice-framework" in found or "Definición" in found
    assert editor.get(url, {"q": "zzzz"}).status_code == 200


def test_parity_rows_go_with_their_pages():
    assert (
        PageParity.objects.count()
        == ContentType.objects.get(app_label="wagtailcore", model="page")
        .model_class()
        .objects.filter(depth__gt=1)
        .count()
    )
