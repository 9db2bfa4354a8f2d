"""What the page about the record counts."""

from __future__ import annotations

from collections import Counter
from typing import Any

from gte.common.enums import Certainty, Scope
from gte.record.kinds import KINDS
from gte.record.models import Origin


def record_counts(user: Any) -> dict[str, Any]:
    """How many records each file brought, and how sure and whose they are."""
    certainty: Counter[str] = Counter()
    scope: Counter[str] = Counter()
    for model in {kind.model for kind in KINDS}:
        for values in model.objects.visible_to(user).values_list("certainty", "scope"):
            certainty[values[0]] += 1
            scope[values[1]] += 1
    files = Counter(Origin.objects.values_list("kind", flat=True))
    return {
        "counts": [
            *(
                {"label": str(Certainty(value).label), "value": certainty[value]}
                for value in Certainty.values
            ),
            *({"label": str(Scope(value).label), "value": scope[value]} for value in Scope.values),
        ],
        "files": [{"name": kind.file, "records": files[kind.name]} for kind in KINDS],
    }
