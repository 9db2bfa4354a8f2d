"""What the blocks of pages show of the register, asked in a fixed number of questions."""

from gte.portal.live.figures import counts, figure_choices, published_figures, registers, thread
from gte.portal.live.group import (
    bodies,
    contacts,
    criteria,
    functions,
    members,
    observers,
    practices,
    topics,
)
from gte.portal.live.movement import coordination, events, new_documents, news, upcoming
from gte.portal.live.terms import terms

__all__ = [
    "bodies",
    "contacts",
    "coordination",
    "counts",
    "criteria",
    "events",
    "figure_choices",
    "functions",
    "members",
    "new_documents",
    "news",
    "observers",
    "practices",
    "published_figures",
    "registers",
    "terms",
    "thread",
    "topics",
    "upcoming",
]
