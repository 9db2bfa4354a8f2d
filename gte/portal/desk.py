"""The first page after signing in: what one may do here, and what waits."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView
from wagtail.models import TaskState

from gte.alliance.queries.people import has_second_factor
from gte.alliance.views.mixins import SignedIn
from gte.register.desk import desk_of


def waiting_pages(user: Any) -> int:
    """Pages that were sent for approval and wait for this account's word."""
    if not user.has_perm("portal.publish_pages"):
        return 0
    return int(TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).count())


class DeskView(SignedIn, TemplateView):
    template_name = "portal/desk.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.me
        entries = [
            {
                "title": entry.title,
                "lead": entry.lead,
                "url": entry.url,
                "waiting": entry.waiting(user) if entry.waiting else 0,
            }
            for entry in desk_of(user)
        ]
        return super().get_context_data(
            entries=entries,
            may_edit_pages=user.has_perm("portal.edit_pages"),
            waiting_pages=waiting_pages(user),
            name=user.name,
            roles=[{"label": r.label, "end": r.end, "pk": r.pk} for r in user.roles_held],
            acting_role_id=user.acting_role_id,
            has_second_factor=has_second_factor(user),
            **kwargs,
        )
