"""Addresses of handover packs at the desk."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from gte.workplan.urls_desk import CODE, NEW, PLAN, screen, under
from gte.workplan.views import desk_handover

HANDOVERS = under(PLAN, pgettext_lazy("address", "handover/"))
PACK = under(HANDOVERS, CODE)

urlpatterns = [
    screen(HANDOVERS, desk_handover.ListView, "desk-handovers"),
    screen(under(HANDOVERS, NEW), desk_handover.NewView, "desk-handover-new"),
    screen(PACK, desk_handover.PackView, "desk-handover"),
    path(
        under(PACK, pgettext_lazy("address", "accept/")),
        desk_handover.AcceptView.as_view(),
        name="desk-handover-accept",
    ),
    path(
        under(PACK, pgettext_lazy("address", "file/"), "<slug:what>/"),
        desk_handover.FileView.as_view(),
        name="desk-handover-file",
    ),
]
