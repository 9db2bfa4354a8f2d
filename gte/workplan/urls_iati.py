"""Addresses of the file for IATI."""

from gte.workplan.urls_desk import PLAN, screen, under
from gte.workplan.views import desk_iati

IATI = under(PLAN, "iati/")

urlpatterns = [
    screen(IATI, desk_iati.CheckView, "desk-iati"),
    screen(under(IATI, desk_iati.FILE_NAME), desk_iati.FileView, "desk-iati-file"),
]
