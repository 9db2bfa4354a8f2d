"""What a reader typed is understood; nothing that can be typed is an error."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gte.search.engines import postgresql, sqlite
from gte.search.engines.port import Conditions
from gte.search.glossary import Glossary, field_glossary
from gte.search.query import MOST_CHARACTERS, MOST_WORDS, Phrase, parse
from gte.search.ranking import tokens_in
from gte.search.stopwords import EITHER

NO_TERMS = Glossary()


def words(query):
    return [" ".join(word.folded for word in group.words) for group in query.groups]


def test_words_are_groups_and_stop_words_are_left_out():
    assert words(parse("la educación de los jóvenes", NO_TERMS)) == ["educacion", "jovenes"]


def test_stop_words_count_when_nothing_else_is_asked():
    assert words(parse("sobre la", NO_TERMS)) == ["sobre", "la"]


def test_quoted_words_are_one_phrase_in_each_language():
    (group,) = parse('"buenas prácticas"', NO_TERMS).groups
    assert group.direct.parts == (
        Phrase(("buen", "practic")),
        Phrase(("e:buena", "e:practica")),
    )


@pytest.mark.parametrize("text", ["“buenas prácticas”", "«buenas prácticas»", '"Buenas Practicas"'])
def test_quotation_marks_of_every_kind_make_the_same_phrase(text):
    assert (
        parse(text, NO_TERMS).groups[0].direct
        == parse('"buenas prácticas"', NO_TERMS).groups[0].direct
    )


def test_minus_excludes_a_word_or_a_phrase():
    query = parse('beca -inglés -"alto nivel"', NO_TERMS)
    assert words(query) == ["beca"]
    assert [set(tokens_in(node)) for node in query.excluded] == [
        {"ingles", "e:ingl"},
        {"alto", "nivel", "e:alto", "e:nivel"},
    ]


@pytest.mark.parametrize("text", ["", "   ", "+", "- -", '"', '""', "()&|!*:<->", "…", "\0", "😀"])
def test_signs_alone_ask_for_nothing(text):
    query = parse(text, NO_TERMS)
    assert (query.groups, query.excluded) == ((), ())


def test_hyphen_inside_a_word_excludes_nothing():
    query = parse("técnico-profesional", NO_TERMS)
    assert (words(query), query.excluded) == (["tecnico", "profesional"], ())


def test_long_query_is_cut_between_words_and_says_so():
    query = parse("palabra " * 2000, NO_TERMS)
    assert query.is_cut
    assert len(query.text) <= MOST_CHARACTERS
    assert query.text.endswith("palabra")


def test_more_words_than_the_most_are_left_out_and_it_says_so():
    many = parse(" ".join(f"palabra{number}" for number in range(MOST_WORDS + 1)), NO_TERMS)
    assert (len(many.groups), many.is_cut) == (MOST_WORDS, True)
    assert not parse(" ".join(f"p{number}" for number in range(MOST_WORDS)), NO_TERMS).is_cut


def test_term_of_several_words_is_found_in_a_query_and_brings_what_means_the_same():
    (group, other) = parse("marcos nacionales de cualificaciones chile", field_glossary()).groups
    tokens = {token for node in group.equivalents for token in tokens_in(node)}
    assert {"e:nqf", "e:framework"} <= tokens
    assert other.equivalents == ()


def test_what_is_in_quotes_is_taken_as_it_is():
    (group,) = parse('"national qualifications framework"', field_glossary()).groups
    assert group.equivalents == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pasantía", "internship"),
        ("práctica profesional", "internship"),
        ("NQF", "cualificaciones"),
        ("acta", "minutes"),
        ("buena práctica", "good"),
        ("enseñanza técnica", "TVET"),
        ("presidencia pro tempore", "PPT"),
        ("degree", "título"),
    ],
)
def test_glossary_leads_from_a_term_to_the_other(one, other):
    (group,) = parse(one, field_glossary()).groups
    wanted = {token for node in parse(other, NO_TERMS).groups for token in tokens_in(node.direct)}
    tokens = {token for node in group.equivalents for token in tokens_in(node)}
    assert wanted & tokens


SIGNS = st.text(st.sampled_from("ab á\"-“” :*()|&!<>\\'^\0ñ中😀\u202e"), max_size=60)


@given(st.one_of(st.text(max_size=300), SIGNS))
@example('title:x OR "')
@example("a' | !b:*A <-> \\")
def test_whatever_is_typed_becomes_a_condition_for_both_databases(text):
    query = parse(text, field_glossary())
    asked = Conditions(tuple(group.whole for group in query.groups), (), (), query.excluded)
    telling = {
        word.folded for group in query.groups for word in group.words if word.folded not in EITHER
    }
    assert len(telling) <= MOST_WORDS
    if query.groups:
        for match in (sqlite.match(asked), postgresql.match(asked)):
            assert "\0" not in match
