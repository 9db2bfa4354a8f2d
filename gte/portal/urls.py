from django.urls import path
from django.utils.translation import pgettext_lazy

from gte.portal import desk, search, views, views_components

urlpatterns = [
    path(pgettext_lazy("address", "search/"), search.search, name="search"),
    path(
        pgettext_lazy("address", "search/suggestions/"),
        search.suggestions,
        name="search-suggestions",
    ),
    path(pgettext_lazy("address", "search/browser.xml"), search.opensearch, name="opensearch"),
    path("", views.HomeView.as_view(), name="home"),
    path(pgettext_lazy("address", "desk/"), desk.DeskView.as_view(), name="desk"),
    path(pgettext_lazy("address", "registers/"), views.RegistersView.as_view(), name="registers"),
    path(
        pgettext_lazy("address", "about-the-record/"),
        views.AboutRecordView.as_view(),
        name="about-record",
    ),
    path(
        pgettext_lazy("address", "components/"),
        views_components.ComponentsView.as_view(),
        name="components",
    ),
]
