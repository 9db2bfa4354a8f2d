from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "gte.portal"
    verbose_name = _("Pages of the site")

    def ready(self):
        # Two languages or not published: a translation begun in the CMS is a draft until somebody
        # publishes it. No choice of an installation, so not among its settings.
        settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

        from gte.portal import signals  # noqa: F401 - connects them
        from gte.portal.searching import add_pages_to_search

        add_pages_to_search()
