"""Fragments of the real text: the real words marked, everything else escaped."""

from hypothesis import given
from hypothesis import strategies as st

from gte.search.fragments import DEEPEST, WIDTH, Finder, beginning, fragment, marked
from gte.search.glossary import field_glossary
from gte.search.query import parse


def finder(query, language="es"):
    return Finder(parse(query, field_glossary()), language)


def cut(text, query, language="es"):
    return fragment(text, finder(query, language))


def test_words_are_marked_as_they_are_written():
    text = "Banco de buenas Prácticas y de una práctica"
    assert cut(text, "practicas") == (
        "Banco de buenas <mark>Prácticas</mark> y de una <mark>práctica</mark>"
    )


def test_word_with_the_same_beginning_is_not_marked():
    assert cut("El acto del acta", "actas") == "El acto del <mark>acta</mark>"


def test_words_of_the_other_language_are_marked_by_the_glossary():
    assert cut("A technical internship.", "pasantías", "en") == (
        "A technical <mark>internship</mark>."
    )


def test_term_of_several_words_is_marked_whole_and_its_words_alone_are_not():
    text = "Una práctica en la empresa. La práctica profesional dura un mes."
    assert cut(text, "pasantía") == (
        "Una práctica en la empresa. La <mark>práctica profesional</mark> dura un mes."
    )


def test_phrase_is_marked_across_its_stop_words():
    text = "El marco de las cualificaciones"
    assert cut(text, '"marco de cualificaciones"') == (
        "El <mark>marco de las cualificaciones</mark>"
    )


def test_text_without_the_words_gives_no_fragment():
    assert cut("Nada de eso", "pasantía") is None


def test_hostile_text_is_escaped():
    text = '<script>alert("acta")</script> & acta'
    assert cut(text, "acta") == (
        "&lt;script&gt;alert(&quot;<mark>acta</mark>&quot;)&lt;/script&gt; &amp; <mark>acta</mark>"
    )
    assert beginning("<b>&") == "&lt;b&gt;&amp;"


def test_fragment_is_of_the_place_that_shows_most_of_the_question():
    filling = "palabra " * 100
    text = f"beca sola. {filling}. Una beca de inglés en Lima. {filling}"
    piece = cut(text, "beca inglés")
    assert piece.startswith("… Una <mark>beca</mark> de <mark>inglés</mark> en Lima.")
    assert piece.endswith("palabra …")
    assert len(piece) < 2 * WIDTH


def test_paragraphs_stand_in_one_line_with_a_dot_between():
    assert cut("Primero.\nUn acta", "acta") == "Primero. · Un <mark>acta</mark>"


def test_word_deep_in_a_long_text_is_found():
    text = "palabra " * (DEEPEST // 8 - 100) + "acta final"
    assert "<mark>acta</mark> final" in cut(text, "acta")


@given(st.text(max_size=600), st.text(max_size=60))
def test_fragment_of_any_text_for_any_question_holds_only_its_own_marks(text, asked):
    piece = cut(text + " acta " + text, f"acta {asked}")
    plain = (piece or "").replace("<mark>", "").replace("</mark>", "")
    assert "<" not in plain
    assert ">" not in plain
    assert (piece or "").count("<mark>") == (piece or "").count("</mark>")


def test_marks_that_lie_outside_are_left_out():
    text = "acta uno acta dos"
    places = finder("acta").places(text)
    assert marked(text, places, 5) == "uno <mark>acta</mark> dos"
