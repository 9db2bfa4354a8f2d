"""Editors at work: accounts with roles, and Wagtail's forms filled in as a browser sends them."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests.factories.people import make_account
from tests.pages import _no_kept_pages  # noqa: F401 - asked for by itself


def page_of(key, language):
    from gte.portal.domain import key_of

    return Page.objects.get(translation_key=key_of(key), locale__language_code=language).specific


@pytest.fixture
def editor(db):
    client = Client()
    client.user = make_account("editor")
    client.force_login(client.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def communications(db):
    client = Client()
    client.user = make_account("communications", language="en")
    client.force_login(client.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def publish(page, user=None, **changes):
    """As the CMS does it: a new revision with changes, published."""
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(user=user).publish(user=user)
    return page


def form_of(page, **changes):
    """What the editor's form sends for a page with a short body."""
    from wagtail.test.utils.form_data import nested_form_data, streamfield

    body = changes.pop("body", [])
    values = {
        "title": page.title,
        "slug": page.slug,
        "lead": page.lead,
        "body": streamfield(body),
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "comments-MIN_NUM_FORMS": 0,
        "comments-MAX_NUM_FORMS": "",
        "action-publish": "action-publish",
        "search_description": page.search_description,
        **changes,
    }
    return nested_form_data(values)


def send(client, page, data):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
