"""The guide to a pack: what needs the next coordination first, then a part for each section.

It is made of the same blocks as a progress report, so it is printed by the same programs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gte.alliance.enums import OWN_BODY
from gte.governance.enums import DecisionStatus
from gte.register.fields import span_text
from gte.workplan.facts import Row, TermRow
from gte.workplan.facts.rows import BodyRow
from gte.workplan.handover.contents import Contents, Group, Owed
from gte.workplan.handover.listings import sections
from gte.workplan.handover.meetings import coming_text
from gte.workplan.handover.rows import AccreditationRow, ActaRow, ComingRow, DecisionRow
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

# The first page has to stay one page: so many are named on it in all, of each matter not more than
# so many and not less, and each with so many signs.
ALL, MOST, LEAST, LONGEST = 12, 8, 2, 64


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
    found = [(matter, matter.find(contents)) for matter in FIRST]
    present = [(matter, rows) for matter, rows in found if rows]
    room = max(LEAST, min(MOST, ALL // max(1, len(present))))
    points = [matter.tell(rows, room, contents) for matter, rows in present]
    absent = [str(matter.absent) for matter, rows in found if not rows]
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


def shortened(title: object) -> str:
    return Truncator(str(title)).chars(LONGEST)


def named(rows: Sequence[Row], room: int) -> list[RecordLink]:
    return [RecordLink.to(row, shortened(row)) for row in rows[:room]]


def more_text(rows: Sequence[object], room: int) -> str:
    """How many there are beyond those that are named."""
    more = len(rows) - room
    if more <= 0:
        return ""
    words = ngettext(
        "%(count)s more stands in its part.", "%(count)s more stand in their part.", more
    )
    return " " + words % {"count": more}


def tell_overdue(rows: Sequence[Owed], room: int, _contents: Contents) -> Point:
    text = ngettext(
        "%(count)s is past its date, the longest owed first: set a new date with who owes it, or "
        "close it.",
        "%(count)s are past their date, the longest owed first: set new dates with those who owe "
        "them, or close them.",
        len(rows),
    )
    text = text % {"count": len(rows)} + more_text(rows, room)
    return Point(_("Commitments past their date"), text, named([one.item for one in rows], room))


def tell_silences(rows: Sequence[DecisionRow], room: int, _contents: Contents) -> Point:
    ends = "; ".join(f"{shortened(one)}: {instant_text(one.expiry)}" for one in rows[:room])
    text = _("Whoever says nothing until then agrees. %s.") % ends
    return Point(_("Windows of silence that end"), text + more_text(rows, room))


def tell_promised(rows: Sequence[Owed], room: int, _contents: Contents) -> Point:
    text = ngettext(
        "%(count)s was agreed for the next term: it begins with it.",
        "%(count)s were agreed for the next term: they begin with it.",
        len(rows),
    )
    text = text % {"count": len(rows)} + more_text(rows, room)
    return Point(_("Agreed for the next term"), text, named([one.item for one in rows], room))


def tell_meetings(rows: Sequence[ComingRow], room: int, _contents: Contents) -> Point:
    said = "; ".join(f"{shortened(one)}: {coming_text(one)}" for one in rows[:room])
    return Point(_("Next rounds and meetings"), said + "." + more_text(rows, room))


def tell_ending(rows: Sequence[AccreditationRow], room: int, contents: Contents) -> Point:
    said = "; ".join(
        f"{states_text([one.state], contents)}, {shortened(one)}: "
        f"{one.end.display() if one.end else ''}"
        for one in rows[:room]
    )
    text = _("Ask the States to renew them or to name others. %s.") % said
    return Point(_("Accreditations about to end"), text + more_text(rows, room))


def tell_unsigned(rows: Sequence[ActaRow], room: int, _contents: Contents) -> Point:
    text = _("Their commitments enter the work plan with the last signature.")
    title = _("Actas that not every party has signed")
    return Point(title, text + more_text(rows, room), named(rows, room))


@dataclass(frozen=True)
class Matter:
    """Something that may need the next coordination first: where it is found, how it is told of so
    many rows, and what is said to be absent where there is none.
    """

    find: Callable[[Contents], Sequence[Any]]
    tell: Callable[[Any, int, Contents], Point]
    absent: Any


FIRST = (
    Matter(
        lambda contents: contents.overdue,
        tell_overdue,
        gettext_lazy("commitments past their date"),
    ),
    Matter(lambda contents: contents.silences, tell_silences, gettext_lazy("windows of silence")),
    Matter(
        lambda contents: contents.of_group(Group.NEXT_TERM),
        tell_promised,
        gettext_lazy("commitments agreed for the next term"),
    ),
    Matter(
        lambda contents: contents.gathered.coming,
        tell_meetings,
        gettext_lazy("rounds or meetings to come"),
    ),
    Matter(
        lambda contents: contents.ending,
        tell_ending,
        gettext_lazy("accreditations about to end"),
    ),
    Matter(
        lambda contents: contents.unsigned,
        tell_unsigned,
        gettext_lazy("actas that wait for a signature"),
    ),
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
