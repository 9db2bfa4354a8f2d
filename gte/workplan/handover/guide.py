"""The guide to a pack: what needs the next coordination first, then a part for each section.

It is made of the same blocks as a progress report, so it is printed by the same programs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gte.alliance.enums import OWN_BODY
from gte.governance.enums import DecisionStatus
from gte.register.fields import span_text
from gte.workplan.facts import TermRow
from gte.workplan.facts.rows import BodyRow
from gte.workplan.handover.contents import Contents, Group
from gte.workplan.handover.governing import role_text
from gte.workplan.handover.listings import sections
from gte.workplan.handover.meetings import coming_text
from gte.workplan.handover.saying import instant_text, states_text
from gte.workplan.handover.work import owed_links, unfulfilled
from gte.workplan.report.document import (
    Block,
    Counted,
    Figures,
    Paragraph,
    Part,
    Point,
    Points,
    RecordLink,
    Report,
)
from gte.workplan.report.parts import lines_links, links, state_of

# So many of a kind are named on the first page: it has to stay one page.
NAMED = 8


def guide(contents: Contents, language: str) -> Report:
    """The guide in one language: a pure function of what was gathered."""
    gathered = contents.gathered
    with translation.override(language):
        group = contents.facts.of(BodyRow)[OWN_BODY]
        return Report(
            title=_("Handover of the coordination"),
            subtitle=f"{group} ({group.acronym})",
            language=language,
            body="handover",
            as_of=contents.day,
            heading=[
                (_("Hands over"), side(gathered.term, contents)),
                (_("Receives"), side(gathered.next_term, contents)),
                (_("Facts up to"), date_format(contents.day, "DATE_FORMAT")),
            ],
            notice=_(
                "For those who take part in the group: it holds what is not published. It is "
                "accepted by both coordinations on the site, each bound to the pack's SHA-256."
            ),
            parts=[first_part(contents), *(one.part(contents) for one in sections())],
            method=limits(),
        )


def side(term: TermRow | None, contents: Contents) -> str:
    """A State and when it coordinates; that no next term is registered."""
    if term is None:
        return _("no next term is registered")
    return f"{state_of(term, contents.facts)} ({span_text(term.start, term.end)})"


# --- the first page -------------------------------------------------------------------------------


def first_part(contents: Contents) -> Part:
    points = [point for make, _absent in FIRST if (point := make(contents))]
    absent = [str(absent()) for make, absent in FIRST if not make(contents)]
    blocks: list[Block] = [
        Points(points, _("Nothing needs the next coordination first."), numbered=True),
    ]
    if absent:
        blocks.append(Paragraph(_("None in the record: %s.") % "; ".join(absent)))
    blocks.append(Figures(headline(contents)))
    return Part("first", _("What needs you first"), blocks)


def headline(contents: Contents) -> list[Counted]:
    adopted = [one for one in contents.gathered.decisions if one.status == DecisionStatus.IN_FORCE]
    return [
        Counted(
            "open",
            _("open commitments and deliverables"),
            owed_links(contents.of_group(Group.OPEN)),
        ),
        Counted("overdue", _("past their date"), owed_links(contents.overdue), "late"),
        Counted("promised", _("for the next term"), owed_links(contents.of_group(Group.NEXT_TERM))),
        Counted("mandates-open", _("mandates not fulfilled"), lines_links(unfulfilled(contents))),
        Counted("decisions-in-force", _("decisions in force"), links(adopted), "good"),
    ]


def some(records: Sequence[RecordLink]) -> tuple[list[RecordLink], str]:
    """The first of many records, and how many more there are."""
    more = len(records) - NAMED
    if more <= 0:
        return list(records), ""
    words = ngettext(
        "%(count)s more stands in its part.", "%(count)s more stand in their part.", more
    )
    return list(records[:NAMED]), " " + words % {"count": more}


def overdue(contents: Contents) -> Point | None:
    found = contents.overdue
    if not found:
        return None
    named, more = some(owed_links(found))
    text = ngettext(
        "%(count)s is past its date, the longest owed first: set a new date with who owes it, or "
        "close it.",
        "%(count)s are past their date, the longest owed first: set new dates with those who owe "
        "them, or close them.",
        len(found),
    )
    return Point(_("Commitments past their date"), text % {"count": len(found)} + more, named)


def silences(contents: Contents) -> Point | None:
    found = contents.silences
    if not found:
        return None
    ends = "; ".join(f"{one}: {instant_text(one.expiry)}" for one in found[:NAMED])
    text = _("Whoever says nothing until then agrees. %s.") % ends
    _named, more = some(links(found))
    return Point(_("Windows of silence that end"), text + more)


def promised(contents: Contents) -> Point | None:
    found = contents.of_group(Group.NEXT_TERM)
    if not found:
        return None
    named, more = some(owed_links(found))
    text = ngettext(
        "%(count)s was agreed for the next term: it begins with it.",
        "%(count)s were agreed for the next term: they begin with it.",
        len(found),
    )
    return Point(_("Agreed for the next term"), text % {"count": len(found)} + more, named)


def ending(contents: Contents) -> Point | None:
    found = contents.ending
    if not found:
        return None
    said = "; ".join(
        f"{states_text([one.state], contents)}, {one.title_es}, {role_text(one)}: "
        f"{one.end.display() if one.end else ''}"
        for one in found[:NAMED]
    )
    text = _("Ask the States to renew them or to name others. %s.") % said
    _named, more = some([RecordLink(one.code, one.title_es, "") for one in found])
    return Point(_("Accreditations about to end"), text + more)


def meetings(contents: Contents) -> Point | None:
    found = contents.gathered.coming
    if not found:
        return None
    _named, more = some(links(found))
    said = "; ".join(f"{one}: {coming_text(one)}" for one in found[:NAMED])
    return Point(_("Next rounds and meetings"), said + "." + more)


def unsigned(contents: Contents) -> Point | None:
    found = contents.unsigned
    if not found:
        return None
    named, more = some(links(found))
    text = _("Their commitments enter the work plan with the last signature.")
    return Point(_("Actas that not every party has signed"), text + more, named)


# Each with what is said where there is none.
FIRST: Sequence[tuple[Callable[[Contents], Point | None], Callable[[], str]]] = (
    (overdue, lambda: _("commitments past their date")),
    (silences, lambda: _("windows of silence")),
    (promised, lambda: _("commitments agreed for the next term")),
    (meetings, lambda: _("rounds or meetings to come")),
    (ending, lambda: _("accreditations about to end")),
    (unsigned, lambda: _("actas that wait for a signature")),
)


# --- where it ends --------------------------------------------------------------------------------


def limits() -> list[str]:
    """How the pack counts, and what the record cannot tell of a day, in sentences."""
    return [
        _(
            "A pack is of one day: what is dated after it is out. A date known only to the "
            "month or year counts from its first possible day. Records without a date are kept "
            "and said to be undated."
        ),
        _(
            "What was agreed for the next term is in, as not begun, whatever came of it since. For "
            "the commitments of the initial record it is not known on which day they were agreed."
        ),
        _(
            "The status of a deliverable is what its parties had said by the day. Where no party "
            "said anything it is the latest one registered, which carries no date, as that of a "
            "project is; the column status_basis tells which of the two it is."
        ),
        _(
            "Decisions stand as the ledger had them at the end of the day (UTC), or now while the "
            "day is not over. Actas and accreditations go by their own dates."
        ),
        _(
            "What is owed is counted since it was entered here, or else since its term began; "
            "before that, since the newest mandate that it answers."
        ),
        _(
            "Dates, owners, plan and names of records are those registered now: a correction made "
            "after the day is not undone. A document belongs to the pack by its own date, its "
            "files are those that the library holds now."
        ),
        _(
            "Meetings to come are those that were registered here by the day. What was said of the "
            "future before this site existed is known only where a source was found."
        ),
    ]
