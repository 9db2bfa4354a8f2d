from django.urls import path
from django.utils.translation import pgettext_lazy

from gte.portal import search, views

urlpatterns = [
    path(pgettext_lazy("address", "search/"), search.search, name="search"),
    path(
        pgettext_lazy("address", "search/suggestions/"),
        search.suggestions,
        name="search-suggestions",
    ),
    path(pgettext_lazy("address", "search/browser.xml"), search.opensearch, name="opensearch"),
    path("", views.HomeView.as_view(), name="home"),
    path(pgettext_lazy("address", "registers/"), views.RegistersView.as_view(), name="registers"),
    path(
        pgettext_lazy("address", "about-the-record/"),
        views.AboutRecordView.as_view(),
        name="about-record",
    ),
]
