from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "gte.portal"
    verbose_name = _("Pages of the site")

    def ready(self):
        from gte.portal import signals  # noqa: F401 - connects them
        from gte.portal.searching import add_pages_to_search

        add_pages_to_search()
