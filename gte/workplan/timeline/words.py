"""What a timeline says in words: of each bar, of the whole, and what its signs mean."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from gte.common.partial_dates import PartialDate
from gte.workplan.dependencies import days_early
from gte.workplan.timeline.bars import Bar
from gte.workplan.timeline.layout import Row, Timeline
from gte.workplan.timeline.scale import Tick

# So many of the things that a bar depends on are named; the rest is counted.
NAMED = 2


def span_text(begin: PartialDate | None, end: PartialDate | None) -> str:
    """From when to when, with the precision that is known and no more."""
    if begin and end:
        if begin == end:
            return on_text(begin)
        return f"{from_text(begin)} {to_text(end)}"
    if begin:
        return _("since %(date)s, no end set") % {"date": since_text(begin)}
    if end:
        return _("until %(date)s, beginning not known") % {"date": since_text(end)}
    return _("no dates")


def milestone_dates(timeline: Timeline) -> dict[PartialDate, str]:
    """The dates of all milestones as they are written: asking for each of thousands is slow."""
    found = {one.date for row in timeline.rows for one in row.bar.milestones if one.date}
    return {date: date.display() for date in found}


def is_day(date: PartialDate) -> bool:
    return date.precision == "day"


def from_text(date: PartialDate) -> str:
    sentence = (
        pgettext("a day", "from %(date)s")
        if is_day(date)
        else pgettext("a month or year", "from %(date)s")
    )
    return sentence % {"date": date.display()}


def to_text(date: PartialDate) -> str:
    sentence = (
        pgettext("a day", "to %(date)s")
        if is_day(date)
        else pgettext("a month or year", "to %(date)s")
    )
    return sentence % {"date": date.display()}


def on_text(date: PartialDate) -> str:
    sentence = (
        pgettext("a day", "on %(date)s")
        if is_day(date)
        else pgettext("a month or year", "in %(date)s")
    )
    return sentence % {"date": date.display()}


def since_text(date: PartialDate) -> str:
    sentence = (
        pgettext("a day, after since or until", "%(date)s")
        if is_day(date)
        else pgettext("a month or year, after since or until", "%(date)s")
    )
    return sentence % {"date": date.display()}


def dates_text(bar: Bar) -> str:
    text = span_text(bar.begin, bar.end)
    if bar.is_contradictory:
        return _("%(dates)s: the end is before the beginning") % {"dates": text}
    return text


def delay_text(row: Row) -> str:
    """How late it is, or was when it ended; nothing when it is not certainly late."""
    if not row.delay:
        return ""
    values = {"days": row.delay}
    if row.bar.is_finished:
        sentence = ngettext(
            "%(days)d day after what was approved",
            "%(days)d days after what was approved",
            row.delay,
        )
    else:
        sentence = ngettext("late by %(days)d day", "late by %(days)d days", row.delay)
    return sentence % values


def percent(fraction: float) -> str:
    return _("%(number)d%%") % {"number": round(fraction * 100)}


def progress_text(bar: Bar) -> str:
    if bar.progress is None:
        return ""
    return _("%(percent)s done") % {"percent": percent(bar.progress)}


def lead_text(bar: Bar) -> str:
    return _("led by %(lead)s") % {"lead": bar.lead} if bar.lead else ""


def depends_text(row: Row, timeline: Timeline) -> str:
    """What it waits for; only what the timeline holds."""
    names = [timeline.names[key] for key in row.bar.depends_on if key in timeline.names]
    if not names:
        return ""
    shown = ", ".join(_("“%(name)s”") % {"name": name} for name in names[:NAMED])
    more = len(names) - NAMED
    if more > 0:
        shown = _("%(names)s and %(number)d more") % {"names": shown, "number": more}
    return _("depends on %(names)s") % {"names": shown}


def row_text(row: Row, timeline: Timeline) -> str:
    """All that the row's picture shows, after its name."""
    bar, late = row.bar, delay_text(row)
    parts = (
        dates_text(bar),
        # That it is late and by how much is said once.
        "" if late and bar.tone == "late" else bar.status,
        late,
        progress_text(bar),
        lead_text(bar),
        depends_text(row, timeline),
    )
    return ", ".join(part for part in parts if part)


