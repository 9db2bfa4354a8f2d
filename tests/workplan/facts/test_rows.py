"""The rows: written down and read again they are the same, and their hash holds them."""

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gte.common.partial_dates import PartialDate
from gte.workplan.facts import load_facts
from gte.workplan.facts.rows import KINDS, DeliverableRow, MandateRow

texts = st.text(max_size=20)
dates = st.dates().map(PartialDate) | st.just(PartialDate("2018-05")) | st.none()
deliverables = st.builds(
    DeliverableRow,
    code=st.just("one"),
    title_es=texts,
    title_en=texts,
    due=dates,
    owners=st.lists(texts, max_size=3).map(tuple),
    progress=st.lists(
        st.tuples(texts, texts, st.none() | st.integers(0, 100), st.just("2026-01-29")), max_size=2
    ).map(tuple),
)


@given(deliverables)
def test_row_that_was_written_as_json_is_read_as_it_was(row):
    again = DeliverableRow.read(json.loads(json.dumps(row.body())))
    assert again == row
    assert again.hash == row.hash


@given(deliverables, texts)
def test_hash_tells_rows_apart_by_each_text(row, title):
    changed = dataclasses.replace(row, title_en=title)
    assert (changed.hash == row.hash) == (changed == row)


def test_hash_tells_kinds_apart():
    same = {"code": "one", "title_es": "a", "title_en": "b"}
    hashes = {kind(**same).hash for kind in KINDS.values()}
    assert len(hashes) == len(KINDS)


def test_field_that_came_after_a_row_was_kept_has_its_default():
    body = MandateRow(code="one", title_es="a", title_en="b", status="unknown").body()
    del body["topics"]
    assert MandateRow.read(body).topics == ()
    assert MandateRow.read({**body, "no_longer_there": 1}).status == "unknown"


@pytest.mark.django_db
def test_every_row_of_the_record_is_read_as_it_was_written():
    rows = load_facts().all_rows
    assert len(rows) > 250
    for row in rows:
        again = type(row).read(json.loads(json.dumps(row.body())))
        assert again == row
