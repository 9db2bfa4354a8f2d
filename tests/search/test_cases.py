"""Questions to the group's real record, answers written out: the same on both databases."""

import pytest

from gte.search.models import SearchEntry
from gte.search.queries import find, understood
from gte.search.suggestions import corrected, with_fewer_words
from tests.search.conftest import found

pytestmark = pytest.mark.django_db

# Ways of asking that must find the same records in the same order.
SAME = [
    ["practicas", "práctica", "prácticas", "PRÁCTICA", "practica"],
    ["pasantía", "pasantías", "pasantia"],
    ["educación técnica", "educacion tecnica", "Educaciones técnicas"],
    ["joven", "jóvenes"],
    ["acta", "actas"],
    ["qualification", "qualifications"],
    ["inglés -chile", "ingles   -Chile"],
    ["“buenas prácticas”", '"buenas practicas"'],
]
# What a question in one language shares with the question in the other: all of what is found.
ACROSS = [
    ("pasantías", "internships"),
    ("género", "gender"),
    ("docentes de inglés", "English teachers"),
    ("reconocimiento de títulos", "degree recognition"),
    ("marco de cualificaciones", "qualifications framework"),
    ("buenas prácticas", "good practices"),
]


@pytest.mark.parametrize("texts", SAME, ids=lambda texts: texts[0])
def test_forms_of_a_question_find_the_same_in_the_same_order(texts):
    first, *others = [found(text) for text in texts]
    assert len(first) > 2
    assert all(other == first for other in others)


@pytest.mark.parametrize(("spanish", "english"), ACROSS)
def test_question_finds_the_same_in_the_other_language(spanish, english):
    assert len(found(spanish)) > 5
    assert set(found(spanish)) == set(found(english))


FIRST = {
    "pasantía": [
        "commitment-2018-internships",
        "mandate-2018-internships",
        "project-ceap-internships",
        "mobility-internships",
    ],
    '"buenas prácticas"': [
        "good-practices",
        "deliverable-good-practice-bank",
        "project-good-practices",
        "network-evaluators",
    ],
    "NQF": ["doc-mncp-peru", "qualifications-recognition", "pe"],
    "marco de cualificaciones": ["project-rqf", "mandate-2018-nqf-recognition"],
    "gender": ["gtg", "project-gender-report", "gender-equality", "meeting-paefe-ws-gender-2022"],
    "chile": ["cl", "campaign-cl-tecnicamente", "english-cl-piap", "gte-cl-2024"],
    "docentes de inglés": ["coop-nz-gcc", "meeting-riap-gcc-2021", "meeting-riap-santiago-2024"],
    "minutes": ["doc-lima-declaration-2011", "doc-acta-bogota-2026", "ppt"],
}


@pytest.mark.parametrize(("text", "keys"), FIRST.items())
def test_first_hits_are_those_and_in_this_order(text, keys):
    # Pages of the CMS change as editors like.
    pages = set(SearchEntry.objects.filter(kind="page").values_list("key", flat=True))
    assert [key for key in found(text) if key not in pages][: len(keys)] == keys


def test_phrase_finds_fewer_than_its_words():
    assert set(found('"buenas prácticas"')) < set(found("buenas prácticas"))


def test_exclusion_takes_away_exactly_what_has_the_word():
    assert set(found("inglés -chile")) == set(found("inglés")) - set(found("inglés chile"))


def test_code_finds_its_record_first():
    assert found("mandate-2014-create-gte")[0] == "mandate-2014-create-gte"


def test_regional_term_finds_what_is_said_with_another():
    """A word of the field that only some countries use, and that no record has."""
    assert found("traineeship") == found("work placement") != []


def test_each_facet_counts_what_choosing_it_finds():
    query = understood("educación")
    for name, values in find(query, {}).counts.items():
        assert values, name
        for value, number in values.items():
            assert len(found("educación", **{name: value})) == number


def test_chosen_facet_shows_what_else_could_be_chosen():
    query = understood("educación")
    plain, chosen = find(query, {}).counts, find(query, {"kind": "document"}).counts
    assert chosen["kind"] == plain["kind"]
    assert sum(chosen["year"].values()) < sum(plain["year"].values())


def test_filters_alone_list_what_they_fit_newest_first():
    candidates = find(understood(""), {"kind": "meeting", "year": "2022"}).candidates
    dates = [one.date for one in candidates]
    assert dates == sorted(dates, reverse=True)
    assert len(dates) == find(understood(""), {"kind": "meeting"}).counts["year"]["2022"] > 2


TYPING_ERRORS = {
    "movlidad": "movilidad",
    "pasnatias": "pasantías",
    "internshp": "internship",
    "cualificasiones": "cualificaciones",
    "buenas practcas": "buenas prácticas",
    "edcuacion tecnica": "educación tecnica",
}


@pytest.mark.parametrize(("typed", "meant"), TYPING_ERRORS.items())
def test_typing_error_is_corrected_to_a_question_that_finds(typed, meant):
    assert corrected(understood(typed), {}, "es") == meant
    assert found(meant)


@pytest.mark.parametrize(("language", "meant"), [("es", "educación"), ("en", "education")])
def test_correction_is_in_the_readers_language_where_both_are_as_near(language, meant):
    assert corrected(understood("educasion"), {}, language) == meant


@pytest.mark.parametrize("text", ["pasantía", "xqzwvk", "qzx", "movilidad xqzwvk"])
def test_what_is_right_or_hopeless_is_not_corrected(text):
    assert corrected(understood(text), {}, "es") is None


def test_question_without_an_answer_offers_itself_with_fewer_words():
    query = understood("pasantías telescopios")
    assert found(query.text) == []
    assert with_fewer_words(query, {}) == ["pasantías"]