def early_text(row: Row, other: Bar) -> str:
    """What is wrong between a bar and one it depends on; nothing where nothing certainly is."""
    days = days_early(row.bar, other)
    if not days:
        return ""
    sentence = ngettext(
        "begins %(days)d day before that ends", "begins %(days)d days before that ends", days
    )
    return sentence % {"days": days}


def day_text(day: datetime.date) -> str:
    return date_format(day, "DATE_FORMAT")


def today_text(timeline: Timeline) -> str:
    return _("today: %(date)s") % {"date": day_text(timeline.today)}


def tone_words() -> dict[str, str]:
    """What the tones mean where nothing else is said of a bar."""
    return {
        "good": pgettext("timeline", "finished"),
        "progress": pgettext("timeline", "under way"),
        "late": pgettext("timeline", "late"),
        "muted": pgettext("timeline", "status not known"),
        "": pgettext("timeline", "other"),
    }


def summary_text(timeline: Timeline) -> str:
    """How many projects (bars of the outermost level), how they stand, and from when to when."""
    bars = [row.bar for row in timeline.rows if row.bar.level == 0]
    number = len(bars)
    head = ngettext("%(number)d project", "%(number)d projects", number) % {"number": number}
    undated = sum(1 for bar in bars if not (bar.begin or bar.end))
    parts = [f"{head}: {', '.join(counted_tones(bars))}" if bars else head]
    if undated:
        sentence = ngettext("%(number)d without dates", "%(number)d without dates", undated)
        parts.append(sentence % {"number": undated})
    return f"{'; '.join(parts)}. {years_text(timeline)}"


def years_text(timeline: Timeline) -> str:
    years = {"begin": timeline.scale.begin.year, "end": timeline.scale.end.year}
    if years["begin"] == years["end"]:
        return _("The line shows %(begin)d.") % years
    return _("The line goes from %(begin)d to %(end)d.") % years


def counted_tones(bars: Sequence[Bar]) -> list[str]:
    counts = Counter(bar.tone for bar in bars)
    late, running, done = (counts[tone] for tone in ("late", "progress", "good"))
    unknown, other = counts["muted"], counts[""]
    not_known = ngettext("%(number)d of unknown status", "%(number)d of unknown status", unknown)
    texts = (
        (late, ngettext("%(number)d late", "%(number)d late", late)),
        (running, ngettext("%(number)d under way", "%(number)d under way", running)),
        (done, ngettext("%(number)d finished", "%(number)d finished", done)),
        (unknown, not_known),
        (other, ngettext("%(number)d otherwise", "%(number)d otherwise", other)),
    )
    return [text % {"number": number} for number, text in texts if number]


def tick_texts(tick: Tick) -> tuple[str, str]:
    """The year that a label is under, and the label; a year has no second."""
    year = str(tick.date.year)
    if tick.unit == "year":
        return year, ""
    above = year if tick.first else ""
    if tick.unit == "quarter":
        quarter = (tick.date.month + 2) // 3
        return above, pgettext("quarter of a year", "Q%(number)d") % {"number": quarter}
    return above, date_format(tick.date, "M").rstrip(".")


def legend_texts() -> list[tuple[str, str]]:
    """The signs that need saying: name of the sign and what it means."""
    tones = tone_words()
    return [
        ("good", tones["good"]),
        ("progress", tones["progress"]),
        ("late", tones["late"]),
        ("muted", tones["muted"]),
        ("soft", _("day not known")),
        ("planned", _("as approved")),
        ("done", _("milestone reached")),
        ("ahead", _("milestone ahead")),
        ("missed", _("milestone missed")),
        ("link", _("depends on")),
        ("broken", _("begins before what it depends on ends")),
        ("today", _("today")),
    ]
