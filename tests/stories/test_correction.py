"""Andrés Molina corrects a record: readers see it at once, and loading again does not undo it."""

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model

from gte.common.domain import amend_record
from gte.record.domain import load_record
from gte.workplan.models import Mandate
from tests import facts
from tests.pages import get, list_address, record_address

pytestmark = pytest.mark.django_db
CODE = "mandate-2015-ministers-role"


def test_correction_is_public_in_both_languages_and_survives_the_next_load(grace):
    andres = get_user_model().objects.create_user("andres.molina@example.org")
    path = record_address(CODE, "en")
    before = grace.go(path)
    assert before.h1 == facts.title(CODE, "en")
    assert CODE in {
        link.path.rstrip("/").rsplit("/", 1)[-1]
        for link in get(list_address("mandates", "en", "?status=unknown")).links("//table")
    }

    amend_record(
        record=Mandate.objects.get(code=CODE),
        by=andres,
        changes={
            "status": "fulfilled",
            "title_es": "Los ministros dirigen la cooperación educativa",
            "title_en": "Ministers lead education cooperation",
        },
        translated={"en": "es"},
    )

    assert grace.go(path).h1 == "Ministers lead education cooperation"
    assert grace.switches_language().h1 == "Los ministros dirigen la cooperación educativa"
    assert "older than" not in grace.go(path).main

    result = load_record(folder=settings.RECORD_DIR)
    assert result.kept == [CODE]
    assert grace.go(path).h1 == "Ministers lead education cooperation"


def test_text_changed_in_one_language_is_marked_as_older_in_the_other(grace):
    andres = get_user_model().objects.create_user("andres.molina@example.org")
    amend_record(
        record=Mandate.objects.get(code=CODE),
        by=andres,
        changes={"title_es": "Los ministros dirigen la cooperación educativa"},
    )
    english = grace.go(record_address(CODE, "en"))
    assert "This text is older than the one it was translated from." in english.main
    spanish = grace.switches_language()
    assert spanish.h1 == "Los ministros dirigen la cooperación educativa"
    assert spanish.all("//*[@id='provenance']//*[contains(@class, 'notice')]") == []
