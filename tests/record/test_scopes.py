"""Whose work a record is, rule by rule; the real record does not need every branch of them."""

import pytest

from gte.record.kinds import BY_FILE
from gte.record.scopes import Scopes
from tests.factories.record_files import small_record

# The group, a network of it, a body above both and one beside.
SCOPES = Scopes(
    {"summit": [], "gte": ["gan"], "net": ["gte"], "gan": ["summit"], "beside": ["gan"]},
    {"project-own": "gte", "project-beside": "adjacent"},
)
OWN, BESIDE, BOTH = ["project-own"], ["project-beside"], ["project-beside", "project-own"]

RULES = [
    ("members", {}, "gte"),
    ("observers", {}, "adjacent"),
    ("functions", {}, "gte"),
    ("practice_criteria", {}, "gte"),
    ("practices", {}, "national"),
    # Three kinds of file say it themselves.
    ("topics", {"scope": "cross_cutting"}, "cross_cutting"),
    ("projects", {"scope": "adjacent", "lead_body": "gte"}, "adjacent"),
    ("internships", {"scope": "national", "project_ids": OWN}, "national"),
    # A body is the group's if its reporting line leads to the group.
    ("bodies", {"id": "gte"}, "gte"),
    ("bodies", {"id": "net"}, "gte"),
    ("bodies", {"id": "gan"}, "adjacent"),
    ("bodies", {"id": "beside"}, "adjacent"),
    # Of the rotating offices, the bloc's presidency is a neighbour's.
    ("presidencies", {"scope": "ppt"}, "adjacent"),
    ("presidencies", {"scope": "gte_coordination"}, "gte"),
    ("presidencies", {"scope": "riap_secretariat"}, "gte"),
    ("contacts", {"type": "gte_contact_point"}, "gte"),
    ("contacts", {"type": "institutional_office"}, "national"),
    # A network follows its body; without one, its projects.
    ("experts", {"body_id": "net", "project_ids": BESIDE}, "gte"),
    ("experts", {"body_id": "beside", "project_ids": OWN}, "adjacent"),
    ("experts", {"body_id": None, "project_ids": OWN}, "gte"),
    ("experts", {"body_id": None, "project_ids": BESIDE}, "adjacent"),
    ("experts", {"body_id": None, "project_ids": []}, "adjacent"),
    # Meetings, documents and mandates follow their bodies.
    ("meetings", {"body": "net"}, "gte"),
    ("meetings", {"body": "gan"}, "adjacent"),
    ("meetings", {"body": None}, "adjacent"),
    ("documents", {"body_ids": ["gan", "net"]}, "gte"),
    ("documents", {"body_ids": ["gan"]}, "adjacent"),
    ("documents", {"body_ids": []}, "adjacent"),
    ("mandates", {"addressed_to": ["gan", "gte"]}, "gte"),
    ("mandates", {"addressed_to": ["gan"]}, "adjacent"),
    # The group's deliverables and English are its own unless all their projects are neighbours'.
    ("deliverables", {"project_ids": []}, "gte"),
    ("deliverables", {"project_ids": BOTH}, "gte"),
    ("deliverables", {"project_ids": BESIDE}, "adjacent"),
    ("english", {"project_ids": []}, "gte"),
    ("english", {"project_ids": BOTH}, "gte"),
    ("english", {"project_ids": BESIDE}, "adjacent"),
    ("english", {"kind": "national_programme", "project_ids": OWN}, "national"),
    # Cooperation is the group's by a body or a project of it; between two States it is theirs.
    ("observers_cooperation", {"counterpart_bodies": ["net"], "project_ids": []}, "gte"),
    ("observers_cooperation", {"counterpart_bodies": [], "project_ids": OWN}, "gte"),
    ("observers_cooperation", {"counterpart_bodies": ["gan"], "project_ids": BESIDE}, "adjacent"),
    ("observers_cooperation", {"counterpart_bodies": [], "project_ids": []}, "adjacent"),
    ("observers_cooperation", {"level": "bilateral", "project_ids": OWN}, "national"),
    # The campaign is the group's by its projects; a country's own or a model is national.
    ("campaign", {"project_ids": OWN}, "gte"),
    ("campaign", {"project_ids": BESIDE}, "adjacent"),
    ("campaign", {"project_ids": []}, "adjacent"),
    ("campaign", {"kind": "reference_campaign", "project_ids": OWN}, "national"),
    ("campaign", {"country_id": "aa", "project_ids": OWN}, "national"),
]


@pytest.mark.parametrize(("name", "fields", "scope"), RULES)
def test_scope_follows_its_rule(name, fields, scope):
    kind = BY_FILE[f"{name}.yaml"]
    record = kind.schema.model_validate(small_record()[name][0] | fields)
    assert kind.build(record, SCOPES).fields["scope"] == scope


def test_every_kind_has_a_rule():
    assert {name for name, _fields, _scope in RULES} == {kind.name for kind in BY_FILE.values()}
