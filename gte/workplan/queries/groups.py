"""Other technical groups: what is asked between them and the group, what they share, and what the
neighbours did themselves, which is shown and never counted.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q

from gte.alliance.enums import OWN_BODY
from gte.alliance.models import Body
from gte.common.enums import Scope
from gte.workplan.models import Deliverable, GroupRequest, Indicator, Mandate, Project
from gte.workplan.queries import today

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gte.common.models import Record


def other_bodies() -> QuerySet[Body]:
    """Every body but the group itself and what works under it."""
    found: QuerySet[Body] = Body.objects.exclude(scope=Scope.GTE)
    return found


def all_requests() -> QuerySet[GroupRequest]:
    """The most urgent first, those without a date last."""
    found: QuerySet[GroupRequest] = GroupRequest.objects.select_related(
        "body", "project", "document"
    )
    return found.order_by(F("due").asc(nulls_last=True), "pk")


def open_requests() -> QuerySet[GroupRequest]:
    """Those for whose answer somebody waits."""
    return all_requests().filter(answered_on=None, withdrawn_on=None)


def is_request_late(request: GroupRequest, day: datetime.date) -> bool:
    """The day by which it was needed has passed, and there is no answer. Computed, never typed."""
    return request.is_open and request.due is not None and request.due < day


# --- what is shared -------------------------------------------------------------------------------


def with_body(body: Body) -> Q:
    return Q(counterpart_bodies=body) | Q(lead_body=body)


def shared_projects(body: Body, user: Any) -> QuerySet[Project]:
    """The group's own projects in which another body has a part, by their beginning."""
    own: QuerySet[Project] = Project.objects.visible_to(user).own().filter(with_body(body))
    dated = own.select_related("lead", "lead_body").distinct()
    return dated.order_by(F("start").asc(nulls_last=True), "pk")


def dates_shared(projects: Iterable[Project], user: Any) -> QuerySet[Deliverable]:
    """What shared projects owe, by date."""
    owed: QuerySet[Deliverable] = Deliverable.objects.visible_to(user).own()
    found = owed.filter(projects__in=list(projects)).distinct().prefetch_related("projects")
    return found.order_by(F("due").asc(nulls_last=True), "pk")


# --- what neighbours did themselves ---------------------------------------------------------------


@dataclass(frozen=True)
class Adjacent:
    """Results of a neighbouring body and mandates given to it: in no figure of the group."""

    projects: QuerySet[Project]
    deliverables: QuerySet[Deliverable]
    indicators: QuerySet[Indicator]
    mandates: QuerySet[Mandate]

    @property
    def results(self) -> list[Record]:
        """What it did: three questions."""
        return [*self.projects, *self.deliverables, *self.indicators]

    @property
    def records(self) -> list[Record]:
        """What it did and what it was asked for: four questions."""
        return [*self.results, *self.mandates]


def adjacent_of(body: Body, user: Any) -> Adjacent:
    """What stands beside the group's own work, not asked for yet."""
    led = Q(projects__lead_body=body) | Q(projects__counterpart_bodies=body)
    owed = beside(Deliverable, user).filter(led).select_related("term__state").distinct()
    return Adjacent(
        projects=beside(Project, user).filter(with_body(body)).distinct().order_by("pk"),
        deliverables=owed.order_by("pk"),
        indicators=beside(Indicator, user).filter(owner=body).order_by("pk"),
        mandates=beside(Mandate, user).filter(addressed_to=body).order_by("-date", "pk"),
    )


def beside(model: Any, user: Any) -> Any:
    """Records that are not the group's, as a reader may see them."""
    return model.objects.visible_to(user).exclude(scope=Scope.GTE)


# --- all groups at once ---------------------------------------------------------------------------


@dataclass
class Group:
    """Another group on the list: its open requests and how much is beside them."""

    body: Body
    requests: list[GroupRequest] = field(default_factory=list)
    shared: int = 0
    adjacent: int = 0

    @property
    def ours(self) -> list[GroupRequest]:
        return [one for one in self.requests if one.is_ours]

    @property
    def theirs(self) -> list[GroupRequest]:
        return [one for one in self.requests if not one.is_ours]

    @property
    def has_part(self) -> bool:
        return bool(self.requests or self.shared or self.adjacent)


def groups_at_desk(user: Any) -> list[Group]:
    """The groups of the same level, and every other body that has a part in something.

    A constant number of questions, however many groups there are.
    """
    bodies = list(other_bodies().order_by("level", "pk"))
    level = Body.objects.filter(code=OWN_BODY).values_list("level", flat=True).first()
    waiting = defaultdict(list)
    for request in open_requests():
        waiting[request.body_id].append(request)
    shared = parts_of(Project.objects.visible_to(user).own())
    adjacent = adjacent_counts(user)
    asked = set(GroupRequest.objects.values_list("body", flat=True))
    groups = [Group(one, waiting[one.pk], shared[one.pk], adjacent[one.pk]) for one in bodies]
    return [
        group
        for group in groups
        if group.has_part or group.body.level == level or group.body.pk in asked
    ]


def parts_of(projects: Any) -> Counter[int]:
    """In how many of these each body has a part: as the one that leads it, or as a counterpart."""
    led = projects.filter(lead_body__isnull=False).values_list("pk", "lead_body")
    shared = projects.filter(counterpart_bodies__isnull=False)
    pairs = {*led, *shared.values_list("pk", "counterpart_bodies")}
    return Counter(body for _project, body in pairs)


def adjacent_counts(user: Any) -> Counter[int]:
    found = parts_of(beside(Project, user))
    found += Counter(beside(Indicator, user).values_list("owner", flat=True))
    mandates = beside(Mandate, user).filter(addressed_to__isnull=False)
    found += Counter(mandates.values_list("addressed_to", flat=True))
    owed = beside(Deliverable, user)
    pairs = {
        *owed.filter(projects__lead_body__isnull=False).values_list("pk", "projects__lead_body"),
        *owed.filter(projects__counterpart_bodies__isnull=False).values_list(
            "pk", "projects__counterpart_bodies"
        ),
    }
    return found + Counter(body for _deliverable, body in pairs)


def late_requests(requests: Iterable[GroupRequest]) -> list[GroupRequest]:
    day = today()
    return [one for one in requests if is_request_late(one, day)]
