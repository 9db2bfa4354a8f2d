"""The order of what was found."""

import pytest

from gte.search import queries
from tests.search.conftest import entry, found

pytestmark = pytest.mark.django_db


def test_title_comes_before_lead_before_text(put):
    put(
        entry("title", "El acta de la sesión", "otro"),
        entry("lead", "Otro", lead="acta"),
        entry("text", "Otro", "un acta"),
    )
    assert found("acta") == ["title", "lead", "text"]


def test_whole_title_comes_before_part_of_one(put):
    put(entry("exact", "Mandatos"), entry("part", "Mandatos de la cumbre de Lima"))
    assert found("mandatos") == ["exact", "part"]


def test_equal_ones_stand_newest_first_then_last_registered(put):
    put(
        entry("old", "Acta", date="2011"),
        entry("new", "Acta", date="2020-05-01"),
        entry("undated", "Acta"),
        entry("undated-too", "Acta"),
    )
    assert found("acta") == ["new", "old", "undated-too", "undated"]


def test_equivalent_comes_below_what_was_asked_for(put):
    put(
        entry("text", "Otro", "una pasantía"),
        entry("title", "Pasantía"),
        entry("title-en", title_en="Internship"),
        entry("text-en", text_en="an internship"),
    )
    assert found("pasantía") == ["title", "title-en", "text", "text-en"]
    assert found("internship") == ["title-en", "title", "text-en", "text"]


def test_rare_word_in_the_title_counts_more_than_a_common_one(put):
    put(
        *(entry(f"common{number}", "Otro", "informe") for number in range(30)),
        entry("rare-in-title", "Telescopio", "informe"),
        entry("common-in-title", "Informe", "telescopio"),
    )
    assert found("informe telescopio") == ["rare-in-title", "common-in-title"]


def test_best_hit_is_found_however_many_newer_there_are(put, monkeypatch):
    monkeypatch.setattr(queries, "MOST_CANDIDATES", 20)
    put(entry("best", "Acta"), entry("plain", "Otro", "acta"))
    put(*(entry(f"newer{number}", "Otro", "acta") for number in range(30)))
    result = queries.find(queries.understood("acta"), {})
    assert result.is_capped
    assert found("acta")[0] == "best"
    assert "plain" not in found("acta")


def test_as_many_as_are_ranked_are_not_called_more(put, monkeypatch):
    monkeypatch.setattr(queries, "MOST_CANDIDATES", 3)
    put(*(entry(f"d{number}", "Acta") for number in range(3)))
    result = queries.find(queries.understood("acta"), {})
    assert (result.is_capped, result.total) == (False, 3)


@pytest.mark.parametrize("asked", ['"red técnica"', 'lima "red técnica"'])
def test_phrase_of_very_common_words_is_read_in_the_newest_and_in_titles(put, monkeypatch, asked):
    monkeypatch.setattr(queries, "MOST_READ", 3)
    put(entry("titled", "Lima: red técnica"), entry("too-old", "Otro", "Lima: una red técnica"))
    put(entry("read", "Otro", "Lima: esta red técnica"))
    put(*(entry(f"apart{number}", "Otro", "Lima: técnica de red") for number in range(2)))
    result = queries.find(queries.understood(asked), {})
    assert result.is_narrowed
    assert found(asked) == ["titled", "read"]
    assert not queries.find(queries.understood("red técnica"), {}).is_narrowed
