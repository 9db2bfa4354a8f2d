"""Both languages of a page: what is older is said to editors, to readers and in the report."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from gte.common.domain import amend_record
from gte.portal.models import NewsPage
from gte.portal.parity import findings
from gte.workplan.models import Mandate
from tests.pages import get
from tests.portal.conftest import form_of, page_of, publish, send

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


def report(client):
    return client.get(reverse("portal_parity")).content.decode()


def translation_of(page):
    return Translation.objects.get(
        source__object_id=page.translation_key, target_locale=page.locale
    )


def translate_what_waits(client, page):
    """Through the addresses that the translation editor uses, piece by piece."""
    translation = translation_of(page)
    done = StringTranslation.objects.filter(locale=page.locale).values("translation_of", "context")
    pairs = {(one["translation_of"], one["context"]) for one in done}
    waiting = [
        segment
        for segment in StringSegment.objects.filter(source=translation.source)
        if (segment.string_id, segment.context_id) not in pairs
    ]
    for segment in waiting:
        url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
        answer = client.put(url, "value=The+new+lead.", content_type=FORM)
        assert answer.status_code in {200, 201}, answer.content
    return len(waiting)


def test_initial_pages_stand_alike_in_both_languages(editor):
    assert findings() == []
    assert "todas las páginas están iguales" in report(editor).lower()


def test_changed_source_makes_its_translation_older_until_it_is_translated(
    editor, django_capture_on_commit_callbacks
):
    spanish, english = page_of("about", "es"), page_of("about", "en")
    send(editor, spanish, form_of(spanish, lead="Entradilla nueva.", shows_organisation="on"))
    (found,) = findings()
    assert (found.state, found.page, found.language) == ("older", english.pk, "en")
    assert english.title in report(editor)

    # Editors are told on both sides and in the list, readers on the older page only.
    there = editor.get(reverse("wagtailadmin_pages:edit", args=[english.pk])).content.decode()
    assert "más antigua que «El grupo»" in there
    here = editor.get(reverse("wagtailadmin_pages:edit", args=[spanish.pk])).content.decode()
    assert "Ponerla al día" in here
    listing = editor.get(reverse("wagtailadmin_explore", args=[page_of("home", "en").pk]))
    assert "más antigua que la del otro idioma" in listing.content.decode()
    line = "The Spanish version is newer"
    assert line in get(english.url).main
    assert line not in get(spanish.url).main

    assert translate_what_waits(editor, english) == 1
    assert findings() != []
    with django_capture_on_commit_callbacks(execute=True):
        url = reverse("wagtailadmin_pages:edit", args=[english.pk])
        editor.post(url, {"action": "publish"}, follow=False)
    assert findings() == []
    shown = get(english.url)
    assert "The new lead." in shown.main
    assert line not in shown.main


def test_page_edited_freely_is_older_until_an_editor_compares_it(editor):
    spanish, english = page_of("privacy", "es"), page_of("privacy", "en")
    Translation.objects.filter(source__object_id=english.translation_key).update(enabled=False)
    publish(spanish, lead="Otra cosa.")
    assert [found.page for found in findings()] == [english.pk]
    # Publishing alone is not comparing: a mended comma brings nothing up to date.
    publish(english, lead="Something else.")
    assert english.pk in [found.page for found in findings()]
    url = reverse("portal_confirm_parity", args=[english.pk])
    assert "Ahora dicen lo mismo" in editor.get(url).content.decode()
    assert editor.post(url).status_code == 302
    assert findings() == []
    # From then on each side is measured against the other.
    publish(english, lead="Newer still.")
    assert [found.page for found in findings()] == [spanish.pk]
    assert "La versión en inglés es más reciente" in get(spanish.url).main


def test_page_that_is_not_published_or_missing_in_a_language_is_in_the_report(editor):
    page_of("privacy", "en").unpublish()
    page_of("accessibility", "en").delete()
    assert {(found.state, found.language) for found in findings()} == {
        ("unpublished", "en"),
        ("missing", "en"),
    }
    text = report(editor)
    assert "Declaración de accesibilidad" in text
    assert "Sin publicar" in text


def test_record_whose_text_is_older_is_in_the_report(editor):
    mandate = Mandate.objects.get(code="mandate-2014-create-gte")
    amend_record(record=mandate, by=None, changes={}, translated={"en": "es"})
    amend_record(record=mandate, by=None, changes={"title_es": "Otro título"})
    assert "/mandatos/mandate-2014-create-gte/" in report(editor)


def test_hostile_translation_is_harmless(editor, django_capture_on_commit_callbacks):
    spanish, english = page_of("privacy", "es"), page_of("privacy", "en")
    translation = translation_of(english)
    segment = next(
        one
        for one in StringSegment.objects.filter(source=translation.source).select_related("context")
        if one.context.path.startswith("body") and "galletas" in one.string.data
    )
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    value = "Words+%3Cscript%3Ealert(1)%3C%2Fscript%3E%3Cimg+src=x+onerror=alert(2)%3E"
    editor.put(url, f"value={value}", content_type=FORM)
    with django_capture_on_commit_callbacks(execute=True):
        edit = reverse("wagtailadmin_pages:edit", args=[english.pk])
        editor.post(edit, {"action": "publish"})
    html = get(english.url).html
    assert "<script>alert" not in html
    assert "onerror" not in html
    assert get(spanish.url).status == 200


def test_report_is_for_editors():
    assert Client().get(reverse("portal_parity")).status_code == 302


# --- a translation that is begun ------------------------------------------------------------------


@pytest.fixture
def spanish_news(editor):
    """A news page that is published in Spanish and not there in English."""
    news = page_of("news", "es").add_child(
        instance=NewsPage(
            title="Prueba de noticia",
            slug="prueba-de-noticia",
            lead="Entradilla de la noticia.",
            date=date(2026, 11, 20),
            locale=page_of("news", "es").locale,
        )
    )
    return publish(news)


def begin_translation(client, page, capture):
    english = Locale.objects.get(language_code="en")
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    with capture(execute=True):
        assert client.post(url, {"locales": [english.pk]}).status_code == 302
    return page.get_translation(english).specific


def places_that_lead_to(url):
    """Where a visitor would meet the page: its list, the feed, the sitemap, its other language."""
    spanish = page_of("news", "es").url + "prueba-de-noticia/"
    addresses = ("/en/", "/en/news/", "/en/feeds/news.xml", "/sitemap.xml", spanish)
    return [one for one in addresses if url in Client().get(one).content.decode()]


def test_translation_that_is_begun_is_a_draft_until_it_is_published(
    editor, spanish_news, django_capture_on_commit_callbacks
):
    english = begin_translation(editor, spanish_news, django_capture_on_commit_callbacks)
    assert not english.live
    assert Client().get(english.url).status_code == 404
    assert places_that_lead_to(english.url) == []
    assert (english.pk, "unpublished") in [(found.page, found.state) for found in findings()]

    translate_what_waits(editor, english)
    with django_capture_on_commit_callbacks(execute=True):
        edit = reverse("wagtailadmin_pages:edit", args=[english.pk])
        editor.post(edit, {"action": "publish"})
    published = Page.objects.get(pk=english.pk)
    assert Client().get(published.url).status_code == 200
    assert len(places_that_lead_to(published.url)) == 5


def test_pages_above_one_that_is_translated_are_drafts_too(
    editor, spanish_news, django_capture_on_commit_callbacks
):
    page_of("news", "en").delete()
    english = begin_translation(editor, spanish_news, django_capture_on_commit_callbacks)
    above = english.get_parent().specific
    assert (english.live, above.live, above.alias_of_id) == (False, False, None)
    # What is published above in Spanish later does not bring it out.
    with django_capture_on_commit_callbacks(execute=True):
        publish(page_of("news", "es"), lead="Otra entradilla.")
    above.refresh_from_db()
    assert not above.live
    assert translation_of(above).get_progress()[1] == 0
