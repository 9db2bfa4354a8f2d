from django.urls import path, re_path
from django.utils.translation import pgettext_lazy

from gte.portal import desk, feeds, search, views, views_components

urlpatterns = [
    path("", views.show_page, name="home"),
    path(pgettext_lazy("address", "search/"), search.search, name="search"),
    path(
        pgettext_lazy("address", "search/suggestions/"),
        search.suggestions,
        name="search-suggestions",
    ),
    path(pgettext_lazy("address", "search/browser.xml"), search.opensearch, name="opensearch"),
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
    path(pgettext_lazy("address", "feeds/"), feeds.feeds, name="feeds"),
    path(pgettext_lazy("address", "feeds/news.xml"), feeds.NewsFeed(), name="feed-news"),
    path(
        pgettext_lazy("address", "feeds/documents.xml"),
        feeds.DocumentFeed(),
        name="feed-documents",
    ),
    path(pgettext_lazy("address", "feeds/meetings.xml"), feeds.MeetingFeed(), name="feed-meetings"),
]

# After every other address: the pages of the CMS, under the name by which Wagtail makes addresses.
page_urlpatterns = [re_path(r"^((?:[\w\-]+/)*)$", views.show_page, name="wagtail_serve")]
