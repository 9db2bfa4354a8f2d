"""What the coordination should know before an acta is put to signature, or published."""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from gte.common.bilingual import reading_order
from gte.governance.models import Minutes
from gte.governance.queries.minutes import silent_on
from gte.governance.queries.waiting import end_of


def is_early(minutes: Minutes) -> bool:
    """Whether comments are still awaited."""
    until = minutes.comments_until
    return until is not None and end_of(until) > timezone.now()


def early_sentence(minutes: Minutes) -> str:
    silent = ", ".join(str(party) for party in silent_on(minutes))
    day = date_format(minutes.comments_until, "DATE_FORMAT") if minutes.comments_until else ""
    words = {"day": day, "parties": silent}
    if not silent:
        return _("Comments are taken until %(day)s; every party has commented.") % words
    return (
        _("Comments are taken until %(day)s. These parties have said nothing yet: %(parties)s.")
        % words
    )


def public_sentence(minutes: Minutes) -> str:
    """Which paragraphs everybody will read, and which not."""
    side = f"title_{reading_order()[0]}"
    paragraphs = minutes.agreed.paragraphs if minutes.agreed else []
    shown = [capfirst(one[side]) for one in paragraphs if one["public"]]
    kept = [capfirst(one[side]) for one in paragraphs if not one["public"]]
    words = {"shown": "; ".join(shown) or "–", "kept": "; ".join(kept) or "–"}
    return _("Public: %(shown)s. Not public: %(kept)s.") % words
