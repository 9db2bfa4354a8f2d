"""Addresses of the coordination with other technical groups."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from gte.workplan.urls_desk import CODE, EDIT, NEW, PLAN, screen, under
from gte.workplan.views import desk_groups

GROUPS = under(PLAN, pgettext_lazy("address", "groups/"))
REQUESTS = under(PLAN, pgettext_lazy("address", "requests/"))
REQUEST = under(REQUESTS, CODE)

urlpatterns = [
    screen(GROUPS, desk_groups.ListView, "desk-groups"),
    screen(under(GROUPS, CODE), desk_groups.GroupView, "desk-group"),
    screen(under(REQUESTS, NEW), desk_groups.NewView, "desk-request-new"),
    screen(REQUEST, desk_groups.RequestView, "desk-request"),
    screen(under(REQUEST, EDIT), desk_groups.EditView, "desk-request-edit"),
    path(
        under(REQUEST, pgettext_lazy("address", "answer/")),
        desk_groups.AnswerView.as_view(),
        name="desk-request-answer",
    ),
    path(
        under(REQUEST, pgettext_lazy("address", "withdraw/")),
        desk_groups.WithdrawView.as_view(),
        name="desk-request-withdraw",
    ),
]
