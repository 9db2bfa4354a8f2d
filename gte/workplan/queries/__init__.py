"""Named questions to the thread, and the rules by which time enters the answers."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol, TypeVar

from django.db.models import Q
from django.utils import timezone

from gte.alliance.models import Term
from gte.workplan.enums import CLOSED

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from gte.common.partial_dates import PartialDate


def today() -> datetime.date:
    return timezone.now().date()


def begun(day: datetime.date, path: str) -> Q:
    """Rows whose date is not known or may be on or before the day."""
    return Q(**{f"{path}__isnull": True}) | Q(**{f"{path}__lte": day.isoformat()})


class Owed(Protocol):
    """A deliverable, as a record or as a row of the facts."""

    @property
    def due(self) -> PartialDate | None: ...

    @property
    def status(self) -> str: ...


def is_late(deliverable: Owed, day: datetime.date) -> bool:
    """Its date has passed entirely and it is still owed. Without a date nothing is late."""
    return is_due(deliverable, day) and deliverable.status not in CLOSED


def is_due(deliverable: Owed, day: datetime.date) -> bool:
    """It has a date, and the date has passed entirely."""
    return deliverable.due is not None and deliverable.due.latest < day


class Running(Protocol):
    """A term, as a record or as a row of the facts."""

    @property
    def start(self) -> PartialDate | None: ...

    @property
    def end(self) -> PartialDate | None: ...


T = TypeVar("T", bound=Running)


def has_begun(term: Running, day: datetime.date) -> bool:
    return term.start is None or term.start.earliest <= day


def running_on(terms: Iterable[T], day: datetime.date) -> T | None:
    """Of terms of one office the one in force on a day: the last to begin of those that run."""
    begun_terms = [term for term in terms if has_begun(term, day)]
    running = [term for term in begun_terms if term.end is None or term.end.latest > day]
    return max(running, key=lambda term: term.start or "", default=None)


def following(terms: Iterable[T], day: datetime.date) -> T | None:
    """Of terms of one office the first that is registered to begin after a day."""
    later = [term for term in terms if not has_begun(term, day)]
    return min(later, key=lambda term: term.start or "", default=None)


def terms_of(scope: str) -> QuerySet[Term]:
    terms: QuerySet[Term] = Term.objects.of(scope).select_related("state")
    return terms


def term_on(scope: str, day: datetime.date) -> Term | None:
    """The term of an office in force on a day."""
    return running_on(terms_of(scope), day)


def next_term(scope: str, day: datetime.date) -> Term | None:
    """The next term of an office after a day."""
    return following(terms_of(scope), day)
