"""Whose work a record is, where its file does not say so.

Each rule is one sentence of docs/record.md. A derived scope is stored and shown as derived.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gte.alliance.enums import OWN_BODY, ContactKind, TermScope
from gte.common.enums import Scope
from gte.cooperation.enums import CampaignKind, CooperationLevel, EnglishKind
from gte.record import schemas


def own_or_adjacent(is_own: bool) -> Scope:  # noqa: FBT001 - reads as a question at each call
    return Scope.GTE if is_own else Scope.ADJACENT


@dataclass(frozen=True)
class Scopes:
    """The rules, with what they look things up in."""

    # body -> bodies it reports to; project -> its stated scope
    reports_to: Mapping[str, Iterable[str]]
    projects: Mapping[str, str]

    def is_own_body(self, code: str | None, seen: frozenset[str] = frozenset()) -> bool:
        """The group itself, or a body whose reporting line leads to it."""
        if code is None or code in seen:
            return False
        above = self.reports_to.get(code, ())
        return code == OWN_BODY or any(self.is_own_body(up, seen | {code}) for up in above)

    def has_own_body(self, codes: Iterable[str]) -> bool:
        return any(self.is_own_body(code) for code in codes)

    def has_own_project(self, codes: Iterable[str]) -> bool:
        return any(self.projects.get(code) == Scope.GTE for code in codes)

    def term(self, term: schemas.Term) -> Scope:
        return own_or_adjacent(term.scope != TermScope.PPT)

    def contact(self, contact: schemas.Contact) -> Scope:
        is_own = contact.type == ContactKind.GTE_CONTACT_POINT
        return Scope.GTE if is_own else Scope.NATIONAL

    def network(self, network: schemas.Network) -> Scope:
        if network.body_id:
            return own_or_adjacent(self.is_own_body(network.body_id))
        return own_or_adjacent(self.has_own_project(network.project_ids))

    def deliverable(self, deliverable: schemas.Deliverable) -> Scope:
        """The table is the group's; only work on nothing but neighbours' projects is not."""
        is_own = not deliverable.project_ids or self.has_own_project(deliverable.project_ids)
        return own_or_adjacent(is_own)

    def cooperation(self, action: schemas.CooperationAction) -> Scope:
        if action.level == CooperationLevel.BILATERAL:
            return Scope.NATIONAL
        is_own = self.has_own_body(action.counterpart_bodies)
        return own_or_adjacent(is_own or self.has_own_project(action.project_ids))

    def english(self, fact: schemas.EnglishFact) -> Scope:
        if fact.kind == EnglishKind.NATIONAL_PROGRAMME:
            return Scope.NATIONAL
        return own_or_adjacent(not fact.project_ids or self.has_own_project(fact.project_ids))

    def campaign(self, item: schemas.CampaignItem) -> Scope:
        if item.kind == CampaignKind.REFERENCE_CAMPAIGN or item.country_id:
            return Scope.NATIONAL
        return own_or_adjacent(self.has_own_project(item.project_ids))
