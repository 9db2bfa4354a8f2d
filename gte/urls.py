"""All addresses: the public site under its language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as cms_urls

from gte.alliance.urls import callback_urls
from gte.portal import views as portal
from gte.register.registers import BY_URL_NAME
from gte.register.urls import register_urls

urlpatterns = [
    path("healthz", portal.health, name="health"),
    path("favicon.ico", RedirectView.as_view(url="/static/img/favicon.svg", permanent=True)),
    path("cms/", include(cms_urls)),
    path("", include(callback_urls)),
    *i18n_patterns(
        path("", include("gte.alliance.urls")),
        path("", include("gte.portal.urls")),
        path("", include("gte.workplan.urls")),
        *register_urls(BY_URL_NAME.values()),
    ),
]

handler400 = "gte.portal.views.bad_request"
handler500 = "gte.portal.views.server_error"
