"""The plan's workbook out and in again: nothing changes, and each change comes back by its verb."""

import io

import pytest
from django.utils.translation import override

from gte.register.sheets.exchange import preview
from gte.workplan.sheets.workbook import PlanBook

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["es", "en"])
def test_record_out_and_in_again_changes_nothing(coordinator, language):
    with override(language):
        data = PlanBook(coordinator).written(language=language)
    seen = preview(io.BytesIO(data), exchange=PlanBook(coordinator).exchange, by=coordinator)
    counts = seen.reading.counts
    assert seen.reading.problems == []
    assert {name for name, count in counts.items() if count} == {"unchanged"}
