"""The contents of the pack of a term: which terms there are packs of, and of which days."""

from __future__ import annotations

import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gte.alliance.enums import TermScope
from gte.alliance.models import Term
from gte.common.errors import BadInput, legible
from gte.workplan.handover.contents import Contents
from gte.workplan.handover.gathering import gather
from gte.workplan.queries import terms_of, today

OFFICE = TermScope.GTE_COORDINATION


def own_terms() -> list[Term]:
    """The terms of the coordination, the newest first; those that have not begun are not there."""
    found = [term for term in terms_of(OFFICE) if term.start and term.start.earliest <= today()]
    return sorted(found, key=lambda term: term.start or "", reverse=True)


def term_named(code: str) -> Term:
    """A term of the coordination that has begun. Raises BadInput, naming those that there are."""
    terms = own_terms()
    for term in terms:
        if term.code == code:
            return term
    known = ", ".join(term.code for term in reversed(terms))
    raise BadInput(
        _("There is no handover of “%(code)s”: it is no term of the coordination that has begun.")
        % {"code": legible(code)}
        + " "
        + (
            _("There is one of: %s.") % known
            if known
            else _("The register has none: load the record.")
        )
    )


def next_of(term: Term) -> Term | None:
    """The term of the coordination that was registered to follow."""
    later = [one for one in terms_of(OFFICE) if one.start and term.start and one.start > term.start]
    return min(later, key=lambda one: one.start or "", default=None)


def usual_day(term: Term) -> datetime.date:
    """The last day of a term that is over, else today."""
    return min(term.end.latest, today()) if term.end else today()


def check_day(term: Term, day: datetime.date) -> None:
    """Raises BadInput for a day to come, and for one before the term began."""
    if day > today():
        raise BadInput(_("A pack says what has happened: take today or an earlier day."))
    if term.start and day < term.start.earliest:
        raise BadInput(
            _("“%(term)s” had not begun on %(day)s.")
            % {"term": term, "day": date_format(day, "DATE_FORMAT")}
        )


def contents_of(term: Term, day: datetime.date) -> Contents:
    """What a pack of the term holds on a day. Raises BadInput as ``check_day`` does."""
    check_day(term, day)
    return Contents(gather(term, next_of(term), day))
