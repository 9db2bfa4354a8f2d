"""Addresses of the sheets of the parties."""

from django.urls import path
from django.utils.translation import pgettext_lazy

from gte.workplan.views import country

urlpatterns = [
    path(
        pgettext_lazy("address", "country-sheets/"),
        country.CountrySheetsView.as_view(),
        name="country-sheets",
    ),
    path(
        pgettext_lazy("address", "country-sheets/<slug:state>/"),
        country.CountrySheetView.as_view(),
        name="country-sheet",
    ),
    path(
        pgettext_lazy("address", "country-sheets/<slug:state>/<slug:key>/"),
        country.CountrySheetListView.as_view(),
        name="country-sheet-list",
    ),
]
