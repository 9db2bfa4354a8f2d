"""Rows made directly, as a person's own work would leave them: valid, and nothing more."""

from __future__ import annotations

from gte.alliance.models import State, Topic

PROVENANCE = {"source": "Minutes", "certainty": "documented", "scope": "gte"}


def make_topic(code, **fields):
    names = {"name_es": "Tema", "name_en": "Topic", "description_es": "D", "description_en": "D"}
    given = PROVENANCE | {"scope_basis": "stated", "order": 3} | names | fields
    return Topic.objects.create(code=code, **given)


def make_state(code, **fields):
    """A State with no part in anything yet; its country code is its code's last two letters."""
    names = {"name_es": f"Estado {code}", "name_en": f"State {code}"}
    given = PROVENANCE | {"scope_basis": "derived", "iso2": code[-2:].upper()} | names | fields
    return State.objects.create(code=code, **given)
