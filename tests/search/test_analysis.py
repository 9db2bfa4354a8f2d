"""From text to tokens: forms of one word are one token, and no text is too odd to be read."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gte.search.analysis import fold_word, stem, stream, token, words_of

SAME = {
    "es": [
        "practica práctica prácticas practicas práctico prácticos",
        "educación educaciones educacion educativo",
        "formación formaciones formacion",
        "niño niña nina niños niñas",
        "acta actas",
        "joven jóvenes jovenes",
        "examen exámenes",
        "inglés ingleses inglesa ingles",
        "país países paises",
        "pasantía pasantías pasantia",
        "cualificación cualificaciones",
        "red redes",
    ],
    "en": [
        "qualification qualifications",
        "internship internships",
        "policy policies",
        "training trained",
        "country countries",
    ],
}
DIFFERENT = {
    "es": ["acta acto", "red reto", "calificación cualificación", "mandato mandar"],
    "en": ["act action", "intern international", "network work"],
}


def tokens(forms, language):
    return {token(word.folded, language) for word in words_of(forms)}


@pytest.mark.parametrize(
    ("language", "forms"), [(one, forms) for one, rows in SAME.items() for forms in rows]
)
def test_forms_of_a_word_are_one_token(language, forms):
    assert len(tokens(forms, language)) == 1


@pytest.mark.parametrize(
    ("language", "words"), [(one, words) for one, rows in DIFFERENT.items() for words in rows]
)
def test_other_words_are_other_tokens(language, words):
    assert len(tokens(words, language)) == 2


def test_stem_of_one_language_is_never_taken_for_the_other():
    assert token("act", "es") != token("act", "en")


def test_number_is_the_same_in_both_languages():
    assert token("2014", "es") == token("2014", "en") == "2014"


def test_letters_of_two_characters_are_one_word():
    assert [word.folded for word in words_of("educacio\u0301n")] == ["educacion"]


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold_word(fold_word(text)) == fold_word(text)


@given(st.text(st.characters(codec="latin-1", categories=["Ll", "Lu"]), min_size=1, max_size=30))
def test_accents_and_capitals_make_no_difference(word):
    plain = "".join(
        char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char)
    )
    assert fold_word(plain) == fold_word(word)
    assert fold_word(fold_word(word).upper()) == fold_word(fold_word(word).upper().lower())


@given(st.text(max_size=300))
def test_words_stand_where_they_are_said_to_stand(text):
    end = 0
    for word in words_of(text):
        assert end <= word.start < word.end <= len(text)
        assert fold_word(text[word.start : word.end])[:40] == word.folded
        assert word.folded.isalnum()
        end = word.end


@given(st.text(min_size=1, max_size=40), st.sampled_from(["es", "en"]))
def test_stem_is_never_nothing(text, language):
    for word in words_of(text):
        assert stem(word.folded, language)


@given(st.text(max_size=400), st.sampled_from(["es", "en"]), st.integers(0, 20))
def test_every_word_of_a_text_is_in_its_stream(text, language, longest):
    row, loose = stream(text, language, longest)
    assert {*row, *loose} == {token(word.folded, language) for word in words_of(text)}
    assert len(row) <= longest


def test_stop_words_and_what_is_too_far_on_stand_in_no_row():
    row, loose = stream("El marco de las cualificaciones del país", "es", 2)
    assert row == ["marc", "cualif"]
    assert set(loose) == {"el", "de", "las", "del", "pais"}
