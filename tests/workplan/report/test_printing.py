"""What every print of a report needs."""

import pytest
from django.utils.translation import override

from gte.workplan.report.document import Counted, Figures, Part
from gte.workplan.report.printing import Entry, entries_by_part, full_title
from tests.workplan.report.conftest import link

ONE, TWO = Counted("one", "first", [link(1)]), Counted("two", "second", [link(1), link(2)])


def part(name, *figures):
    return Part(name, name.title(), [Figures(figures)])


def test_full_title_has_the_day_in_the_active_language(make_report):
    with override("es"):
        assert full_title(make_report()) == "Small report: A group (AG), 29 de enero de 2026"


def test_entries_by_part_leave_out_parts_without_figures(make_report):
    report = make_report(parts=[part("a"), part("b", ONE, TWO)])
    (group,) = entries_by_part(report)
    assert (group.number, group.title, group.entries) == (2, "B", [Entry(ONE), Entry(TWO)])


def test_entries_by_part_list_a_repeated_figure_once(make_report):
    again = Counted("one", "the first again", [link(1)])
    report = make_report(parts=[part("a", ONE, ONE), part("b", TWO, again)])
    first, second = entries_by_part(report)
    assert first.entries == [Entry(ONE)]
    assert second.entries == [Entry(TWO), Entry(again, listed_in=1)]


def test_entries_by_part_refuse_one_key_for_two_figures(make_report):
    report = make_report(parts=[part("a", ONE), part("b", Counted("one", "other", [link(2)]))])
    with pytest.raises(ValueError, match="'one'"):
        entries_by_part(report)
