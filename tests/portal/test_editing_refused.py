"""What the page editor refuses, or takes the harm out of."""

import json

import pytest
from django.urls import reverse

from gte.common.models import LogEntry
from tests.pages import Page, get
from tests.portal.conftest import form_of, page_of, publish, send

pytestmark = pytest.mark.django_db
HOSTILE = """<p>Words<script>alert('x')</script><img src=x onerror=alert(1)>
<a href="javascript:alert(2)">link</a><a href="JaVa\tScript:alert(3)">other</a>
<iframe src="https://evil.example"></iframe><style>body{display:none}</style>
<svg onload=alert(4)></svg><b onclick="alert(5)">bold</b></p>"""


@pytest.mark.parametrize("superuser", [False, True])
def test_home_page_of_a_language_stays_where_it_is(editor, superuser):
    type(editor.user).objects.filter(pk=editor.user.pk).update(is_superuser=superuser)
    home, below = page_of("home", "es"), page_of("about", "es")
    for path in (
        reverse("wagtailadmin_pages:unpublish", args=[home.pk]),
        reverse("wagtailadmin_pages:delete", args=[home.pk]),
        reverse("wagtailadmin_pages:move_confirm", args=[home.pk, below.pk]),
        reverse("wagtailadmin_pages:set_privacy", args=[home.pk]),
        f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'unpublish'])}?id={home.pk}",
        f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?id={home.pk}",
    ):
        data = {"restriction_type": "login", "wagtail_site_name": "GTE"}
        assert editor.post(path, data).status_code < 500, path
    assert get("/es/").status == 200
    stays = type(home).objects.get(pk=home.pk)
    assert (stays.live, stays.path) == (True, home.path)
    assert "expire_at" not in get(reverse("wagtailadmin_pages:edit", args=[home.pk]), editor).html


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", "choose-external-link/"),
        ("get", "images/chooser/chosen/x/"),
        ("get", f"library-document-chooser/chosen/{'9' * 40}x/"),
        ("post", "editing-sessions/ping/portal/homepage/x/1/"),
        ("post", "pages/1/lock/"),
        ("post", "pages/1/move/1/confirm/"),
        ("post", "snippets/choose/portal/menu/create/"),
    ],
)
def test_what_no_form_of_the_cms_sends_is_refused_with_a_sentence(editor, method, path):
    before = LogEntry.objects.count()
    page = Page(path, getattr(editor, method)(f"/cms/{path}"))
    assert page.status == 400
    assert "El editor de páginas no pudo leer lo que se envió" in page.main
    assert LogEntry.objects.count() == before


def test_number_beyond_any_database_is_unreadable_or_of_nothing(editor):
    path = f"editing-sessions/ping/portal/homepage/{'9' * 40}/1/"
    # PostgreSQL compares such a number, SQLite does not take it.
    assert editor.post(f"/cms/{path}").status_code in {400, 404}


@pytest.mark.parametrize("changes", [{}, {"alias": "on"}])
def test_copy_of_a_page_is_told_and_stands_for_itself(editor, changes):
    page, above = page_of("privacy", "es"), page_of("home", "es")
    data = {"new_title": "Copia", "new_slug": "copia", "new_parent_page": above.pk} | changes
    path = reverse("wagtailadmin_pages:copy", args=[page.pk])
    answer = Page(path, editor.post(path, data | {"publish_copies": "on"}, follow=True))
    assert ("deje «alias» sin marcar" in answer.html) is bool(changes)
    assert type(page).objects.filter(slug="copia").count() == (0 if changes else 1)


# --- hostile texts --------------------------------------------------------------------------------


def draft(html_like):
    """What the text editor sends when somebody made it hold such entities."""
    return json.dumps(
        {
            "blocks": [
                {
                    "key": "a",
                    "text": html_like,
                    "type": "unstyled",
                    "depth": 0,
                    "inlineStyleRanges": [],
                    "entityRanges": [{"offset": 0, "length": 4, "key": 0}],
                }
            ],
            "entityMap": {
                "0": {
                    "type": "LINK",
                    "mutability": "MUTABLE",
                    "data": {"url": "javascript:alert(1)"},
                }
            },
        }
    )


def harmless(html):
    low = html.lower()
    return not any(
        mark in low
        for mark in (
            "<script>",
            "onerror=",
            "javascript:",
            "<iframe",
            "<style",
            "onload=",
            "onclick=",
        )
    )


@pytest.mark.parametrize(
    "sent",
    [
        HOSTILE,
        draft(HOSTILE),
        draft("x").replace('"entityMap": {"0"', '"entityMap": {"1"').replace("javascript", "https"),
        "{",
        "[]",
        "null",
        '{"blocks": 3}',
        "\x00",
        pytest.param("[" * 100_000, id="list in lists"),
        pytest.param("<b><i>" * 20_000 + HOSTILE, id="element in elements"),
    ],
)
def test_hostile_or_broken_text_sent_by_the_form_is_harmless(editor, sent):
    page = page_of("about", "es")
    data = form_of(page, body=[("text", sent)])
    response = send(editor, page, data)
    assert response.status_code in {200, 302}
    shown = get(page.url)
    main = shown.html[shown.html.index("<main") : shown.html.index("</main>")]
    # Sent as words of the editor they stay words; what counts is that none of it is markup.
    if sent == draft(HOSTILE):
        assert shown.all("//main//img[@onerror] | //main//iframe | //main//style") == []
        assert not [link for link in shown.links("//main") if link.address.startswith("java")]
    else:
        assert harmless(main)


def test_hostile_text_already_in_the_database_is_harmless():
    page = page_of("about", "en")
    publish(page, body=json.dumps([{"type": "text", "value": HOSTILE, "id": "x"}]))
    shown = get(page.url)
    assert harmless(shown.html[shown.html.index("<main") :])
    assert "Words" in shown.main


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"slug": "buscar"}, "«buscar» lleva a una lista o pantalla del sitio"),
        ({"slug": "documentos"}, "«documentos» lleva a una lista o pantalla del sitio"),
        ({"slug": "", "title": "Documentos"}, "«documentos» lleva a una lista o pantalla"),
        ({"title": "\u200b"}, "Contiene signos que no se ven."),
        ({"title": "El \u202eopurg"}, "Contiene signos que no se ven."),
        ({"lead": "Una campana \x07 suena."}, "Contiene signos que no se ven."),
    ],
)
def test_page_that_nobody_would_find_or_read_is_refused_with_a_sentence(editor, changes, sentence):
    page = page_of("about", "es")
    response = send(editor, page, form_of(page, **changes))
    assert (response.status_code, sentence in response.content.decode()) == (200, True)
    page.refresh_from_db()
    assert (page.slug, page.title) == ("el-grupo", "El grupo")


def test_part_of_a_section_before_any_section_is_refused_with_a_sentence(editor):
    page = page_of("about", "es")
    data = form_of(page, body=[("heading", {"text": "Suelto", "level": "h3"})])
    response = send(editor, page, data)
    assert response.status_code == 200
    assert "es parte de una secci" in response.content.decode()
