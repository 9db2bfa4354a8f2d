"""What the database itself keeps of every record, and how records and figures name themselves."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from gte.alliance.models import Topic
from gte.common.bilingual import text_of
from gte.common.enums import Scope
from gte.common.models import Record
from gte.practices.models import Practice, PracticeFigure
from gte.record.kinds import KINDS

MODELS = sorted({kind.model for kind in KINDS}, key=lambda model: model.__name__)
each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)


def test_every_kind_of_record_is_a_record():
    assert [model.__name__ for model in MODELS if not issubclass(model, Record)] == []
    assert len(MODELS) == 18


@each_model
@pytest.mark.parametrize(
    ("column", "value"), [("certainty", "sure"), ("scope", "global"), ("source", "")]
)
@pytest.mark.django_db
def test_database_refuses_a_record_without_provenance(model, column, value):
    with pytest.raises(IntegrityError, match=r"_known|_has_source"), transaction.atomic():
        model.objects.all().update(**{column: value})


@each_model
@pytest.mark.django_db
def test_database_refuses_an_identifier_twice(model):
    first, second = model.objects.order_by("pk")[:2]
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=second.pk).update(code=first.code)


@each_model
@pytest.mark.django_db
def test_own_records_are_those_of_the_group_alone(model):
    own = set(model.objects.own().values_list("code", flat=True))
    assert own == {row.code for row in model.objects.all() if row.scope == Scope.GTE}


@each_model
@pytest.mark.django_db
def test_public_record_is_visible_to_everybody(model):
    assert model.objects.visible_to(None).count() == model.objects.count()


@pytest.mark.django_db
def test_record_calls_itself_by_the_name_in_the_readers_language():
    topic = Topic.objects.get(code="english")
    with translation.override("es"):
        assert str(topic) == "Inglés"
    with translation.override("en"):
        assert str(topic) == "English"


def test_missing_text_is_not_filled_from_the_other_language():
    topic = Topic(name_es="Inglés")
    with translation.override("en"):
        assert not topic.name


@pytest.mark.parametrize(
    ("value", "shown"), [("100.00", "100"), ("35.70", "35.7"), ("0", "0"), ("15545412", "15545412")]
)
def test_figure_shows_its_number_without_empty_places(value, shown):
    figure = PracticeFigure(metric_es="m", metric_en="m", value=Decimal(value), unit="people")
    assert str(figure) == f"m: {shown} people"


@pytest.mark.django_db
def test_figures_come_in_the_order_of_their_source():
    for practice in Practice.objects.all():
        positions = [figure.position for figure in practice.figures.all()]
        assert positions == list(range(1, len(positions) + 1))


def test_pair_of_texts_gives_the_readers_side():
    pair = {"es": "Nivel", "en": "Level"}
    with translation.override("en"):
        assert text_of(pair) == "Level"
    with translation.override("es"):
        assert text_of(pair) == "Nivel"
    with translation.override(None):
        assert text_of(pair) == "Nivel"
