"""Content in one comparable form: equal where nothing is told otherwise, different elsewhere."""

from decimal import Decimal

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gte.practices.models import Practice
from gte.record.building import build_practice
from gte.record.content import content_hash, plain, wanted_content
from gte.record.schemas import Practice as PracticeSchema
from gte.record.scopes import Scopes
from tests import facts
from tests.factories.record_files import change, figure, practice
from tests.record.unloading import as_filed, unload

CODES = st.lists(st.sampled_from(["topic-a", "topic-b"]), max_size=4)
# Everything that a file can hold, the oddest of signs included.
SIGNS = st.characters(codec="utf-8", exclude_characters="\0")
# The plain reader of the facts does not tell a quoted "~" from a bare one, which is no text.
WORDS = st.text(SIGNS, min_size=1, max_size=60).filter(
    lambda text: text.strip() and text not in {"~", "null"}
)
TEXTS = st.fixed_dictionaries({"es": WORDS, "en": WORDS})
DATES = st.one_of(
    st.dates().map(str),
    st.dates().map(lambda day: str(day)[:7]),
    st.integers(1, 9999).map(lambda year: f"{year:04}"),
    st.integers(1000, 9999),
)
# Fifteen figures at most, as the largest that the files may hold, and round sums beyond.
AMOUNTS = st.one_of(
    st.integers(1 - 10**15, 10**15 - 1).map(lambda cents: Decimal(cents) / 100),
    st.integers(1 - 10**15, 10**15 - 1).map(lambda thousands: Decimal(thousands) * 1000),
)
FIGURES = st.fixed_dictionaries(
    {
        "metric": TEXTS,
        "value": AMOUNTS.map("{:f}".format),
        "unit": st.sampled_from(["people", "percent"]),
    },
    optional={"as_of": st.none() | DATES, "source": st.none() | WORDS},
)
PRACTICES = st.builds(
    practice,
    st.just("practice-p"),
    title=TEXTS,
    problem=TEXTS,
    country_id=st.sampled_from(["aa", "bb"]),
    source=WORDS,
    more_sources=st.lists(WORDS, max_size=3),
    certainty=st.sampled_from(["documented", "inferred"]),
    results=st.lists(FIGURES, max_size=3),
    context_figures=st.lists(FIGURES, max_size=2),
    topic_ids=CODES,
    in_official_repository=st.booleans(),
)
COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


def hash_of(record):
    built = build_practice(PracticeSchema.model_validate(record), Scopes({}, {}))
    return content_hash(wanted_content(Practice, built))


@given(CODES, st.randoms(use_true_random=False))
@settings(**COMMON)
def test_order_and_repetition_of_links_are_not_content(codes, random):
    shuffled = [*codes, *codes[:1]]
    random.shuffle(shuffled)
    assert hash_of(practice("p", topic_ids=codes)) == hash_of(practice("p", topic_ids=shuffled))


@given(AMOUNTS, st.sampled_from(["{}", "+{}", "000{}", "{}e0"]))
@settings(**COMMON)
def test_form_of_a_number_is_not_content(amount, form):
    amount = abs(amount)
    one, other = figure(f"{amount:f}"), figure(form.format(f"{amount:f}"))
    assert hash_of(practice("p", results=[one])) == hash_of(practice("p", results=[other]))


@pytest.mark.parametrize("other", [100, "100", "100.0", "100.00", "1e2"])
def test_hundred_is_hundred_however_written(other):
    assert plain(Decimal(other)) == "100"
    one = hash_of(practice("p", results=[figure(100)]))
    assert hash_of(practice("p", results=[figure(other)])) == one


@given(st.lists(FIGURES, min_size=2, max_size=3, unique_by=lambda one: one["metric"]["es"]))
@settings(**COMMON)
def test_order_of_figures_is_content(figures):
    turned = list(reversed(figures))
    assert hash_of(practice("p", results=figures)) != hash_of(practice("p", results=turned))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("title.es", "Otro"),
        ("title.en", "Other"),
        ("source", "Elsewhere"),
        ("more_sources", ["Elsewhere"]),
        ("certainty", "inferred"),
        ("country_id", "bb"),
        ("period", "2013-"),
        ("topic_ids", []),
        ("in_official_repository", True),
        ("results.0.value", 13),
        ("results.0.as_of", "2021"),
        ("results.0.source", "Elsewhere"),
        ("results.1.unit", "people"),
    ],
)
def test_every_change_of_a_fact_is_content(path, value):
    one = practice("p")
    assert hash_of(change(one, path, value)) != hash_of(one)


def test_same_text_in_another_field_is_content():
    """Sides and fields are told apart, not only the words in them."""
    title = {"es": "a", "en": "b"}
    turned = {"es": "b", "en": "a"}
    assert hash_of(practice("p", title=title)) != hash_of(practice("p", title=turned))
    one = practice("p", title=title, problem=turned)
    other = practice("p", title=turned, problem=title)
    assert hash_of(one) != hash_of(other)


@pytest.mark.django_db
@given(generated=PRACTICES)
@settings(**COMMON, max_examples=30)
def test_any_practice_is_stored_as_written_and_then_unchanged(loaded, load, folder, generated):
    """Each example updates the same record, or makes it if it is the first."""
    result = load({"practices": [generated]})
    assert (result.created + result.updated + result.unchanged, result.kept) == (1, [])
    written = yaml.load((folder / "practices.yaml").read_text("utf-8"), facts.LOADER)  # noqa: S506
    filed = as_filed("practices", facts.as_written(written)[0])
    assert unload("practices", "practice-p") == filed
    assert load({"practices": [generated]}).unchanged == 1


@pytest.fixture
def loaded(empty_register, load, record):
    """The small record, for the generated practices to refer to."""
    load(record)
