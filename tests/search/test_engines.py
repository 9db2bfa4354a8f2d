"""The index against a plain reading of the same tokens; run again on PostgreSQL."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gte.search.domain import index_entries
from gte.search.engines import engine
from gte.search.engines.port import HEAD, TITLE, Conditions, IndexRow, Within
from gte.search.entries import TEXT_ROW, tokens_of
from gte.search.glossary import Glossary
from gte.search.models import SearchEntry
from gte.search.query import Phrase, Term, parse
from gte.search.ranking import holds
from tests.search.conftest import entry, found

pytestmark = pytest.mark.django_db

WORDS = "educación técnica marco nacional de la calidad red acta young training minutes of the"
TEXTS = st.lists(st.sampled_from(WORDS.split()), max_size=8).map(" ".join)
QUERIES = st.lists(
    st.sampled_from([*WORDS.split(), '"marco nacional"', '"red de calidad"', "-acta", '-"la red"']),
    min_size=1,
    max_size=4,
).map(" ".join)


def plainly_found(query, entries, parts):
    """Every group in any of the parts, nothing excluded in any: read from the tokens themselves."""
    keys = []
    for one in entries:
        tokens = tokens_of(one)._asdict()
        # Parts apart, so that no phrase reaches from one into the next.
        text = " | ".join(tokens[part].joined() for part in parts)
        wanted = all(holds(group.whole)(text) for group in query.groups)
        if wanted and not any(holds(node)(text) for node in query.excluded):
            keys.append(one.key)
    return sorted(keys)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=6), QUERIES)
def test_index_finds_what_a_plain_reading_finds(empty_index, texts, asked):
    entries = [
        entry(f"d{number}", title, text, title_en=title, text_en=english)
        for number, (title, text, english) in enumerate(texts)
    ]
    engine().clear()
    SearchEntry.objects.all().delete()
    index_entries(entries)
    keys = dict(SearchEntry.objects.values_list("pk", "key"))
    query = parse(asked, Glossary())
    if not query.groups:
        return
    nodes = tuple(group.whole for group in query.groups)
    pks = engine().numbers(Conditions(nodes, excluded=query.excluded), 100)
    assert sorted(keys[pk] for pk in pks) == plainly_found(query, entries, ("title", "text"))
    if not query.excluded:
        titled = Conditions(within=tuple(Within(node, TITLE) for node in nodes))
        pks = engine().numbers(titled, 100)
        assert sorted(keys[pk] for pk in pks) == plainly_found(query, entries, ("title",))


def test_newest_come_first_up_to_the_limit(put):
    put(*(entry(f"d{number}", "Acta") for number in range(5)))
    acta = parse("acta", Glossary()).groups[0].whole
    pks = engine().numbers(Conditions((acta,)), 3)
    assert pks == sorted(pks, reverse=True)
    assert SearchEntry.objects.get(pk=pks[0]).key == "d4"
    assert len(pks) == 3


@pytest.mark.parametrize("limit", [1, 3, 4, 50])
def test_newest_come_first_however_far_apart_they_were_registered(empty_index, limit):
    acta, other = (tokens_of(entry("d", title)) for title in ("Acta", "Otro"))
    pks = [1, 8_191, 8_192, 300_000, 310_000, 320_000, 327_679, 327_680]
    engine().index([IndexRow(pk, "2026", acta if pk != 320_000 else other) for pk in pks])
    node = parse("acta", Glossary()).groups[0].whole
    wanted = sorted(set(pks) - {320_000}, reverse=True)[:limit]
    assert engine().numbers(Conditions((node,)), limit) == wanted
    assert [row[0] for row in engine().candidates(Conditions((node,)), limit)] == wanted


def test_only_the_given_ones_are_read_for_a_phrase(put):
    put(*(entry(f"d{number}", "Red de calidad") for number in range(5)))
    numbers = engine().numbers(Conditions((Term("red"), Term("calid"))), 2)
    phrase = Phrase(("red", "calid"))
    assert engine().numbers(Conditions((phrase,), among=tuple(numbers)), 10) == numbers
    assert len(engine().facets(Conditions((phrase,), among=tuple(numbers)), 10)) == 2
    assert len(engine().numbers(Conditions((phrase,)), 10)) == 5


def test_entry_indexed_again_keeps_its_number_and_loses_its_old_words(put):
    put(entry("d", "Acta de Lima"))
    first = SearchEntry.objects.get()
    put(entry("d", "Informe de Lima"))
    assert SearchEntry.objects.get().pk == first.pk
    assert (found("acta"), found("informe"), found("lima")) == ([], ["d"], ["d"])


def test_phrase_does_not_reach_across_languages_or_parts(put):
    put(entry("d", "Banco", "nacional", title_en="marco", text_en="framework"))
    assert found('"marco nacional"') == []
    assert found('"banco marco"') == []
    assert found("banco nacional") == ["d"]


def test_phrase_skips_the_stop_words_of_a_text(put):
    put(entry("d", "Marco de las cualificaciones"), entry("e", "Marco social de cualificaciones"))
    assert found('"marco cualificaciones"') == ["d"]
    assert found('"marco de cualificaciones"') == ["d"]


def test_word_far_on_in_a_long_text_is_found_and_a_phrase_there_is_not(put):
    long = " ".join(f"palabra{number}" for number in range(TEXT_ROW + 50))
    put(entry("d", "Documento largo", f"inicio cercano {long} final remoto"))
    assert found("remoto") == ["d"]
    assert found('"inicio cercano"') == ["d"]
    assert found('"final remoto"') == []


def test_text_of_a_million_characters_is_indexed(put):
    text = " ".join(f"voz{number % 4000} común" for number in range(90_000))
    assert len(text) > 1_000_000
    put(entry("d", "Documento largo", text))
    assert found("voz3999 comun") == ["d"]


def test_head_is_title_and_lead(put):
    put(entry("d", "Acta", lead="Lima"), entry("e", "Acta", "Lima"))
    lima = parse("lima", Glossary()).groups[0].whole
    assert len(engine().numbers(Conditions(within=(Within(lima, HEAD),)), 9)) == 1


def test_nothing_asked_for_is_refused():
    with pytest.raises(ValueError, match="asked for something"):
        engine().numbers(Conditions(), 1)
