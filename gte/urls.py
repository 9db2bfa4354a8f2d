"""All addresses: the public site under its language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as cms_urls

from gte.alliance.urls import callback_urls
from gte.governance import urls_advice as advice
from gte.library import urls as library
from gte.portal import outputs
from gte.portal import views as portal
from gte.portal.urls import page_urlpatterns
from gte.register import permanent
from gte.register.registers import BY_URL_NAME
from gte.register.urls import register_urls

urlpatterns = [
    path("healthz", portal.health, name="health"),
    path("favicon.ico", RedirectView.as_view(url="/static/img/favicon.svg", permanent=True)),
    path("robots.txt", outputs.robots, name="robots"),
    path("sitemap.xml", outputs.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", outputs.sitemap, name="sitemap-part"),
    path("media/images/<str:name>", outputs.picture, name="picture"),
    path("cms/", include(cms_urls)),
    path("", include(callback_urls)),
    path("id/<slug:code>", permanent.resolve, name="permanent"),
    path("", include(library.file_urls)),
    path("", include(advice.feed_urls)),
    *i18n_patterns(
        path("", include("gte.alliance.urls")),
        path("", include("gte.alliance.urls_contacts")),
        path("", include("gte.portal.urls")),
        path("", include("gte.workplan.urls")),
        path("", include("gte.workplan.urls_desk")),
        path("", include("gte.workplan.urls_groups")),
        path("", include("gte.workplan.urls_iati")),
        path("", include("gte.workplan.urls_indicators")),
        path("", include("gte.workplan.urls_handover")),
        path("", include("gte.workplan.urls_workbook")),
        path("", include("gte.workplan.urls_country")),
        path("", include("gte.library.urls")),
        path("", include("gte.governance.urls")),
        path("", include("gte.governance.urls_advice")),
        path("", include("gte.governance.urls_meetings")),
        *register_urls(BY_URL_NAME.values()),
        # The last: whatever is no other address may be a page of the CMS.
        *page_urlpatterns,
    ),
]

handler400 = "gte.portal.views.bad_request"
handler403 = "gte.portal.views.forbidden"
handler404 = "gte.portal.views.not_found"
handler500 = "gte.portal.views.server_error"
