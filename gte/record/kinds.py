"""The kinds of record: which file holds them, their typed form, their table and their builder.

In this order they are loaded: a kind comes after those that its rows refer to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gte.alliance import models as alliance
from gte.common.models import Record
from gte.cooperation import models as cooperation
from gte.governance import models as governance
from gte.library import models as library
from gte.mobility import models as mobility
from gte.practices import models as practices
from gte.record import building as build
from gte.record import building_work as work
from gte.record import schemas
from gte.workplan import models as workplan


@dataclass(frozen=True)
class Kind:
    """One kind of record; its name is its file's name without the ending."""

    name: str
    schema: type[schemas.Sourced]
    model: type[Record]
    build: Callable[[Any, Any], build.Built]

    @property
    def file(self) -> str:
        return f"{self.name}.yaml"


KINDS = (
    Kind("members", schemas.Member, alliance.State, build.build_member),
    Kind("observers", schemas.Observer, alliance.State, build.build_observer),
    Kind("topics", schemas.Topic, alliance.Topic, build.build_topic),
    Kind("bodies", schemas.Body, alliance.Body, build.build_body),
    Kind("functions", schemas.GroupFunction, alliance.GroupFunction, build.build_function),
    Kind("presidencies", schemas.Term, alliance.Term, build.build_term),
    Kind("contacts", schemas.Contact, alliance.ContactPoint, build.build_contact),
    Kind("experts", schemas.Network, alliance.Network, build.build_network),
    Kind("documents", schemas.Document, library.Document, build.build_document),
    Kind("meetings", schemas.Meeting, governance.Meeting, build.build_meeting),
    Kind("practice_criteria", schemas.Criterion, practices.Criterion, build.build_criterion),
    Kind("practices", schemas.Practice, practices.Practice, build.build_practice),
    Kind("internships", schemas.MobilityFact, mobility.MobilityFact, build.build_mobility),
    Kind("projects", schemas.Project, workplan.Project, work.build_project),
    Kind("mandates", schemas.Mandate, workplan.Mandate, work.build_mandate),
    Kind("deliverables", schemas.Deliverable, workplan.Deliverable, work.build_deliverable),
    Kind(
        "observers_cooperation",
        schemas.CooperationAction,
        cooperation.CooperationAction,
        work.build_cooperation,
    ),
    Kind("english", schemas.EnglishFact, cooperation.EnglishFact, work.build_english),
    Kind("campaign", schemas.CampaignItem, cooperation.CampaignItem, work.build_campaign),
)
BY_FILE = {kind.file: kind for kind in KINDS}
