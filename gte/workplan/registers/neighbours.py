"""What the page of a body says of its work: with the group, and beside it.

The group's own bodies lead its projects. Of another body what it shares with the group stands
apart from what it did by itself, which no figure of the group counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from gte.alliance.models import Body
from gte.common.enums import Scope
from gte.register.blocks import Section
from gte.register.registers import SECTIONS, linked
from gte.workplan.queries.groups import adjacent_of, shared_projects


def section(name: str, title: str, records: Iterable[Any], intro: str = "") -> Section | None:
    items = [linked(one) for one in records]
    return Section(name, title, items, intro) if items else None


def led_section(body: Body) -> Section | None:
    """Of the group itself and of what works under it."""
    if body.scope != Scope.GTE:
        return None
    return section("projects", _("Projects it leads"), body.led_projects.visible_to(None).own())


def counterpart_section(body: Body) -> Section | None:
    if body.scope != Scope.GTE:
        return None
    projects = body.counterpart_projects.visible_to(None).own()
    return section("counterpart-projects", _("Projects it is a counterpart of"), projects)


def shared_section(body: Body) -> Section | None:
    """Of another body."""
    if body.scope == Scope.GTE:
        return None
    return section(
        "shared-projects",
        _("Projects shared with the group"),
        shared_projects(body, None),
        _("Projects of the Education Technical Group in which it has a part."),
    )


def adjacent_section(body: Body) -> Section | None:
    """Results that are not the group's; mandates have a section of their own."""
    is_own = body.scope == Scope.GTE
    return section(
        "adjacent",
        _("Results of neighbours in which it has a part") if is_own else _("Its own results"),
        adjacent_of(body, None).results,
        _("Of a neighbouring body: shown here, and not counted in any figure of the group."),
    )


SECTIONS[Body] += [led_section, counterpart_section, shared_section, adjacent_section]
