"""What a timeline is given: plain values, nothing of the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gte.common.partial_dates import PartialDate

DEEPEST = 2
WEB = ("/", "#", "?", "http://", "https://")
TONES = ("good", "progress", "late", "muted", "")


@dataclass(frozen=True)
class Milestone:
    """Something that is done on one day; ``tone`` as in ``gte.register.blocks``."""

    label: str
    date: PartialDate | None = None
    url: str = ""
    tone: str = ""
    done: bool = False


@dataclass(frozen=True)
class Bar:
    """One line of the plan.

    ``level`` (0 to 2) indents it under those before it; ``group`` is the heading it stands under.
    Dates may be a year, a month or a day; None is "not known" (both) or "open" (one of them).
    ``planned_*`` is what was approved. ``progress`` is a fraction of 1 or None for "not said".
    ``depends_on`` are keys of other bars. Raises ValueError for a level, tone or progress that
    there is not.
    """

    key: str
    label: str
    url: str = ""
    level: int = 0
    group: str = ""
    begin: PartialDate | None = None
    end: PartialDate | None = None
    planned_begin: PartialDate | None = None
    planned_end: PartialDate | None = None
    tone: str = ""
    status: str = ""
    progress: float | None = None
    lead: str = ""
    milestones: Sequence[Milestone] = ()
    depends_on: Sequence[str] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.level <= DEEPEST:
            raise ValueError(f"{self.label!r}: there is no level {self.level}, only 0 to {DEEPEST}")
        if self.tone not in TONES:
            raise ValueError(f"{self.label!r}: there is no tone {self.tone!r}")
        if self.progress is not None and not 0 <= self.progress <= 1:
            raise ValueError(f"{self.label!r}: {self.progress} is no fraction of 1")

    @property
    def is_contradictory(self) -> bool:
        """Whether it certainly ends before it begins."""
        return bool(self.begin and self.end and self.end.latest < self.begin.earliest)

    @property
    def is_finished(self) -> bool:
        return self.tone == "good" or self.progress == 1

    @property
    def is_running(self) -> bool:
        """Whether somebody says that it goes on: of what nothing is known, nothing is owed."""
        return self.tone in {"progress", "late"} and not self.is_finished


def safe_url(url: str) -> str:
    """The address if a browser may follow it, otherwise nothing: no script hides in a link."""
    return url if url.startswith(WEB) else ""
